import { z } from "zod";

import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { writtenByMerging } from "../consent-basis";
import { publishedText } from "../consent-texts";
import { channelConsents, type StandingConsent, standingConsents } from "../consents";
import { readCursor, writeCursor } from "../cursor";
import { customerOrRefuse } from "../customers";
import { awaitsGuardianFor } from "../guardians";
import { historiesOf } from "../merged-away";
import type { ConsentPurpose } from "../schema";
import { standingRefusal } from "../suppressions";
import { type PurposeStanding, purposesNow } from "./standing";

/** One line of the ledger as it was written: nothing of it ever changes. */
export interface LedgerLine {
  id: string;
  purpose: string;
  channel: string;
  given: boolean;
  /** Only the owner's file says so; no consent of the person's. */
  claimed: boolean;
  /** When the person said it, and when it was written down: two moments for a paper. */
  occurredAt: Date;
  recordedAt: Date;
  source: string;
  /** The page, the name of the file, or how it was heard. */
  sourceDetail: string | null;
  note: string | null;
  proof: { fileId: string; name: string } | null;
  by: { kind: string; name: string | null };
  text: {
    version: string;
    hash: string;
    locale: string;
    /** As the person read it; null for somebody else's form, a paper, and a withdrawal, which has none. */
    words: { title: string; body: string } | null;
  };
}

/** A notice the law asks for, planned or gone. */
export interface ConsentNotice {
  id: string;
  kind: "consent_result" | "reconfirmation";
  state: string;
  reason: string | null;
  at: Date;
}

export interface ConsentLedger {
  now: PurposeStanding[];
  lines: LedgerLine[];
  /** Where the older lines begin; null at the end. */
  older: string | null;
  notices: ConsentNotice[];
}

const linesShown = 50;
const noticesShown = 20;
const cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Everything a person ever said about their data and about advertising, what holds now, and the notices about it. */
export async function ledgerOf(
  tenant: TenantScope,
  customerId: string,
  { before }: { before?: string | undefined } = {},
): Promise<ConsentLedger> {
  return inTransaction(tenant, async (tx) => {
    const rows = await linesBefore(tx, customerId, before);
    const lines = rows.slice(0, linesShown);
    const last = rows.length > linesShown ? lines.at(-1) : undefined;
    return {
      now: await standingOf(tx, customerId),
      lines: await asRead(tx, customerId, lines),
      older: last ? writeCursor([last.occurredAt.toISOString(), last.id]) : null,
      notices: await noticesOf(tx, customerId),
    };
  });
}

/** What holds now for each purpose, by the same facts the gate asks. */
export async function standingOf(tx: Tx, customerId: string): Promise<PurposeStanding[]> {
  const { phone } = await customerOrRefuse(tx, customerId);
  const said = (await standingConsents(tx, customerId)).filter(
    ({ channel }) => channel === "sms" || channel === "any",
  );
  const gate = (await channelConsents(tx, [customerId], "sms")).get(customerId);
  return purposesNow({
    reachable: phone?.canReceiveTexts ?? false,
    refusal: phone && (await standingRefusal(tx, "sms", phone.address)),
    said: Object.fromEntries(said.map((one) => [one.purpose, wordOf(one)])),
    reconfirmationMissedAt: gate?.reconfirmationMissedAt ?? null,
    guardianMissing: await awaitsGuardianFor(tx, customerId, "advertising"),
  });
}

const wordOf = ({ given, basis, source, occurredAt }: StandingConsent) => ({
  given,
  basis,
  source,
  since: occurredAt,
});

/** One more than is shown, newest first. */
async function linesBefore(tx: Tx, customerId: string, before: string | undefined) {
  const from = readCursor(before, cursor);
  return tx.db.consent.findMany({
    where: {
      // The ledger is never rewritten: what was said under a record that was merged into this one stands there.
      customerId: { in: await historiesOf(tx, customerId) },
      basis: { notIn: writtenByMerging },
      ...(from && {
        occurredAt: { lte: from[0] },
        OR: [{ occurredAt: { lt: from[0] } }, { id: { lt: from[1] } }],
      }),
    },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: linesShown + 1,
  });
}

type Row = Awaited<ReturnType<typeof linesBefore>>[number];

async function asRead(tx: Tx, customerId: string, rows: Row[]): Promise<LedgerLine[]> {
  const names = await memberNames(tx, rows);
  const files = await tx.db.customerFile.findMany({
    where: { customerId, id: { in: rows.flatMap(({ proofFileId }) => proofFileId ?? []) } },
    select: { id: true, name: true },
  });
  const fileNames = new Map(files.map(({ id, name }) => [id, name]));
  const businessName = await businessNameOf(tx);
  return rows.map((row) => {
    const proofName = row.proofFileId && fileNames.get(row.proofFileId);
    return {
      id: row.id,
      purpose: row.purpose,
      channel: row.channel,
      given: row.given,
      claimed: row.basis === "claimed",
      occurredAt: row.occurredAt,
      recordedAt: row.recordedAt,
      source: row.source,
      sourceDetail: row.sourcePage,
      note: row.note,
      proof: row.proofFileId && proofName ? { fileId: row.proofFileId, name: proofName } : null,
      by: { kind: row.actorKind, name: (row.actorId && names.get(row.actorId)) || null },
      text: {
        version: row.textVersion,
        hash: row.textHash,
        locale: row.locale,
        words: publishedText(row.purpose as ConsentPurpose, row, businessName),
      },
    };
  });
}

async function memberNames(tx: Tx, rows: Row[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ actorKind, actorId }) => (actorKind === "member" && actorId ? [actorId] : []));
  const members = await tx.db.membership.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, account: { select: { name: true } } },
  });
  return new Map(members.map(({ id, account }) => [id, account.name]));
}

/** The name people consent to, as it stands in the texts. */
export async function businessNameOf(tx: Tx): Promise<string> {
  const { name, settings } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { name: true, settings: { select: { businessName: true } } },
  });
  return settings?.businessName || name;
}

const prefix = "follow_up:";
const kinds = ["consent_result", "reconfirmation"] as const;

/** The result notices and confirmations of one person: what is to come first, then what went, the newest first. */
async function noticesOf(tx: Tx, customerId: string): Promise<ConsentNotice[]> {
  const rows = await tx.db.message.findMany({
    where: { customerId, purpose: { in: kinds.map((kind) => prefix + kind) } },
    orderBy: [{ dueAt: "desc" }, { id: "desc" }],
    take: noticesShown,
    select: {
      id: true,
      purpose: true,
      state: true,
      verdictReason: true,
      dueAt: true,
      heldUntil: true,
      submittedAt: true,
      endedAt: true,
    },
  });
  return rows.map(({ id, purpose, state, verdictReason, dueAt, heldUntil, submittedAt, endedAt }) => ({
    id,
    kind: purpose.slice(prefix.length) as ConsentNotice["kind"],
    state,
    reason: verdictReason,
    at: submittedAt ?? endedAt ?? heldUntil ?? dueAt,
  }));
}
