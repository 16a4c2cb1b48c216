import type { ChannelName } from "@/lib/platform/channels/channel";

import type { LabelProblem } from "./advertising-label";
import type { MessageClass } from "./message-class";
import type { RouteObjection } from "./routing";

/** What the ledger says of one channel. `withdrawn` also ends the exception for existing customers. */
export interface ChannelConsent {
  advertising: "given" | "withdrawn" | "none";
  /** A separate consent for 21:00–08:00. */
  night: boolean;
  /** The second-year confirmation was due by then and was not sent (row 29); null while nothing is owed. */
  reconfirmationMissedAt: Date | null;
}

/**
 * The paid course that an advertisement without consent may refer to: Network Act Art. 50(1)1, for goods of the same
 * kind, to a contact the business collected itself, within six months from the day the course ended.
 */
export interface EarlierPurchase {
  /** Local date, "2026-06-10". */
  endedOn: string;
  paid: boolean;
  sameKind: boolean;
  collectedDirectly: boolean;
}

/** All that decides whether one message may go out now. Nothing here is looked up by the gate itself. */
export interface GateFacts {
  now: Date;
  messageClass: MessageClass;
  channel: ChannelName;
  /** Only for transactional messages: `urgent` goes at any hour, `calm` waits for 08:00–21:00. */
  urgency: "urgent" | "calm";
  /** After this the message is of no use. */
  expiresAt: Date | null;
  /** The enrollment or schedule that it was planned for has changed since. */
  stale: boolean;
  /** Another open message with the same number and text: two answers could not be told apart. */
  equalMessageInFlight: boolean;
  tenant: {
    /** The platform stopped this tenant (row 120). */
    suspended: boolean;
    /** The operator released transactional messages of a suspended tenant. */
    transactionalReleased: boolean;
    /** The tenant's own switch: nothing leaves. */
    sendingPaused: boolean;
    /** The operator's switch for all tenants. */
    platformPaused: boolean;
    /** Only listed recipients get messages. Null when the test mode is off. */
    testMode: { recipientListed: boolean } | null;
  };
  route: {
    /** Why no account carries it; having none at all is judged after everything else, because it may come. */
    objection: RouteObjection | null;
    provider: "twilio" | "other";
    /** A recorded certification or contract for advertising to Korea, valid today (row 25). */
    koreanAdvertisingProof: boolean;
    /** The tenant opened sending to this country. */
    countryAllowed: boolean;
    /** A text to Korea shows a number whose registration is recorded and valid today; true where none is shown. */
    senderRegistered: boolean;
  };
  recipient: {
    /** ISO code from the number; for e-mail the tenant's country. */
    country: string;
    zone: string;
    address: "ok" | "missing" | "bad";
    suppression: "none" | "advertising" | "all";
    consent: ChannelConsent;
    earlierPurchase: EarlierPurchase | null;
    /** A child under 14 whose guardian did not consent to advertising (PIPA Art. 22-2). */
    guardianMissing: boolean;
    /** When one more advertisement may go to this person, over all rules; null: now. */
    nextAdvertisingAt: Date | null;
  };
  text: {
    missingVariables: readonly string[];
    /** Of an AlimTalk: Kakao approved these words, or a text may go instead (row 70). */
    templateApproved: boolean;
    tooLong: boolean;
    subjectTooLong: boolean;
    unsupportedCharacters: number;
    /** Only of advertising. */
    labelProblems: readonly LabelProblem[];
    /** A picture that its provider does not take (row 60). */
    pictureUnfit: boolean;
  };
  /** Absent before the budget is reserved. `until` is when there is some again. */
  budget?: { left: true } | { left: false; until: Date; reason: BudgetReason };
}

/** Why there is nothing left to send with: money, messages of the hour or the day, what may go to one country. */
export type BudgetReason = "BUDGET" | "HOUR_CAP" | "DAY_CAP" | "COUNTRY_CAP" | "COUNTRY_BREAKER";

export type Verdict =
  | { outcome: "send" }
  | { outcome: "hold"; until: Date; reason: GateReason }
  | { outcome: "wait"; reason: GateReason }
  | { outcome: "block"; reason: GateReason }
  | { outcome: "expire"; reason: GateReason };

/** Each has words in messages/{ko,en}/gate.json. */
export const gateReasons = [
  "PLATFORM_PAUSED",
  "SENDING_PAUSED",
  "TENANT_SUSPENDED",
  "EXPIRED",
  "STALE_PLAN",
  "TEST_MODE",
  "NO_ADDRESS",
  "BAD_ADDRESS",
  "SUPPRESSED_ALL",
  "SUPPRESSED",
  "COUNTRY_NOT_ALLOWED",
  "COUNTRY_UNREACHED",
  "ALIMTALK_AD",
  "TEMPLATE_NOT_APPROVED",
  "ROUTE_KR_AD",
  "SENDER_NOT_REGISTERED",
  "CONSENT_WITHDRAWN",
  "GUARDIAN_NEEDED",
  "NO_CONSENT",
  "RECONFIRMATION_MISSED",
  "MISSING_VARIABLE",
  "TOO_LONG",
  "SUBJECT_TOO_LONG",
  "UNSUPPORTED_CHARACTERS",
  "NO_PICTURES",
  "PICTURE_UNFIT",
  "NO_LABEL",
  "LABEL_VARIANT",
  "LABEL_NOT_FIRST",
  "LABEL_ONLY_IN_SUBJECT",
  "NO_SENDER",
  "NO_OPT_OUT",
  "CHARGED_OPT_OUT",
  "NO_CONTACT",
  "NIGHT",
  "QUIET_HOURS",
  "EQUAL_MESSAGE",
  "TOO_OFTEN",
  "BUDGET",
  "HOUR_CAP",
  "DAY_CAP",
  "COUNTRY_CAP",
  "COUNTRY_BREAKER",
] as const;
export type GateReason = (typeof gateReasons)[number];
