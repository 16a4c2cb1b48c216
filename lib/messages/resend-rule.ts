/** How much a loss or a double of this message hurts (safety.md, "No hit after settle"). */
export type ResendClass = "code" | "notice" | "sequence";

export interface UnclearMessage {
  resendClass: ResendClass;
  /** When the POST left whose answer never came. */
  postedAt: Date;
  /** Listings of the provider since then that did not show it. */
  emptyListings: readonly Date[];
  /** How often it was resent already. */
  resends: number;
  /** After this it is of no use to anybody: the class has begun. */
  usefulUntil: Date | null;
}

export type ResendVerdict =
  | { outcome: "wait"; until: Date | null; personMayResend: boolean }
  | { outcome: "resend"; personMayResend: boolean }
  | { outcome: "park"; personMayResend: boolean }
  | { outcome: "drop"; personMayResend: false };

const LISTINGS_NEEDED = 3;
const AFTER_POST_MS = 70 * 60_000;
const AFTER_LISTING_MS = 10 * 60_000;

/**
 * What may happen to a message of which nobody knows whether it arrived, once listings stay empty and no callback came.
 * Codes: never, the person asks for a new one. Notices: once, at the earliest 70 minutes after the POST and ten after
 * the third empty listing, while still useful; the owner's card offers it before. Sequences and advertising: never by
 * themselves, because a double hurts more. `until: null` means that another listing has to come first.
 */
export function afterUnclear(message: UnclearMessage, now: Date): ResendVerdict {
  if (message.resendClass === "code") return { outcome: "drop", personMayResend: false };
  const useful = message.usefulUntil === null || now < message.usefulUntil;
  if (message.resendClass === "sequence" || message.resends > 0)
    return { outcome: "park", personMayResend: useful };
  if (!useful) return { outcome: "park", personMayResend: false };
  if (message.emptyListings.length < LISTINGS_NEEDED)
    return { outcome: "wait", until: null, personMayResend: true };
  const earliest = earliestResend(message);
  if (now < earliest) return { outcome: "wait", until: earliest, personMayResend: true };
  return { outcome: "resend", personMayResend: true };
}

function earliestResend({ postedAt, emptyListings }: UnclearMessage): Date {
  const lastListing = Math.max(...emptyListings.map((at) => at.getTime()));
  return new Date(Math.max(postedAt.getTime() + AFTER_POST_MS, lastListing + AFTER_LISTING_MS));
}

/** A message that a person looks at and would like to send once more. */
export interface EndedMessage {
  state: string;
  resendClass: ResendClass;
  /** The carrier refused it because the person stopped all texts there. */
  optedOut: boolean;
  /** It was sent again already; then that one is the one to look at. */
  sentAgain: boolean;
  usefulUntil: Date | null;
}

/** `reason` is a message key. */
export type AgainVerdict = { allowed: true } | { allowed: false; reason: string };

const not = (reason: string): AgainVerdict => ({ allowed: false, reason: `outbox.again.${reason}` });

/**
 * May a person send this again? What did not arrive, or of which nobody knows: notices and sequences once, while of use. Codes never:
 * they are stale, and whoever needs one asks for a new one. What the law or the person stopped is no failure to be tried again.
 */
export function mayBeSentAgain(message: EndedMessage, now: Date): AgainVerdict {
  if (!["failed", "undelivered", "unclear"].includes(message.state)) return not("notEnded");
  if (message.resendClass === "code") return not("code");
  if (message.sentAgain) return not("already");
  if (message.optedOut) return not("optedOut");
  if (message.usefulUntil !== null && now >= message.usefulUntil) return not("tooLate");
  return { allowed: true };
}
