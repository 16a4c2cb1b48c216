import { readEmail } from "@/lib/platform/email-address";
import { readPhone } from "@/lib/platform/phone-number";

import { phoneProblem } from "../person";

export const contactChannels = ["phone", "email"] as const;
export type ContactChannel = (typeof contactChannels)[number];

export interface ReadAddress {
  channel: ContactChannel;
  /** E.164 or a lower-case e-mail address. */
  address: string;
  canReceiveTexts: boolean;
}

/** What staff typed as a number (a landline too, rows 46–50) or an e-mail address. A refusal is a message key. */
export function readAddress(
  channel: ContactChannel,
  typed: string,
): { kind: "address"; read: ReadAddress } | { kind: "refused"; reason: string } {
  if (channel === "email") {
    const email = readEmail(typed);
    if (email.kind === "refused") return { kind: "refused", reason: `customers.email.${email.reason}` };
    return { kind: "address", read: { channel, address: email.address, canReceiveTexts: false } };
  }
  const phone = readPhone(typed, { country: "KR" });
  if (phone.kind === "refused") return { kind: "refused", ...phoneProblem(phone.reason, typed) };
  return {
    kind: "address",
    read: { channel, address: phone.e164, canReceiveTexts: phone.kind === "mobile" },
  };
}
