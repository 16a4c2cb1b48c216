import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { lockAddresses } from "../suppressions";
import { addressesOf, KnownCustomers, readKnown } from "./known";
import { afterPlan, planRow } from "./plan";
import { portionOf, readerOf } from "./rows";
import type { Policy, Verdict } from "./schema";
import { Writer, type Written } from "./writer";

/** Each row holds a lock on each of its numbers: the database has room for some thousand of them. */
const portion = 500;

interface Applied {
  line: number;
  verdict: Verdict;
  reason: string | null;
  customerId: string | null;
  written: Written | null;
}

/**
 * Brings in what the dry run said, a portion of rows to a transaction; a worker that takes over goes on behind the last one.
 * Each row is judged again against what stands now, so an edit made since the dry run is never overwritten unseen. Nothing
 * is sent and nobody's follow-up begins.
 */
export async function applyImport(tenant: TenantScope, importId: string): Promise<void> {
  for (let after: number | null = 0; after !== null; ) after = await applyPortion(tenant, importId, after);
}

/** Applies rows behind a line before which all are; answers the last one's line, or null where none was left. */
export async function applyPortion(
  tenant: TenantScope,
  importId: string,
  after: number,
): Promise<number | null> {
  return inTransaction(tenant, async (tx) => {
    const [held] = await tx.db.$queryRaw<{ file: string }[]>`
      SELECT i.file_name AS file FROM customer_import i
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.id = ${importId}::uuid AND i.state = 'importing' FOR UPDATE`;
    if (!held) return null;
    // Plans that this connection made when there were few customers (those of foreign keys above all) would scan what is many now.
    await tx.db.$executeRaw`DISCARD PLANS`;
    const { mapping, pastRuns, read } = await readerOf(tx, importId);
    // Asked when the import is held: what another worker did meanwhile is seen only by a statement that begins afterwards.
    const rows = await portionOf(tx, importId, {
      after,
      atMost: portion,
      headerLine: mapping.headerLine,
      applied: false,
    });
    if (rows.length === 0) return null;
    const readings = rows.map((row) => ({ row, reading: read(row.cells) }));
    const people = readings.flatMap(({ reading }) => (reading.kind === "person" ? [reading.person] : []));
    await lockAddresses(
      tx,
      "sms",
      people.flatMap(({ phones }) => phones.map(({ e164 }) => e164)),
    );
    const known = new KnownCustomers();
    await readKnown(tx, people.flatMap(addressesOf), known);
    const writer = await Writer.begin(tx, held.file, pastRuns);
    const applied: Applied[] = [];
    for (const { row, reading } of readings) {
      if (reading.kind === "refused") {
        const { reason } = reading.problem;
        applied.push({ line: row.line, verdict: "refuse", reason, customerId: null, written: null });
        continue;
      }
      const { person } = reading;
      const holders = row.choice === "new" ? [] : known.of(person);
      const plan = planRow(person, holders, policyOf(row.choice, mapping.policy));
      const shared = row.choice === "new" && known.of(person).length > 0;
      const written = await writer.write(person, plan, shared);
      const before = holders.find(({ id }) => id === plan.customerId) ?? null;
      const customerId = written?.customerId ?? plan.customerId;
      known.put(afterPlan(person, plan, before, customerId ?? ""));
      applied.push({ line: row.line, verdict: plan.verdict, reason: plan.reason, customerId, written });
    }
    await writer.end(importId);
    await note(tx, importId, applied);
    return rows.at(-1)?.line ?? null;
  });
}

const policyOf = (choice: string | null, policy: Policy): Policy =>
  choice === "theirs" || choice === "ours" || choice === "blanks" ? choice : policy;

const note = ({ db, tenantId }: Tx, importId: string, applied: readonly Applied[]) =>
  Promise.all([
    db.$executeRaw(Prisma.sql`
      UPDATE customer_import_row r SET verdict = j.verdict, reason = j.reason, customer_id = j."customerId", written = j.written, applied = true
      FROM jsonb_to_recordset(${JSON.stringify(applied)}::jsonb)
        AS j (line int, verdict text, reason text, "customerId" uuid, written jsonb)
      WHERE r.tenant_id = ${tenantId}::uuid AND r.import_id = ${importId}::uuid AND r.line = j.line`),
    db.customerImport.updateMany({
      where: { id: importId },
      data: { progress: { increment: applied.length } },
    }),
  ]);
