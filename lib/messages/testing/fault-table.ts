import type { ProviderName } from "@/lib/platform/channels/channel";
import type { FaultInput } from "@/scripts/providers/faults";

import type { ResendClass } from "../resend-rule";

/** How a message ends three hours after it was due, whatever its provider did. */
export interface End {
  state: string;
  reason: string | null;
  /** How many texts or mails reached the person in the end. */
  arrived: number;
  /** Of mails that arrived more than once: how many Message-IDs they have. One is one mail to a mail program. */
  messageIds?: number;
  /** Open questions to the owner about it. */
  cards?: number;
  /** The end of the row that was planned in its stead. */
  resent?: string;
}

type Ends = Record<ResendClass, End>;

export interface FaultRow {
  name: string;
  fault: FaultInput;
  ends: Ends;
}

export const resendClasses = ["code", "notice", "sequence"] as const;
export const tries = ["first", "second"] as const;

const always = (end: End): Ends => ({ code: end, notice: end, sequence: end });
const refused = (why: string): Ends =>
  always({ state: "failed", reason: `messages.refused.${why}`, arrived: 0 });

const taken = (state: "accepted" | "sent"): End => ({ state, reason: null, arrived: 1 });
const parked: End = { state: "unclear", reason: "messages.unclear", arrived: 0, cards: 1 };
const lostCode: End = { state: "expired", reason: "messages.codeStale", arrived: 0 };
const resent = (state: "accepted" | "sent"): End => ({
  state: "failed",
  reason: "messages.resentInstead",
  arrived: 1,
  resent: state,
});
/** Not known to have left: a code is asked for anew, a notice goes once more, a sequence waits for the owner. */
const byClass = (state: "accepted" | "sent"): Ends => ({
  code: lostCode,
  notice: resent(state),
  sequence: parked,
});
/** It left, but who sends mails lists nothing: the class decides alone, and a second mail is the same one to a mail program. */
const leftUnseen: Ends = {
  code: { ...lostCode, arrived: 1 },
  notice: { ...resent("sent"), arrived: 2, messageIds: 1 },
  sequence: { ...parked, arrived: 1 },
};
/** Certainly not sent, and the fault of the account: planned once more when the account is tried again. */
const account = (state: "accepted" | "sent"): Ends =>
  always({ state: "failed", reason: "messages.refused.config", arrived: 1, resent: state });

/** What an answer that says nothing leaves open, at providers that can be asked afterwards. */
const unanswered: FaultRow[] = (["server_error", "timeout", "reset", "junk"] as const).flatMap((kind) => [
  { name: `${kind}, not sent`, fault: { kind }, ends: byClass("accepted") },
  { name: `${kind}, but sent`, fault: { kind, sent: true }, ends: always(taken("accepted")) },
]);

/**
 * The written ends (G8), by provider, fault and class. They are the same at the first and at the second try that the protocol
 * makes by itself, which follows a "not now".
 */
export const faultTable: Record<ProviderName, FaultRow[]> = {
  twilio: [
    { name: "429", fault: { kind: "throttle", retryAfterSeconds: 20 }, ends: always(taken("accepted")) },
    { name: "400/21610", fault: { kind: "bad_request", code: 21610 }, ends: refused("opted_out") },
    { name: "400/21211", fault: { kind: "bad_request", code: 21211 }, ends: refused("bad_number") },
    {
      name: "400/21999, a code nobody knows (row 91)",
      fault: { kind: "bad_request", code: 21999 },
      ends: refused("other"),
    },
    { name: "401", fault: { kind: "unauthorized" }, ends: account("accepted") },
    ...unanswered,
  ],
  solapi: [
    { name: "429", fault: { kind: "throttle", retryAfterSeconds: 20 }, ends: always(taken("accepted")) },
    { name: "400/1061", fault: { kind: "bad_request", code: "1061" }, ends: refused("ads_refused") },
    { name: "400/3014", fault: { kind: "bad_request", code: "3014" }, ends: refused("bad_number") },
    {
      name: "400/9999, a code nobody knows (row 91)",
      fault: { kind: "bad_request", code: "9999" },
      ends: refused("other"),
    },
    { name: "403", fault: { kind: "unauthorized" }, ends: account("accepted") },
    ...unanswered,
  ],
  smtp: [
    { name: "450", fault: { kind: "throttle" }, ends: always(taken("sent")) },
    { name: "550 5.1.1", fault: { kind: "bad_request" }, ends: refused("bad_number") },
    { name: "535", fault: { kind: "unauthorized" }, ends: account("sent") },
    // 4yz is the server's word that it did not take the mail (RFC 5321): it goes again, under the same Message-ID.
    { name: "451 after the mail", fault: { kind: "server_error" }, ends: always(taken("sent")) },
    {
      name: "451 after the mail, which it took all the same",
      fault: { kind: "server_error", sent: true },
      ends: always({ ...taken("sent"), arrived: 2, messageIds: 1 }),
    },
    ...(["timeout", "reset", "junk"] as const).flatMap((kind) => [
      { name: `${kind}, not sent`, fault: { kind }, ends: byClass("sent") },
      { name: `${kind}, but sent`, fault: { kind, sent: true }, ends: leftUnseen },
    ]),
  ],
};
