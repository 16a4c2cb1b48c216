import { seeMergedAway } from "@/lib/customers/merged-away";
import { lockAddresses } from "@/lib/customers/suppressions";
import { Prisma } from "@/lib/platform/database/generated/client";
import { recordEvents } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { joinConsents } from "./consents";
import { joinEnrollments, lockPools, twoInOneRun } from "./enrollments";
import { joinedColumns } from "./fields";
import { joinFieldValues, joinLabels, joinShops, joinToldApart } from "./labels";
import { Ledger, rowsOf, type Source } from "./ledger";
import { joinMessages } from "./messages";
import { joinPoints } from "./points";
import { previewMerge } from "./preview";
import type { MergeInput } from "./schema";

/** Rows that only change hands, whatever they say. */
export const changingHands = [
  "customer_note",
  "customer_file",
  "task",
  "answer",
  "survey_response",
  "privacy_request",
  "guardian_consent",
] as const satisfies Source[];

/**
 * Makes one customer of two records of one person, in one transaction. Refuses `merging.changedMeanwhile`, with nothing done, when
 * either is not as the preview showed. The record merged away stays hidden, and what was done with each row is written down, so
 * that parting takes back exactly that. Nothing is sent, and nothing that was sent is sent again.
 */
export async function merge(tenant: TenantScope, given: MergeInput): Promise<{ mergeId: string }> {
  return inTransaction(tenant, async (tx) => {
    const { survivorId, goneId } = given;
    await lockCustomers(tx, [survivorId, goneId]);
    await lockPools(tx, await twoInOneRun(tx, survivorId, goneId));
    const { seen } = await previewMerge(tx, survivorId, goneId);
    if (seen !== given.seen) throw new Refusal("conflict", "merging.changedMeanwhile");
    return { mergeId: await join(tx, given) };
  });
}

/**
 * One order for everybody: the addresses, as a STOP and the sending of a text lock them, then the customers by their ids, then the
 * seat pools. Whoever writes for one of them meanwhile waits for the customer's row and then finds the survivor.
 */
export async function lockCustomers(tx: Tx, ids: readonly string[]): Promise<void> {
  const pointsOf = () =>
    tx.db.contactPoint.findMany({
      where: { customerId: { in: [...ids] } },
      select: { channel: true, address: true },
    });
  const points = await pointsOf();
  const of = (stored: string) =>
    points.filter(({ channel }) => channel === stored).map(({ address }) => address);
  await lockAddresses(tx, "sms", of("phone"));
  await lockAddresses(tx, "email", of("email"));
  await tx.db.$queryRaw`
    SELECT 1 FROM customer WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${[...ids]}::uuid[])
    ORDER BY id FOR UPDATE`;
  const locked = new Set(points.map(({ address }) => address));
  if ((await pointsOf()).some(({ address }) => !locked.has(address)))
    throw new Refusal("conflict", "merging.changedMeanwhile");
}

/** The merge itself; the caller holds the locks. */
export async function join(
  tx: Tx,
  { survivorId, goneId, choose = {} }: Omit<MergeInput, "seen">,
): Promise<string> {
  await seeMergedAway(tx);
  const doubles = await twoInOneRun(tx, survivorId, goneId);
  const record = async (id: string) =>
    (await rowsOf(tx, "customer", Prisma.sql`t.id = ${id}::uuid`))[0] ?? {};
  const [ours, theirs] = [await record(survivorId), await record(goneId)];
  const mergeId = newId();
  await tx.db.customerMerge.create({
    data: {
      tenantId: tx.tenantId,
      id: mergeId,
      survivorId,
      goneId,
      goneName: String(theirs["name"]),
      choices: choose,
      mergedAt: tx.now,
      mergedBy: tx.actor.id,
      mergedByName: tx.actor.name ?? null,
    },
    select: { id: true },
  });
  const ledger = new Ledger(tx, mergeId);
  await joinConsents(tx, survivorId, goneId);
  await joinPoints(tx, ledger, survivorId, goneId, choose);
  await joinLabels(tx, ledger, survivorId, goneId);
  const shop = await joinShops(tx, ledger, survivorId, goneId, choose);
  await joinFieldValues(tx, ledger, survivorId, goneId, choose);
  await joinToldApart(tx, ledger, survivorId, goneId);
  await joinMessages(
    tx,
    ledger,
    survivorId,
    goneId,
    doubles.map(({ ended }) => ended.id),
  );
  await joinEnrollments(tx, ledger, survivorId, goneId, doubles);
  for (const source of changingHands) await ledger.give(source, "customer_id", goneId, survivorId);
  await ledger.give("legal_hold", "customer_id", goneId, survivorId, unlessHeld(survivorId));
  await ledger.give("personal_link", "subject_id", goneId, survivorId, Prisma.sql`t.kind = 'preferences'`);
  const columns = {
    ...joinedColumns(ours, theirs, choose),
    ...(shop === "theirs" ? { shop: theirs["shop"] } : {}),
  };
  await ledger.change("customer", ours, columns);
  await ledger.change("customer", theirs, { merged_into: survivorId });
  await raiseVersions(tx, survivorId, goneId);
  await recordEvents(
    tx,
    [survivorId, goneId].map((id) => ({
      type: "customer.merged",
      subject: { kind: "customer", id, customerId: id },
      payload: { merge: mergeId, into: survivorId, gone: goneId },
    })),
  );
  return mergeId;
}

/** Of two holds that stand the survivor's holds for the person; the other one waits with its record. */
const unlessHeld = (survivorId: string) =>
  Prisma.sql`t.lifted_at IS NOT NULL OR NOT EXISTS (SELECT FROM legal_hold o
    WHERE o.tenant_id = t.tenant_id AND o.customer_id = ${survivorId}::uuid AND o.lifted_at IS NULL)`;

/** Forms that were open before know that something changed. */
export const raiseVersions = (tx: Tx, ...ids: string[]) =>
  tx.db.customer.updateMany({ where: { id: { in: ids } }, data: { version: { increment: 1 } } });
