import { customerOrRefuse } from "@/lib/customers/customers";
import { recordAccess } from "@/lib/platform/access-log";
import { Prisma } from "@/lib/platform/database/generated/client";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { belongingsOf } from "./belongings";
import { personalTables } from "./personal-data";

export type DisclosedValue = string | number | boolean | null | DisclosedValue[];

/** Everything that is held of a person, table by table, as a person and a program can read it. */
export interface Disclosure {
  business: string;
  name: string;
  /** The person's own language, else the business's. */
  locale: Locale;
  zone: string;
  at: Date;
  /** Only tables in which something stands. */
  tables: { table: string; rows: Record<string, DisclosedValue>[] }[];
}

const mostRows = 20_000;

/** The copy that a request to see personal data is answered with (PIPA 35); that it was made is written down. */
export async function disclose(tenant: TenantScope, customerId: string): Promise<Disclosure> {
  return inTransaction(tenant, async (tx) => {
    const customer = await customerOrRefuse(tx, customerId);
    if (customer.erasedAt) throw new Refusal("conflict", "privacy.erasedAlready");
    const business = await tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId } });
    await recordAccess(tx, { act: "disclosed", customerIds: [customerId] });
    return {
      business: business.name,
      name: customer.name,
      locale: (customer.locale ?? business.locale) === "en" ? "en" : "ko",
      zone: business.zone,
      at: tx.now,
      tables: await tablesOf(tx, customerId),
    };
  });
}

async function tablesOf(tx: Tx, customerId: string): Promise<Disclosure["tables"]> {
  const own = await belongingsOf(tx, [customerId]);
  const tables: Disclosure["tables"] = [];
  for (const [table, { rows, copy }] of Object.entries(personalTables).reverse()) {
    if ("withheld" in copy) continue;
    const found = await tx.db.$queryRaw<{ row: Record<string, DisclosedValue> }[]>`
      SELECT to_jsonb(r) AS row FROM (
        SELECT ${copy.columns} FROM ${Prisma.raw(`"${table}"`)} t ${copy.joins ?? Prisma.empty}
        WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${rows(own)} ORDER BY ${copy.order} LIMIT ${mostRows}) r`;
    if (found.length > 0) tables.push({ table, rows: found.map(({ row }) => row) });
  }
  return tables;
}
