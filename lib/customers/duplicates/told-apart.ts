import { z } from "zod";
import { recordEvents } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";

export const pairInput = z.object({ oneId: z.uuid(), otherId: z.uuid() });
export type Pair = z.output<typeof pairInput>;

/** These are two people: the pair is suggested no more. Repeating it changes nothing. */
export async function tellApart(tenant: TenantScope, given: Pair): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const pair = await pairOrRefuse(tx, given);
    const { count } = await tx.db.customerToldApart.createMany({
      data: [{ tenantId: tx.tenantId, ...pair, saidAt: tx.now, saidByName: tx.actor.name ?? null }],
      skipDuplicates: true,
    });
    if (count > 0) await recordPair(tx, "customer.told_apart", pair);
  });
}

/** They may be one person after all. */
export async function takeBackApart(tenant: TenantScope, given: Pair): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const pair = await pairOrRefuse(tx, given);
    const { count } = await tx.db.customerToldApart.deleteMany({ where: pair });
    if (count > 0) await recordPair(tx, "customer.told_alike", pair);
  });
}

async function pairOrRefuse(tx: Tx, { oneId, otherId }: Pair): Promise<Pair> {
  for (const id of [oneId, otherId]) await customerOrRefuse(tx, id);
  if (oneId === otherId) throw new Refusal("conflict", "merging.sameRecord");
  return oneId < otherId ? { oneId, otherId } : { oneId: otherId, otherId: oneId };
}

const recordPair = (tx: Tx, type: string, { oneId, otherId }: Pair) =>
  recordEvents(
    tx,
    [
      [oneId, otherId],
      [otherId, oneId],
    ].map(([id = "", other = ""]) => ({
      type,
      subject: { kind: "customer", id, customerId: id },
      payload: { other },
    })),
  );

export interface ToldApart {
  one: { id: string; name: string; shop: string | null };
  other: { id: string; name: string; shop: string | null };
  saidAt: Date;
  by: string | null;
}

const shown = 50;

/** Pairs that were told apart, the newest first, of everybody or of one. */
export async function pairsToldApart(tenant: TenantScope, customerId?: string): Promise<ToldApart[]> {
  return inTransaction(tenant, async (tx) => {
    const person = { select: { id: true, name: true, shop: true } };
    const seen = { mergedInto: null, erasedAt: null };
    const rows = await tx.db.customerToldApart.findMany({
      where: {
        one: seen,
        other: seen,
        ...(customerId ? { OR: [{ oneId: customerId }, { otherId: customerId }] } : {}),
      },
      orderBy: [{ saidAt: "desc" }, { oneId: "asc" }, { otherId: "asc" }],
      take: shown,
      select: { saidAt: true, saidByName: true, one: person, other: person },
    });
    return rows.map(({ saidByName, ...row }) => ({ ...row, by: saidByName }));
  });
}
