import type { z } from "zod";
import { Prisma } from "@/lib/platform/database/generated/client";
import { recordForCustomers } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { groupAll, groupOrRefuse } from "../groups/groups";
import { tagAll, tagOrRefuse } from "../tags/tags";
import { memberOrRefuse } from "../tasks/tasks";
import { assignAll } from "./assign";
import type { undoInput } from "./schema";

interface Deed {
  type: string;
  name: string | null;
  /** The tag, the group, or the member it was before. */
  tag: string | null;
  grouped: string | null;
  to: string | null;
  before: string | null;
  ids: string[];
}

/**
 * Takes back what one deed changed, for whom it changed it, and nothing else: who had the tag before keeps it, and what
 * somebody changed since stays as that person left it. Only for who did it. Answers how many customers are as before, and which deed it was.
 */
export async function undoBulk(
  tenant: TenantScope,
  { at, batch }: z.output<typeof undoInput>,
): Promise<{ undone: number; batch: string }> {
  return inTransaction(tenant, async (tx) => {
    const deeds = await deedsOf(tx, new Date(at), batch);
    if (deeds.length === 0) throw new Refusal("not_found", "customerList.bulk.nothingToUndo");
    let undone = 0;
    for (const deed of deeds) undone += await takeBack(tx, deed, new Date(at));
    return { undone, batch };
  });
}

const deedsOf = (tx: Tx, at: Date, batch: string) =>
  tx.db.$queryRaw<Deed[]>`
    SELECT type, coalesce(payload->>'name', payload->>'title') AS name, payload->>'tag' AS tag, payload->>'group' AS grouped,
      payload->>'to' AS "to", payload->>'before' AS before, array_agg(customer_id ORDER BY customer_id)::text[] AS ids
    FROM event WHERE tenant_id = ${tx.tenantId}::uuid AND occurred_at = ${at} AND actor_kind = ${tx.actor.kind}
      AND actor_id = ${tx.actor.id} AND payload->>'batch' = ${batch}
    GROUP BY 1, 2, 3, 4, 5, 6`;

async function takeBack(tx: Tx, deed: Deed, at: Date): Promise<number> {
  switch (deed.type) {
    case "customer.tagged":
      return gone(
        tx,
        deed,
        "customer.untagged",
        Prisma.sql`DELETE FROM customer_tag t WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.tag_id = ${deed.tag}::uuid
          AND t.customer_id = ANY(${deed.ids}::uuid[]) AND t.tagged_at = ${at} AND t.tagged_by = ${tx.actor.id}`,
      );
    case "customer.grouped":
      return gone(
        tx,
        deed,
        "customer.ungrouped",
        Prisma.sql`DELETE FROM customer_group_member t WHERE t.tenant_id = ${tx.tenantId}::uuid
          AND t.group_id = ${deed.grouped}::uuid AND t.customer_id = ANY(${deed.ids}::uuid[])
          AND t.added_at = ${at} AND t.added_by = ${tx.actor.id}`,
      );
    case "task.added":
      return gone(
        tx,
        deed,
        "task.removed",
        Prisma.sql`DELETE FROM task t WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.customer_id = ANY(${deed.ids}::uuid[])
          AND t.title = ${deed.name} AND t.created_at = ${at} AND t.created_by = ${tx.actor.id} AND t.done_at IS NULL`,
      );
    case "customer.untagged":
      return tagAll(tx, await tagOrRefuse(tx, deed.tag ?? ""), deed.ids);
    case "customer.ungrouped":
      return groupAll(tx, await groupOrRefuse(tx, deed.grouped ?? ""), deed.ids);
    case "customer.assigned":
      return assignBack(tx, deed);
    default:
      return 0;
  }
}

/** `removal` deletes from a table called t and leaves the customers whose rows went. */
async function gone(
  tx: Tx,
  { name, tag, grouped }: Deed,
  type: "customer.untagged" | "customer.ungrouped" | "task.removed",
  removal: Prisma.Sql,
): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`${removal} RETURNING t.customer_id AS id`;
  const label = { name, ...(tag ? { tag } : {}), ...(grouped ? { group: grouped } : {}) };
  await recordForCustomers(
    tx,
    type,
    rows.map(({ id }) => id),
    type === "task.removed" ? { title: name } : label,
  );
  return rows.length;
}

/** To the member it was before, where nobody chose another one since. Who left meanwhile cannot be responsible again. */
async function assignBack(tx: Tx, { to, before, ids }: Deed): Promise<number> {
  const still = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM customer WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${ids}::uuid[])
      AND assignee_id IS NOT DISTINCT FROM ${to}::uuid`;
  const member = await memberOrRefuse(tx, before);
  return assignAll(
    tx,
    member,
    still.map(({ id }) => id),
  );
}
