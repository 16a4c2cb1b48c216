import { currentDefinition } from "@/lib/definitions/definitions";
import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";
import type { Condition } from "@/lib/rules/rules";
import { conditionSchema } from "@/lib/rules/schema";

import { type HitPlace, searchCustomers } from "../search";
import { compileCondition } from "../segments/compile";
import { worldOf } from "../segments/world";
import { conditionOf, type FilterWorld } from "./conditions";
import { fieldOf, type ListQuery } from "./query";

/** The tenant's customers that a list shows, as one SQL condition on `customer c`. */
export async function matching(tx: Tx, { search, filters }: ListQuery): Promise<Prisma.Sql> {
  const parts = [Prisma.sql`c.tenant_id = ${tx.tenantId}::uuid AND c.erased_at IS NULL`];
  if (search) {
    const hits = await allHits(tx, search);
    parts.push(Prisma.sql`c.id = ANY(${hits.map(({ id }) => id)}::uuid[])`);
  }
  if (filters.length > 0) {
    const condition = conditionOf(filters, await filterWorld(tx, filters));
    parts.push(compileCondition(condition, await worldOf(tx, [condition])));
  }
  return Prisma.join(parts, " AND ");
}

/** Words find at most so many; a list of as many stands for more (search.ts). */
export const mostHits = 1000;

/** Everybody that words find, the best first. */
export async function allHits(tx: Tx, search: string): Promise<HitPlace[]> {
  const found: HitPlace[] = [];
  for (;;) {
    const { hits } = await searchCustomers(tx, search, { atMost: mostHits, after: found.at(-1) });
    found.push(...hits);
    if (hits.length < mostHits) return found;
  }
}

async function filterWorld(tx: Tx, filters: ListQuery["filters"]): Promise<FilterWorld> {
  const names = (name: string) => filters.filter((one) => one.name === name).map(({ value }) => value);
  const fieldIds = filters.map(({ name }) => fieldOf(name)).filter((id) => id !== null);
  const fields =
    fieldIds.length === 0
      ? []
      : await tx.db.customerField.findMany({
          where: { id: { in: fieldIds } },
          select: { id: true, kind: true },
        });
  return {
    me: tx.actor.kind === "member" ? tx.actor.id : null,
    fields: new Map(fields.map(({ id, kind }) => [id, kind])),
    segments: await segmentConditions(tx, names("segment")),
  };
}

/** A segment's condition as it stands now; one that is gone fits nobody. */
async function segmentConditions(tx: Tx, keys: readonly string[]): Promise<Map<string, Condition>> {
  const found = new Map<string, Condition>();
  for (const key of keys) {
    const segment = await currentDefinition(tx, "segment", key);
    const body = segment?.body as { condition?: unknown } | undefined;
    const read = conditionSchema.safeParse(body?.condition);
    if (read.success) found.set(key, read.data);
  }
  return found;
}
