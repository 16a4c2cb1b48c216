import { recordEvents } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/insert-rows";
import type { Tx } from "@/lib/platform/tenancy";

import { isOwnWord, merged, unsaid } from "./consent-basis";
import { confirmBefore } from "./reconfirmation-dates";
import { lastConfirmed, watchConsents } from "./reconfirmations";
import type { ConsentChannel, ConsentPurpose } from "./schema";

/** What shows later that a person consented, and to which words (domain.md 1.3). */
export interface ConsentEvidence {
  textVersion: string;
  textHash: string;
  locale: string;
  /** "application_form", "staff", "import", "preferences" … */
  source: string;
  /** The page it was said on; of an import the file's name; of what staff recorded how it was said (`ledger/schema.ts`). */
  sourcePage?: string | undefined;
  ipHash?: string | undefined;
  userAgent?: string | undefined;
  /** What whoever recorded it wrote beside it. */
  note?: string | undefined;
  /** The customer's file that shows the signed paper. */
  proofFileId?: string | undefined;
  /** "claimed" where only the owner's file says so. Merging writes "merged" and "unsaid" (lib/merging/consents.ts). */
  basis?: "given" | "claimed";
  /** When the person said it, if that was before now. */
  occurredAt?: Date | undefined;
}

export interface ConsentStatement {
  purpose: ConsentPurpose;
  channel: ConsentChannel;
  given: boolean;
  evidence: ConsentEvidence;
}

/** The newest word on one purpose and channel. */
export interface StandingConsent {
  id: string;
  purpose: ConsentPurpose;
  channel: ConsentChannel;
  given: boolean;
  basis: string;
  textVersion: string;
  source: string;
  occurredAt: Date;
}

/** Writes what a person said into the ledger; nothing is ever changed there. A box left unticked says nothing. */
export async function recordConsents(tx: Tx, customerId: string, said: ConsentStatement[]): Promise<void> {
  if (said.length === 0) return;
  const rows = said.map((statement) => ledgerRow(tx, customerId, statement));
  await insertRows(tx, "consent", rows);
  await watchConsents(tx, rows);
  await recordEvents(
    tx,
    said.map(({ purpose, channel, given }) => ({
      type: given ? "consent.given" : "consent.withdrawn",
      subject: { kind: "customer", id: customerId, customerId },
      payload: { purpose, channel },
    })),
  );
}

/**
 * What the owner's file says about advertising texts, as a claim: it is on record with the file's name, and it is no consent
 * (Network Act Art. 50(1) wants the recipient's own). Nothing follows from it, neither a notice nor a follow-up.
 */
export async function claimConsents(
  tx: Tx,
  claims: readonly { customerId: string; given: boolean }[],
  evidence: Omit<ConsentEvidence, "basis" | "occurredAt">,
): Promise<void> {
  await insertRows(
    tx,
    "consent",
    claims.map(({ customerId, given }) =>
      ledgerRow(tx, customerId, {
        purpose: "advertising",
        channel: "sms",
        given,
        evidence: { ...evidence, basis: "claimed" },
      }),
    ),
  );
}

const ledgerRow = (tx: Tx, customerId: string, { purpose, channel, given, evidence }: ConsentStatement) => ({
  tenantId: tx.tenantId,
  id: newId(),
  customerId,
  purpose,
  channel,
  given,
  basis: evidence.basis ?? "given",
  textVersion: evidence.textVersion,
  textHash: evidence.textHash,
  locale: evidence.locale,
  source: evidence.source,
  sourcePage: evidence.sourcePage ?? null,
  ipHash: evidence.ipHash ?? null,
  userAgent: evidence.userAgent?.slice(0, 300) ?? null,
  note: evidence.note ?? null,
  proofFileId: evidence.proofFileId ?? null,
  actorKind: tx.actor.kind,
  actorId: tx.actor.id,
  occurredAt: evidence.occurredAt ?? tx.now,
  recordedAt: tx.now,
});

/** The newest statement on every purpose and channel the person ever spoke about. */
export async function standingConsents(
  tx: Tx,
  customerId: string,
  channel?: ConsentChannel,
): Promise<StandingConsent[]> {
  const rows = await tx.db.consent.findMany({
    where: channel ? { customerId, channel } : { customerId },
    distinct: ["purpose", "channel"],
    orderBy: [{ occurredAt: "desc" }, { recordedAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      purpose: true,
      channel: true,
      given: true,
      basis: true,
      textVersion: true,
      source: true,
      occurredAt: true,
    },
  });
  return (rows as StandingConsent[]).filter(({ basis }) => basis !== unsaid);
}

/** What the gate must know of one channel. */
export interface ChannelConsent {
  advertising: "given" | "withdrawn" | "none";
  /** A separate consent for 21:00–08:00. */
  night: boolean;
  /** When the second-year confirmation was due without having been sent; null while nothing is owed. */
  reconfirmationMissedAt: Date | null;
}

const neverAsked: ChannelConsent = { advertising: "none", night: false, reconfirmationMissedAt: null };

/** The newest words on advertising by a channel and on its night; who never spoke about it has "none". */
export async function channelConsents(
  tx: Tx,
  customerIds: readonly string[],
  channel: "sms" | "email",
): Promise<Map<string, ChannelConsent>> {
  const newest = await tx.db.consent.findMany({
    where: { customerId: { in: [...customerIds] }, channel, purpose: { in: ["advertising", "night"] } },
    distinct: ["customerId", "purpose"],
    orderBy: [{ occurredAt: "desc" }, { recordedAt: "desc" }, { id: "desc" }],
    select: { customerId: true, purpose: true, given: true, basis: true, occurredAt: true },
  });
  const overdue = newest.filter(
    ({ given, occurredAt }) => given && confirmBefore(occurredAt, null) <= tx.now,
  );
  const confirmed = await lastConfirmed(tx, [...new Set(overdue.map(({ customerId }) => customerId))]);
  const standing = Map.groupBy(newest, (row) => row.customerId);
  return new Map(
    customerIds.map((id) => [
      id,
      asChannelConsent(standing.get(id) ?? [], confirmed.get(id) ?? null, tx.now),
    ]),
  );
}

function asChannelConsent(
  standing: { purpose: string; given: boolean; basis: string; occurredAt: Date }[],
  confirmedAt: Date | null,
  now: Date,
): ChannelConsent {
  const advertising = standing.find(({ purpose }) => purpose === "advertising");
  if (!advertising || advertising.basis === unsaid) return neverAsked;
  if (!advertising.given) return { ...neverAsked, advertising: "withdrawn" };
  // A claim is the owner's word and not the person's.
  if (advertising.basis === "claimed") return neverAsked;
  const night = standing.find(
    ({ purpose, given, basis }) => purpose === "night" && given && isOwnWord(basis),
  );
  const due = confirmBefore(advertising.occurredAt, confirmedAt);
  return {
    advertising: "given",
    night: night !== undefined && confirmBefore(night.occurredAt, confirmedAt) > now,
    reconfirmationMissedAt: due <= now ? due : null,
  };
}

/**
 * Gives or withdraws one consent; calm when it already stands so by the person's own word. What stands by a merge alone is said
 * anew: it would go with the merge. Answers whether anything was written.
 */
export async function stateConsent(tx: Tx, customerId: string, said: ConsentStatement): Promise<boolean> {
  const standing = await standingConsents(tx, customerId, said.channel);
  const before = standing.find(({ purpose }) => purpose === said.purpose);
  if ((before?.given ?? false) === said.given && before?.basis !== merged) return false;
  await recordConsents(tx, customerId, [said]);
  return true;
}
