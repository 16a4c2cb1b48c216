import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Condition } from "@/lib/rules/rules";
import { conditionSchema } from "@/lib/rules/schema";

import { searchCustomers } from "../search";
import { conditionOf } from "./builder";
import type { GroupNode } from "./comparisons";
import type { FoundCustomer } from "./found";
import { changeSegment, makeSegment, type Segment, segmentOf } from "./segments";
import { sentenceOf } from "./sentence";
import { groundOf, type Preview, previewOf, type Why, whyIn } from "./why";

/** Makes a segment of what the builder says; refused while a line is unfinished. */
export async function makeFromRows(
  tenant: TenantScope,
  { name, rows }: { name: string; rows: GroupNode },
): Promise<Segment> {
  return inTransaction(tenant, async (tx) =>
    makeSegment(tx, { name, condition: await finishedCondition(tx, rows) }),
  );
}

/** What somebody else saved while this was being edited. */
export interface Meanwhile {
  name: string;
  sentence: string;
  rowVersion: number;
}

/** The same for a segment that there is. Where somebody saved meanwhile nothing is written: it answers what they saved. */
export async function changeFromRows(
  tenant: TenantScope,
  { rows, ...given }: { id: string; name: string; rows: GroupNode; rowVersion: number },
): Promise<Meanwhile | null> {
  return inTransaction(tenant, async (tx) => {
    const known = await segmentOf(tx, given.id);
    if (known.rowVersion !== given.rowVersion) {
      const sentence = sentenceOf(known.condition, await groundOf(tx));
      return { name: known.name, sentence, rowVersion: known.rowVersion };
    }
    await changeSegment(tx, { ...given, condition: await finishedCondition(tx, rows) });
    return null;
  });
}

async function finishedCondition(tx: Tx, rows: GroupNode): Promise<Condition> {
  const { condition, unfinished } = await meantBy(tx, rows);
  if (unfinished > 0) throw new Refusal("invalid", "segments.unfinished", { count: unfinished });
  if ("all" in condition && condition.all.length === 0) throw new Refusal("invalid", "segments.nothingAsked");
  return condition;
}

async function meantBy(tx: Tx, rows: GroupNode): Promise<{ condition: Condition; unfinished: number }> {
  const meant = conditionOf(rows, await groundOf(tx));
  if (!conditionSchema.safeParse(meant.condition).success) throw new Refusal("limit", "segments.tooBig");
  return meant;
}

/** What the lines find as they stand; unfinished ones are left out and counted. */
export async function previewOfRows(
  tenant: TenantScope,
  { rows }: { rows: GroupNode },
): Promise<Preview & { unfinished: number }> {
  return inTransaction(tenant, async (tx) => {
    const { condition, unfinished } = await meantBy(tx, rows);
    return { ...(await previewOf(tx, condition)), unfinished };
  });
}

export async function whyInRows(
  tenant: TenantScope,
  { rows, customerId }: { rows: GroupNode; customerId: string },
): Promise<Why> {
  return inTransaction(tenant, async (tx) => whyIn(tx, (await meantBy(tx, rows)).condition, customerId));
}

const lookedUp = 8;

/** A few customers by what one types of them, to ask why they are in or not. */
export async function lookUp(tenant: TenantScope, { search }: { search: string }): Promise<FoundCustomer[]> {
  return inTransaction(tenant, async (tx) => {
    const { hits } = await searchCustomers(tx, search, { atMost: lookedUp });
    const rows = await tx.db.customer.findMany({
      where: { id: { in: hits.map(({ id }) => id) } },
      select: { id: true, name: true, shop: true, trade: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return hits.flatMap(({ id }) => byId.get(id) ?? []);
  });
}
