import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { type Condition, factsIn } from "@/lib/rules/rules";

import { suppressionsOf } from "../suppressions";

/** How the values of a field of the business's own are stored (table customer_field_value). */
export type OwnFieldKind = "text" | "number" | "date" | "choice" | "choices" | "yes_no";

/** Everything beside the condition that its SQL depends on. */
export interface World {
  tenantId: string;
  now: Date;
  zone: string;
  /** Own fields by id, the retired ones too: a condition over one goes on meaning what it meant. */
  fields: ReadonlyMap<string, OwnFieldKind>;
  /** Whose number refused; read only for a condition that asks for it. */
  refused?: Refused;
}

export interface Refused {
  advertising: string[];
  all: string[];
}

/** The world of these conditions as it is now; one for all conditions of a page. */
export async function worldOf(tenant: TenantScope | Tx, conditions: readonly Condition[]): Promise<World> {
  return inTransaction(tenant, async (tx) => {
    const facts = new Set(conditions.flatMap(factsIn));
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const fields = [...facts].some((fact) => fact.startsWith("field."))
      ? await tx.db.customerField.findMany({ select: { id: true, kind: true } })
      : [];
    return {
      tenantId: tx.tenantId,
      now: tx.now,
      zone,
      fields: new Map(fields.map(({ id, kind }) => [id, kind as OwnFieldKind])),
      ...(facts.has("consent.refused") ? { refused: await refusedOf(tx) } : {}),
    };
  });
}

/**
 * A refusal is kept by the keyed hash of its address, which the database cannot compute: the addresses are compared here.
 * Counted is the number we write to, as on the customer's page.
 */
async function refusedOf(tx: Tx): Promise<Refused> {
  const refused: Refused = { advertising: [], all: [] };
  const live = await tx.db.suppression.count({ where: { channel: "sms", liftedAt: null } });
  if (live === 0) return refused;
  const points = await tx.db.$queryRaw<{ customer_id: string; address: string }[]>`
    SELECT DISTINCT ON (customer_id) customer_id, address FROM contact_point
    WHERE tenant_id = ${tx.tenantId}::uuid AND channel = 'phone'
    ORDER BY customer_id, "primary" DESC, created_at, id`;
  const stopped = await suppressionsOf(
    tx,
    "sms",
    points.map(({ address }) => address),
  );
  for (const { customer_id, address } of points) {
    const scope = stopped.get(address);
    if (scope) refused[scope].push(customer_id);
  }
  return refused;
}
