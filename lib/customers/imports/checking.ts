import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { addressesOf, KnownCustomers, readKnown } from "./known";
import { afterPlan, planRow, type RowPlan } from "./plan";
import { portionOf, readerOf } from "./rows";
import type { Repair, Verdict } from "./schema";

const portion = 1000;

interface Judged {
  line: number;
  verdict: Verdict;
  reason: string | null;
  column: number | null;
  repairs: Repair[];
  differences: RowPlan["differences"];
  customerId: string | null;
}

/**
 * The dry run: says of every row what would become of it, and writes nothing else. Rows are judged in their order, each
 * against the customers as the rows before it would leave them, so that bringing the file in does what was said.
 */
export async function checkImport(tenant: TenantScope, importId: string): Promise<void> {
  const known = new KnownCustomers();
  const metAgain = await addressesMetAgain(tenant, importId);
  const asked = new Set<string>();
  let after = 0;
  for (;;) {
    const last = await inTransaction(tenant, async (tx) => {
      const { mapping, read } = await readerOf(tx, importId);
      const rows = await portionOf(tx, importId, { after, atMost: portion, headerLine: mapping.headerLine });
      if (rows.length === 0) return null;
      const readings = rows.map((row) => ({ row, reading: read(row.cells) }));
      const fresh = readings
        .flatMap(({ reading }) => (reading.kind === "person" ? addressesOf(reading.person) : []))
        .filter((address) => !asked.has(address));
      for (const address of fresh) asked.add(address);
      await readKnown(tx, fresh, known);
      const judged = readings.map(({ row, reading }): Judged => {
        if (reading.kind === "refused")
          return {
            line: row.line,
            verdict: "refuse",
            ...reading.problem,
            repairs: reading.repairs,
            differences: [],
            customerId: null,
          };
        const holders = known.of(reading.person);
        const plan = planRow(reading.person, holders, mapping.policy);
        const before = holders.find(({ id }) => id === plan.customerId) ?? null;
        const id = plan.customerId ?? `line ${row.line}`;
        // Whom no later row can meet need not be remembered: of a hundred thousand new ones that is nearly everybody.
        if (before || addressesOf(reading.person).some((address) => metAgain.has(address)))
          known.put(afterPlan(reading.person, plan, before, id));
        const { verdict, reason, differences } = plan;
        // Who is only about to be made has no id yet.
        const customerId = plan.customerId?.startsWith("line ") ? null : plan.customerId;
        return {
          line: row.line,
          verdict,
          reason,
          column: null,
          repairs: reading.repairs,
          differences,
          customerId,
        };
      });
      await write(tx, importId, judged);
      const line = rows.at(-1)?.line ?? after;
      await tx.db.customerImport.updateMany({
        where: { id: importId },
        data: { progress: { increment: rows.length } },
      });
      return line;
    });
    if (last === null) return;
    after = last;
  }
}

/** Numbers and addresses that more than one row of the file has. */
async function addressesMetAgain(tenant: TenantScope, importId: string): Promise<Set<string>> {
  const met = new Set<string>();
  const again = new Set<string>();
  for (let after: number | null = 0; after !== null; )
    after = await inTransaction(tenant, async (tx) => {
      const { mapping, read } = await readerOf(tx, importId);
      const from = after ?? 0;
      const rows = await portionOf(tx, importId, {
        after: from,
        atMost: portion,
        headerLine: mapping.headerLine,
      });
      for (const { cells } of rows) {
        const reading = read(cells);
        if (reading.kind === "person")
          for (const address of addressesOf(reading.person)) (met.has(address) ? again : met).add(address);
      }
      return rows.at(-1)?.line ?? null;
    });
  return again;
}

const write = (
  { db, tenantId }: Parameters<typeof readKnown>[0],
  importId: string,
  judged: readonly Judged[],
) =>
  db.$executeRaw(Prisma.sql`
    UPDATE customer_import_row r SET verdict = j.verdict, reason = j.reason, "column" = j."column", repairs = j.repairs,
      differences = j.differences, customer_id = j."customerId", choice = NULL
    FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb)
      AS j (line int, verdict text, reason text, "column" int, repairs jsonb, differences jsonb, "customerId" uuid)
    WHERE r.tenant_id = ${tenantId}::uuid AND r.import_id = ${importId}::uuid AND r.line = j.line`);
