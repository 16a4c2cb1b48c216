import type { z } from "zod";
import { enrollmentStates, isOpen } from "@/lib/enrollments/states";
import { Prisma } from "@/lib/platform/database/generated/client";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addMonths } from "@/lib/platform/zoned-time";

import { recordDestruction } from "./destruction-log";
import { erase, inFlight, stopEverything } from "./erasing";
import { destroyOldContents, oldContents } from "./old-contents";
import { type RetentionKind, retentionKinds, type ruleInput, usualMonths } from "./schema";

export interface RetentionRule {
  kind: RetentionKind;
  months: number;
  active: boolean;
  lastRunAt: Date | null;
}

/** Rules about whole people; the others are about what people left behind. */
const ofPeople = ["no_contact", "never_came"] as const satisfies readonly RetentionKind[];
type PeopleKind = (typeof ofPeople)[number];
export const isOfPeople = (kind: RetentionKind): kind is PeopleKind => ofPeople.some((one) => one === kind);

/** Why somebody whom a rule touches stays for now. */
export const skipReasons = ["hold", "request", "enrollment", "task", "planned"] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface TouchedPerson {
  id: string;
  name: string;
  /** The last sign of them, or of somebody who cared. */
  lastSeen: Date;
}

export interface DryRun {
  /** People, or rows of what they left behind, that would go today. */
  count: number;
  /** The first of them; empty for rules that are not about people. */
  people: TouchedPerson[];
  /** Who would go but for a reason. */
  skipped: { reason: SkipReason; count: number }[];
}

const shown = 20;
const batch = 50;

/** Every rule, with what a business begins with where it has said nothing. */
export const retentionRules = (tenant: TenantScope): Promise<RetentionRule[]> =>
  inTransaction(tenant, async ({ db }) => {
    const rows = new Map((await db.retentionRule.findMany()).map((row) => [row.kind, row]));
    return retentionKinds.map((kind) => {
      const row = rows.get(kind);
      return {
        kind,
        months: row?.months ?? usualMonths[kind],
        active: row?.active ?? false,
        lastRunAt: row?.lastRunAt ?? null,
      };
    });
  });

/** What came before this moment is old. */
export const limitOf = (now: Date, months: number): Date =>
  new Date(`${addMonths(now.toISOString().slice(0, 10), -months)}T${now.toISOString().slice(11)}`);

/** Exactly whom, or how much, a rule would destroy now, and who stays for which reason. Changes nothing. */
export async function dryRun(tenant: TenantScope, kind: RetentionKind, months: number): Promise<DryRun> {
  return inTransaction(tenant, async (tx) => {
    const limit = limitOf(tx.now, months);
    if (!isOfPeople(kind)) return { count: await oldContents(tx, kind, limit), people: [], skipped: [] };
    const people = await tx.db.$queryRaw<TouchedPerson[]>`
      SELECT o.id::text AS id, o.name, o.last_seen AS "lastSeen" FROM (${touched(tx, kind, limit)}) o
      WHERE o.reason IS NULL ORDER BY o.last_seen, o.id LIMIT ${shown}`;
    const counts = await tx.db.$queryRaw<{ reason: SkipReason | null; count: number }[]>`
      SELECT o.reason, count(*)::int AS count FROM (${touched(tx, kind, limit)}) o GROUP BY o.reason ORDER BY o.reason`;
    return {
      count: counts.find(({ reason }) => reason === null)?.count ?? 0,
      people,
      skipped: counts.flatMap(({ reason, count }) => (reason ? [{ reason, count }] : [])),
    };
  });
}

