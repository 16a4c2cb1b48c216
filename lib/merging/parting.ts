import { historiesOf, seeMergedAway, survivorOf } from "@/lib/customers/merged-away";
import { followPlace } from "@/lib/follow-ups/schedule-changes";
import { recordEvents } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { partConsents, partRefusals } from "./consents";
import { partApplicationsSince, partEnrollments } from "./enrollments";
import type { Side } from "./fields";
import { onePrimaryShop, partLabels } from "./labels";
import { entriesOf, giveBack, takeBack } from "./ledger";
import { changingHands, join, lockCustomers, raiseVersions } from "./merging";
import { partMessages } from "./messages";
import { partPoints } from "./points";

/** What went where when a merge was taken back. */
export interface Parted {
  /** Rows that went back to whom they came from. */
  back: number;
  /** Of what came since: applications and messages that belong to the other's number. */
  applications: number;
  messages: number;
  /** Messages that the merge had stopped and that are planned again. */
  resumed: number;
  /** Second places in one run: given back, waiting since no place was left, or over with the one that went on. */
  places: { back: number; waitlisted: number; ended: number };
}

interface Standing {
  id: string;
  survivorId: string;
  goneId: string;
  mergedAt: Date;
  choices: Record<string, Side>;
}

/**
 * Takes a merge back, at any time: both are as they were, and what came since goes to whose number or address it came by, else
 * stays with the survivor. What staff edited since stays with the survivor. Nothing is widened: a refusal since counts for both.
 * Merges made later with the same people are taken back first and made again, so that each is taken back from its own state.
 */
export async function part(
  tenant: TenantScope,
  { mergeId }: { mergeId: string },
): Promise<Parted & { survivorId: string }> {
  return inTransaction(tenant, async (tx) => {
    const asked = await tx.db.customerMerge.findFirst({
      where: { id: mergeId, partedAt: null },
      select: { survivorId: true },
    });
    if (!asked) throw new Refusal("conflict", "merging.notMerged");
    const root = await survivorOf(tx, asked.survivorId);
    const people = await historiesOf(tx, root);
    await seeMergedAway(tx);
    await lockCustomers(tx, people);
    const erased = await tx.db.customer.count({ where: { id: { in: people }, erasedAt: { not: null } } });
    if (erased > 0) throw new Refusal("conflict", "merging.erased");
    const later = await laterMerges(tx, people, mergeId);
    const [wanted] = later;
    if (wanted?.id !== mergeId) throw new Refusal("conflict", "merging.notMerged");
    for (const merge of later.slice(1).toReversed()) await takeApart(tx, merge);
    const parted = await takeApart(tx, wanted);
    for (const { survivorId, goneId, choices } of later.slice(1))
      await join(tx, { survivorId, goneId, choose: choices });
    return { ...parted, survivorId: wanted.survivorId };
  });
}

/** This merge and those of the same people that came after it and stand, the oldest first. */
async function laterMerges(tx: Tx, people: readonly string[], mergeId: string): Promise<Standing[]> {
  const rows = await tx.db.customerMerge.findMany({
    where: { id: { gte: mergeId }, survivorId: { in: [...people] }, partedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, survivorId: true, goneId: true, mergedAt: true, choices: true },
  });
  return rows as unknown as Standing[];
}

async function takeApart(tx: Tx, { id: mergeId, survivorId, goneId, mergedAt }: Standing): Promise<Parted> {
  const { count } = await tx.db.customerMerge.updateMany({
    where: { id: mergeId, partedAt: null },
    data: { partedAt: tx.now, partedByName: tx.actor.name ?? null },
  });
  if (count === 0) throw new Refusal("conflict", "merging.notMerged");
  for (const entry of await entriesOf(tx, mergeId, ["customer"])) await takeBack(tx, entry);
  const rows = await tx.db.customerMergeRow.count({ where: { mergeId } });
  await partConsents(tx, mergeId, survivorId, goneId);
  await partPoints(tx, mergeId, survivorId, goneId);
  await partRefusals(tx, { id: mergeId, mergedAt }, survivorId, goneId);
  await partLabels(tx, mergeId, survivorId);
  for (const id of [survivorId, goneId]) await onePrimaryShop(tx, id);
  const places = await partEnrollments(tx, mergeId, survivorId, goneId);
  const applications = await partApplicationsSince(tx, mergeId, survivorId, goneId);
  for (const source of [...changingHands, "legal_hold"] as const)
    await giveBack(tx, mergeId, source, "customer_id", { from: survivorId, to: goneId });
  const messages = await partMessages(tx, mergeId, survivorId, goneId);
  // A session may have been moved or added while the second place was not there.
  for (const { enrollmentId, outcome } of places) if (outcome === "back") await followPlace(tx, enrollmentId);
  await giveBack(tx, mergeId, "personal_link", "subject_id", { from: survivorId, to: goneId });
  await raiseVersions(tx, survivorId, goneId);
  const ended = (outcome: string) => places.filter((one) => one.outcome === outcome).length;
  const parted: Parted = {
    back: rows,
    applications,
    messages: messages.moved,
    resumed: messages.resumed,
    places: { back: ended("back"), waitlisted: ended("waitlisted"), ended: ended("ended") },
  };
  await tx.db.customerMerge.updateMany({ where: { id: mergeId }, data: { parted: { ...parted } } });
  await recordEvents(
    tx,
    [survivorId, goneId].map((id) => ({
      type: "customer.parted",
      subject: { kind: "customer", id, customerId: id },
      payload: { merge: mergeId, into: survivorId, gone: goneId },
    })),
  );
  return parted;
}
