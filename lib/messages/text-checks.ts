import type { AlimTalk, Capabilities, ChannelName, MessageKind } from "@/lib/platform/channels/channel";

import { advertisingEmailProblems, advertisingProblems, type LabelProblem } from "./advertising-label";
import type { Composed } from "./composing";
import type { MessageContext } from "./context";
import { unsupportedCharacters } from "./korean-characters";
import type { SendingAccount } from "./provider-accounts";
import { homeCountry } from "./recipient";
import type { Route } from "./routing";
import { KOREAN_LIMITS, koreanBytes, TWILIO_LONGEST_BODY } from "./text-length";
import type { Wording } from "./wording";

/** The text that may arrive in an AlimTalk's stead. */
export type Fallback = NonNullable<AlimTalk["fallback"]> | null;

/** Whether words and headline fit what they leave as; without an account what no carrier takes is said anyway. */
export function lengthFacts(
  route: Route<SendingAccount>,
  country: string,
  said: Composed,
  fallback: Fallback,
) {
  const capabilities = route.account?.provider.capabilities;
  const parts: { kind: MessageKind; body: string; subject: string }[] = [
    { kind: route.kind ?? "sms", body: said.body, subject: said.subject },
    ...(fallback ? [{ kind: fallback.kind, body: fallback.body, subject: fallback.subject ?? "" }] : []),
  ];
  return {
    tooLong: parts.some((part) => isTooLong(capabilities, country, part)),
    subjectTooLong: parts.some(({ kind, subject }) => {
      const longest =
        capabilities?.limits[kind]?.subjectBytes ?? (kind === "lms" ? KOREAN_LIMITS.subject : null);
      return longest !== null && koreanBytes(subject) > longest;
    }),
  };
}

function isTooLong(
  capabilities: Capabilities | undefined,
  country: string,
  { kind, body }: { kind: MessageKind; body: string },
): boolean {
  const limit = capabilities
    ? capabilities.limits[kind]
    : { unit: "characters", longest: TWILIO_LONGEST_BODY };
  const length = limit?.unit === "bytes" ? koreanBytes(body) : body.length;
  if (limit && length > limit.longest) return true;
  return isText(kind) && country === homeCountry && koreanBytes(body) > KOREAN_LIMITS.lms;
}

const isText = (kind: MessageKind) => kind === "sms" || kind === "lms" || kind === "mms";

/** Korean carriers show what CP949 lacks as question marks; Kakao and mail carry everything. */
export function unsupported(
  channel: ChannelName,
  country: string,
  said: Composed,
  fallback: Fallback,
): number {
  if (country !== homeCountry) return 0;
  const texts =
    channel === "sms" ? [said.body, said.subject] : [fallback?.body ?? "", fallback?.subject ?? ""];
  return texts.reduce((count, text) => count + unsupportedCharacters(text).length, 0);
}

export function labelProblems(
  { tenant }: MessageContext,
  { channel, messageClass }: Wording,
  country: string,
  { subject, body }: Composed,
): LabelProblem[] {
  if (messageClass !== "advertising" || country !== homeCountry) return [];
  const senderName = tenant.settings?.businessName || tenant.name;
  if (channel === "sms") return advertisingProblems({ body, subject, senderName });
  if (channel !== "email") return [];
  const { email, phone, address } = tenant.settings ?? {};
  const problems = advertisingEmailProblems({ subject, body, senderName }, email || phone || "");
  return address ? problems : [...problems, "NO_CONTACT"];
}