/** Whom a rule touches, with the last sign of each and the reason to stay, if any. */
function touched(tx: Tx, kind: PeopleKind, limit: Date): Prisma.Sql {
  const of = (alias: string) =>
    Prisma.sql`${Prisma.raw(alias)}.tenant_id = c.tenant_id AND ${Prisma.raw(alias)}.customer_id = c.id`;
  const neverCame =
    kind === "never_came"
      ? Prisma.sql`AND EXISTS (SELECT FROM enrollment e WHERE ${of("e")})
        AND NOT EXISTS (SELECT FROM enrollment e JOIN attendance a ON a.tenant_id = e.tenant_id AND a.enrollment_id = e.id
          WHERE ${of("e")} AND a.state IN ('attended', 'late', 'left_early'))`
      : Prisma.empty;
  return Prisma.sql`
    SELECT c.id, c.name, seen.last_seen, CASE
      WHEN EXISTS (SELECT FROM legal_hold h WHERE ${of("h")} AND h.lifted_at IS NULL) THEN 'hold'
      WHEN EXISTS (SELECT FROM privacy_request q WHERE ${of("q")} AND q.state IN ('open', 'erasing')) THEN 'request'
      WHEN EXISTS (SELECT FROM enrollment e WHERE ${of("e")}
        AND e.state = ANY(${enrollmentStates.filter(isOpen)}::text[])
        AND (NOT EXISTS (SELECT FROM class_session s WHERE s.tenant_id = e.tenant_id AND s.run_id = e.run_id)
          OR EXISTS (SELECT FROM class_session s WHERE s.tenant_id = e.tenant_id AND s.run_id = e.run_id
            AND s.cancelled_at IS NULL AND s.ends_at > ${tx.now}))) THEN 'enrollment'
      WHEN EXISTS (SELECT FROM task k WHERE ${of("k")} AND k.done_at IS NULL) THEN 'task'
      WHEN EXISTS (SELECT FROM message m WHERE ${of("m")} AND m.state IN ('planned', 'held', 'claimed', 'submitting')) THEN 'planned'
    END AS reason
    FROM customer c CROSS JOIN LATERAL (SELECT greatest(c.created_at,
      (SELECT max(greatest(e.applied_at, e.state_changed_at)) FROM enrollment e WHERE ${of("e")}),
      (SELECT max(s.ends_at) FROM enrollment e JOIN class_session s ON s.tenant_id = e.tenant_id AND s.run_id = e.run_id
        WHERE ${of("e")} AND e.state IN ('confirmed', 'completed')),
      (SELECT max(i.received_at) FROM inbound_message i WHERE ${of("i")}),
      (SELECT max(r.started_at) FROM survey_response r WHERE ${of("r")}),
      (SELECT max(n.created_at) FROM customer_note n WHERE ${of("n")} AND n.author_id IS NOT NULL),
      (SELECT max(coalesce(k.done_at, k.created_at)) FROM task k WHERE ${of("k")}),
      (SELECT max(s.occurred_at) FROM consent s WHERE ${of("s")} AND s.basis = 'given')) AS last_seen) seen
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.erased_at IS NULL AND c.created_at < ${limit} AND seen.last_seen < ${limit} ${neverCame}`;
}

/** Switches a rule on, for as many as the dry run showed, or off. Another period is switched on anew, after a look. */
export async function changeRule(
  tenant: TenantScope,
  { kind, months, seen, to }: z.output<typeof ruleInput>,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    if (to === "on") {
      const { count } = await dryRun(tx, kind, months);
      if (count !== seen) throw new Refusal("conflict", "privacy.rules.countChanged", { count });
    }
    const data = {
      active: to === "on",
      changedAt: tx.now,
      changedBy: tx.actor.name ?? null,
      ...(to === "on" ? { months } : {}),
    };
    const { count: known } = await tx.db.retentionRule.updateMany({
      where: { kind },
      data: { ...data, version: { increment: 1 } },
    });
    if (known === 0)
      await tx.db.retentionRule.createMany({ data: [{ tenantId: tx.tenantId, kind, months, ...data }] });
  });
}

/**
 * One batch of a rule; true while there may be more. Each batch is whole: a worker that dies leaves whole people behind,
 * and the next one goes on where it ended.
 */
export async function runRule(tx: Tx, { kind, months }: RetentionRule): Promise<boolean> {
  const limit = limitOf(tx.now, months);
  if (!isOfPeople(kind)) {
    const { more, people, counts } = await destroyOldContents(tx, kind, limit);
    await recordDestruction(tx, { cause: "rule", rule: kind }, { people, counts });
    return more;
  }
  const found = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT o.id::text AS id FROM (${touched(tx, kind, limit)}) o WHERE o.reason IS NULL ORDER BY o.id LIMIT ${batch}`;
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return false;
  const flying = await inFlight(tx, ids);
  const still = ids.filter((id) => !flying.has(id));
  if (still.length === 0) return false;
  await stopEverything(tx, still);
  await erase(tx, still, { cause: "rule", rule: kind });
  return found.length === batch;
}

/** Active rules in their order. */
export const activeRules = async (tx: Tx): Promise<RetentionRule[]> =>
  (await retentionRules(tx)).filter(({ active }) => active);

export const noteRun = (tx: Tx, kind: RetentionKind) =>
  tx.db.retentionRule.updateMany({ where: { kind }, data: { lastRunAt: tx.now } });
