import { createHash } from "node:crypto";
import type { Person } from "./people";

/** Google's id_token and userinfo claims. */
export const googleClaims = (person: Person) => ({
  sub: `1${String(person.number).padStart(20, "0")}`,
  name: person.name,
  given_name: person.name.slice(1),
  family_name: person.name.slice(0, 1),
  email: person.email,
  email_verified: person.emailVerified,
});

/** Kakao's /v2/user/me: a numeric id; what was not agreed to is missing and flagged. */
export const kakaoMe = (person: Person) => ({
  id: 4_000_000_000 + person.number,
  connected_at: "2026-01-05T01:23:45Z",
  properties: { nickname: person.name },
  kakao_account: {
    profile_nickname_needs_agreement: false,
    profile: { nickname: person.name, is_default_nickname: false },
    has_email: true,
    email_needs_agreement: !person.sharesEmail,
    ...(person.sharesEmail
      ? { is_email_valid: true, is_email_verified: person.emailVerified, email: person.email }
      : {}),
    ...(person.phone
      ? { has_phone_number: true, phone_number_needs_agreement: false, phone_number: person.phone }
      : {}),
  },
});

/** Naver's /v1/nid/me: everything inside `response`; it has no flag for a verified address. */
export const naverMe = (person: Person) => {
  const local = person.phone?.replace("+82 ", "0");
  return {
    resultcode: "00",
    message: "success",
    response: {
      id: createHash("sha256").update(`naver ${person.number}`).digest("base64url"),
      nickname: person.name,
      name: person.name,
      ...(person.sharesEmail ? { email: person.email } : {}),
      ...(local ? { mobile: local, mobile_e164: `+82${local.slice(1).replaceAll("-", "")}` } : {}),
    },
  };
};
