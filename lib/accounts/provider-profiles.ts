import { z } from "zod";
import { readEmail } from "@/lib/platform/email-address";
import { readPhone } from "@/lib/platform/phone-number";

export const signInProviders = ["google", "kakao", "naver"] as const;
export type SignInProvider = (typeof signInProviders)[number];

/** What a provider says of a person, in one shape. An address is proven only when the provider says that it is. */
export interface ProviderProfile {
  provider: SignInProvider;
  subject: string;
  name: string | null;
  email: string | null;
  emailVerified: boolean;
  /** E.164 */
  phone: string | null;
}

const google = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.literal("true"), z.literal("false")]).optional(),
});

const kakao = z.object({
  id: z.union([z.number(), z.string().min(1)]),
  kakao_account: z
    .object({
      profile: z.object({ nickname: z.string().optional() }).optional(),
      email: z.string().optional(),
      is_email_valid: z.boolean().optional(),
      is_email_verified: z.boolean().optional(),
      phone_number: z.string().optional(),
    })
    .optional(),
});

const naver = z.object({
  response: z.object({
    id: z.string().min(1),
    name: z.string().optional(),
    nickname: z.string().optional(),
    email: z.string().optional(),
    mobile: z.string().optional(),
    mobile_e164: z.string().optional(),
  }),
});

/** Reads a provider's own answer. Throws when it lacks what names the person. */
export function readProfile(provider: SignInProvider, answer: unknown): ProviderProfile {
  if (provider === "google") {
    const { sub, name, email, email_verified: verified } = google.parse(answer);
    return profile(provider, sub, { name, email, emailVerified: verified === true || verified === "true" });
  }
  if (provider === "kakao") {
    const { id, kakao_account: account } = kakao.parse(answer);
    const emailVerified = account?.is_email_valid === true && account.is_email_verified === true;
    const { email, phone_number: phone } = account ?? {};
    return profile(provider, String(id), { name: account?.profile?.nickname, email, emailVerified, phone });
  }
  // Naver has no flag for a verified address, so none of its addresses counts as proven.
  const { id, name, nickname, email, mobile, mobile_e164: e164 } = naver.parse(answer).response;
  return profile(provider, id, {
    name: name ?? nickname,
    email,
    emailVerified: false,
    phone: e164 ?? mobile,
  });
}

function profile(
  provider: SignInProvider,
  subject: string,
  given: {
    name?: string | undefined;
    email?: string | undefined;
    emailVerified: boolean;
    phone?: string | undefined;
  },
): ProviderProfile {
  const email = readEmail(given.email ?? "");
  const phone = readPhone(given.phone ?? "", { country: "KR" });
  return {
    provider,
    subject,
    name: given.name?.trim() || null,
    email: email.kind === "email" ? email.address : null,
    emailVerified: given.emailVerified && email.kind === "email",
    phone: phone.kind === "mobile" ? phone.e164 : null,
  };
}
