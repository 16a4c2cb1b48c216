/** Somebody who can sign in at the local OAuth server. */
export interface Person {
  /** Chosen by `login_hint` or on the consent page. */
  key: string;
  /** The number behind every provider's own id. */
  number: number;
  name: string;
  email: string;
  emailVerified: boolean;
  /** Korean providers let people keep their address to themselves. */
  sharesEmail: boolean;
  /** Kakao's way of writing it; absent without the extra permission. */
  phone?: string;
}

/** The demo owner once with a verified address and once, as a stranger might, with an unverified one. */
export const demoPeople: Person[] = [
  {
    key: "owner",
    number: 1001,
    name: "김하나",
    email: "owner@demo.dangol.test",
    emailVerified: true,
    sharesEmail: true,
    phone: "+82 10-1234-5678",
  },
  {
    key: "unverified",
    number: 1002,
    name: "이두리",
    email: "owner@demo.dangol.test",
    emailVerified: false,
    sharesEmail: true,
    phone: "+82 10-2345-6789",
  },
  {
    key: "no-email",
    number: 1003,
    name: "박세나",
    email: "sena@people.dangol.test",
    emailVerified: true,
    sharesEmail: false,
  },
  {
    key: "newcomer",
    number: 1004,
    name: "최네오",
    email: "neo@people.dangol.test",
    emailVerified: true,
    sharesEmail: true,
    phone: "+82 10-3456-7890",
  },
];
