import type { ConsentPurpose } from "../schema";

/** What is known of a person when one asks what may be done now. */
export interface StandingFacts {
  /** Whether there is a number at all. */
  reachable: boolean;
  refusal: { scope: "advertising" | "all"; source: string; since: Date } | null;
  /** The newest word on each purpose, of the channel for texts where there is one. */
  said: Partial<Record<ConsentPurpose, { given: boolean; basis: string; source: string; since: Date }>>;
  /** The second-year confirmation that was due by then and was not sent. */
  reconfirmationMissedAt: Date | null;
  /** A child whose guardian did not consent to advertising. */
  guardianMissing: boolean;
}

export type StandingReason =
  | "given"
  | "never"
  | "claimed"
  | "withdrawn"
  | "refused"
  | "stopped"
  | "guardianNeeded"
  | "reconfirmationMissed"
  | "needsAdvertising"
  | "noNumber";

/** What holds for a purpose now, and the strictest reason for it. */
export interface PurposeStanding {
  purpose: ConsentPurpose;
  allowed: boolean;
  reason: StandingReason;
  /** When the reason came about; null where there is no such moment. */
  since: Date | null;
  /** How it was said, where somebody said it. */
  source: string | null;
}

/** The four purposes in the order people read them. The strictest reason is named, as the gate would. */
export function purposesNow(facts: StandingFacts): PurposeStanding[] {
  const advertising = advertisingNow(facts);
  return [wordOn(facts, "collection"), wordOn(facts, "marketing"), advertising, nightNow(facts, advertising)];
}

function advertisingNow(facts: StandingFacts): PurposeStanding {
  const { refusal, reachable, reconfirmationMissedAt } = facts;
  const not = (reason: StandingReason, since: Date | null = null, source: string | null = null) =>
    ({ purpose: "advertising", allowed: false, reason, since, source }) as const;
  if (refusal) return not(refusal.scope === "all" ? "stopped" : "refused", refusal.since, refusal.source);
  const word = wordOn(facts, "advertising");
  if (facts.guardianMissing && word.reason !== "withdrawn") return not("guardianNeeded");
  if (!word.allowed) return word;
  if (reconfirmationMissedAt) return not("reconfirmationMissed", reconfirmationMissedAt);
  return reachable ? word : not("noNumber");
}

/** Nothing at night without advertising by day. */
function nightNow(facts: StandingFacts, advertising: PurposeStanding): PurposeStanding {
  const word = wordOn(facts, "night");
  if (!word.allowed || advertising.allowed) return word;
  return { ...word, allowed: false, reason: "needsAdvertising", since: null, source: null };
}

/** What the person's own newest word makes of it; an owner's claim is none of theirs. */
function wordOn({ said }: StandingFacts, purpose: ConsentPurpose): PurposeStanding {
  const word = said[purpose];
  if (!word) return { purpose, allowed: false, reason: "never", since: null, source: null };
  const { given, basis, source, since } = word;
  if (!given) return { purpose, allowed: false, reason: "withdrawn", since, source };
  if (basis === "claimed") return { purpose, allowed: false, reason: "claimed", since, source };
  return { purpose, allowed: true, reason: "given", since, source };
}
