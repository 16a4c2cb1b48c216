import { z } from "zod";
import { recordEvents } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { matching, narrowedTo } from "./outbox/matching";
import { countOpen, mostCounted } from "./outbox/outbox";
import { type OutboxQuery, readOutboxAddress } from "./outbox/query";
import { openStates, statesOf } from "./outbox/tabs";
import { cancelPlanned } from "./planning";
import { takeBackReasons } from "./schema";
import { subjectOf } from "./settling";

export const takeBackReason = z.enum(takeBackReasons, "outbox.acts.chooseReason");
type TakeBackReason = z.output<typeof takeBackReason>;

/** Message key of why it does not go. */
const takenBack = "messages.takenBack";

/** A person takes one planned text back. Refused once it is on its way or has ended. */
export async function takeBack(tenant: TenantScope, id: string, why: TakeBackReason): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    if (!(await tx.db.message.count({ where: { id } }))) throw new Refusal("not_found", "errors.notFound");
    if ((await takeBackSome(tx, [id], why)) === 0) throw new Refusal("conflict", "messages.alreadyGone");
  });
}

/** What a transaction takes back at once. */
const batchSize = 500;

export const takeBackMany = z.strictObject({
  /** The outbox's address of what is meant. */
  query: z.string().max(2_000),
  /** How many there were when it was confirmed. */
  confirmed: z.coerce.number().int().min(1).max(mostCounted),
  why: takeBackReason,
});

/** What may be taken back of a query: what has not been handed to a worker. */
export const openOf = (query: OutboxQuery) =>
  narrowedTo(statesOf(query.tab), query).filter((state) => openStates.some((open) => open === state));

export const countToTakeBack = (tenant: TenantScope, query: OutboxQuery): Promise<number> =>
  inTransaction(tenant, (tx) => countOpen(tx, query, openOf(query)));

/**
 * Takes everything back that a query of the outbox finds and that has not left. Refused, with nothing done, when there is more by now
 * than was confirmed. What a worker took meanwhile goes; answers how many did not.
 */
export async function takeAllBack(
  tenant: TenantScope,
  { query: address, confirmed, why }: z.output<typeof takeBackMany>,
): Promise<{ count: number }> {
  const query = readOutboxAddress(address);
  const there = await countToTakeBack(tenant, query);
  if (there > confirmed) throw new Refusal("conflict", "outbox.acts.moreNow", { count: there });
  let count = 0;
  // What was found once is taken back or gone, so that the next batch finds others; bounded by what was confirmed.
  for (let left = confirmed; left > 0; ) {
    const taken = await inTransaction(tenant, async (tx) => {
      const ids = await nextOpen(tx, query, Math.min(batchSize, left));
      return { found: ids.length, back: await takeBackSome(tx, ids, why) };
    });
    count += taken.back;
    left -= taken.found;
    if (taken.found === 0) break;
  }
  return { count };
}

async function nextOpen(tx: Tx, query: OutboxQuery, atMost: number): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT m.id::text AS id FROM message m WHERE ${await matching(tx, query)} AND m.state = ANY(${openOf(query)}::text[])
    ORDER BY m.id LIMIT ${atMost} FOR UPDATE SKIP LOCKED`;
  return rows.map(({ id }) => id);
}

/** Compare-and-set: what a worker has submitted meanwhile stays as it is. Answers how many were taken back. */
async function takeBackSome(tx: Tx, ids: readonly string[], why: TakeBackReason): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string; customerId: string }[]>`
    SELECT id::text AS id, customer_id::text AS "customerId" FROM message
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${[...ids]}::uuid[]) AND state IN ('planned', 'held', 'claimed')
    ORDER BY id FOR UPDATE`;
  const taken = await cancelPlanned(tx, { id: { in: rows.map(({ id }) => id) } }, takenBack);
  await recordEvents(
    tx,
    rows.map((row) => ({
      type: "message.cancelled",
      subject: subjectOf(row),
      payload: { reason: takenBack, why },
    })),
  );
  return taken;
}
