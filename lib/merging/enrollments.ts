import { freePlaces, lockPool, takePlaces } from "@/lib/enrollments/seat-pool";
import { type EnrollmentState, enrollmentStates, holdsSeat, isOpen } from "@/lib/enrollments/states";
import type { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import { entriesOf, giveBack, type Ledger } from "./ledger";

/** Both are enrolled in one run: `kept` goes on for the one person, `ended` ends in it. */
export interface TwoInOneRun {
  runId: string;
  poolId: string;
  kept: Place;
  ended: Place;
  /** Places that `kept` then has: nobody loses one by a merge. */
  places: number;
}

interface Place {
  id: string;
  customerId: string;
  poolId: string;
  state: EnrollmentState;
  places: number;
}

/** The further an application came, the earlier: a place before an offer, an offer before waiting. */
const furthest: readonly EnrollmentState[] = [
  "confirmed",
  "awaiting_payment",
  "offered",
  "awaiting_approval",
  "applied",
  "waitlisted",
];

/** Runs in which both have an enrollment that is not over; a person has one (enrollment_one_open). */
export async function twoInOneRun(tx: Tx, survivorId: string, goneId: string): Promise<TwoInOneRun[]> {
  const rows = await tx.db.enrollment.findMany({
    where: { customerId: { in: [survivorId, goneId] }, state: { in: enrollmentStates.filter(isOpen) } },
    orderBy: [{ poolId: "asc" }, { appliedAt: "asc" }, { id: "asc" }],
    select: { id: true, runId: true, poolId: true, customerId: true, state: true, places: true },
  });
  return [...Map.groupBy(rows, ({ runId }) => runId)].flatMap(([runId, both]) => {
    const [kept, ended] = (both as Place[]).toSorted(
      (a, b) => furthest.indexOf(a.state) - furthest.indexOf(b.state),
    );
    if (!kept || !ended) return [];
    const held = holdsSeat(ended.state) && ended.poolId === kept.poolId ? ended.places : 0;
    return [{ runId, poolId: kept.poolId, kept, ended, places: kept.places + held }];
  });
}

/** In the order in which everybody locks pools, before an enrollment is touched. */
export async function lockPools(tx: Tx, doubles: readonly TwoInOneRun[]): Promise<void> {
  for (const poolId of [...new Set(doubles.map(({ poolId }) => poolId))].sort()) await lockPool(tx, poolId);
}

/**
 * All enrollments change hands. Of two in one run the one that came further goes on, with the places of both: the seat pool counts
 * what it counted, and staff give one back where it was a mistake (changePlaces). The other ends as moved into it, so that its
 * links lead there.
 */
export async function joinEnrollments(
  tx: Tx,
  ledger: Ledger,
  survivorId: string,
  goneId: string,
  doubles: readonly TwoInOneRun[],
): Promise<void> {
  for (const { kept, ended, places } of doubles) {
    const end = { id: ended.id, state: ended.state, moved_to_id: null };
    await ledger.change("enrollment", end, { state: "moved", moved_to_id: kept.id });
    await ledger.change("enrollment", { id: kept.id, places: kept.places }, { places });
    if (places === kept.places && holdsSeat(ended.state)) await freePlaces(tx, ended.poolId, ended.places);
    await tx.db.enrollment.updateMany({
      where: { id: { in: [kept.id, ended.id] } },
      data: { version: { increment: 1 } },
    });
  }
  await ledger.give("enrollment", "customer_id", goneId, survivorId);
}

/** What became of the second place of two in one run when they parted. */
export interface PlaceParted {
  enrollmentId: string;
  outcome: "back" | "waitlisted" | "ended";
}

/**
 * Gives the enrollments back, and to each of two in one run its own. A place that was given back or lost since is taken anew if
 * there is one, else the person waits; where the one that went on is over since, so is the other.
 */
export async function partEnrollments(
  tx: Tx,
  mergeId: string,
  survivorId: string,
  goneId: string,
): Promise<PlaceParted[]> {
  const entries = await entriesOf(tx, mergeId, ["enrollment"]);
  const ended = entries.filter(({ after }) => after?.["state"] === "moved");
  const rows = await tx.db.enrollment.findMany({
    where: { id: { in: entries.map(({ key }) => String(key["id"])) } },
    select: { poolId: true },
  });
  for (const poolId of [...new Set(rows.map((row) => row.poolId))].sort()) await lockPool(tx, poolId);
  const outcomes: PlaceParted[] = [];
  // First the two apart, then to each their own: a customer has one open enrollment in a run at any moment.
  await giveBack(tx, mergeId, "enrollment", "customer_id", { from: survivorId, to: goneId });
  for (const { key, before, after } of ended) {
    const keptId = String(after?.["moved_to_id"]);
    const summed = entries.some((one) => one.key["id"] === keptId && one.after?.["places"] !== undefined);
    const state = before?.["state"] as EnrollmentState;
    const parted = await partTwo(tx, { id: String(key["id"]), keptId, state, summed });
    if (parted) outcomes.push(parted);
  }
  return outcomes;
}

interface Two {
  id: string;
  keptId: string;
  /** Of the one that ended, before the merge. */
  state: EnrollmentState;
  /** Its places went into the one that went on. */
  summed: boolean;
}

async function partTwo(tx: Tx, { id, keptId, state, summed }: Two): Promise<PlaceParted | null> {
  const columns = { poolId: true, state: true, places: true, appliedAt: true } as const;
  const mine = await tx.db.enrollment.findFirst({
    where: { id, state: "moved", movedToId: keptId },
    select: columns,
  });
  const kept = await tx.db.enrollment.findFirst({ where: { id: keptId }, select: columns });
  if (!mine || !kept) return null;
  const stands = kept.state as EnrollmentState;
  const end = async (outcome: PlaceParted["outcome"], data: Prisma.EnrollmentUncheckedUpdateManyInput) => {
    const version = { increment: 1 };
    await tx.db.enrollment.updateMany({ where: { id }, data: { ...data, movedToId: null, version } });
    return { enrollmentId: id, outcome };
  };
  if (!isOpen(stands) && stands !== "completed")
    return end("ended", { state: "cancelled", cancelledBy: "parting", stateChangedAt: tx.now });
  if (!holdsSeat(state)) return end("back", { state });
  const seated = stands === "completed" ? stands : state;
  if (summed && holdsSeat(stands) && kept.places > mine.places) {
    const version = { increment: 1 };
    await tx.db.enrollment.updateMany({
      where: { id: keptId },
      data: { places: kept.places - mine.places, version },
    });
    return end("back", { state: seated });
  }
  if (await takePlaces(tx, mine.poolId, mine.places)) return end("back", { state: seated });
  return end("waitlisted", { state: "waitlisted", waitlistedAt: mine.appliedAt, stateChangedAt: tx.now });
}

/**
 * Applications since the merge go with the number they came with; one whose run the other is in already stays. What was answered
 * goes with its application. Answers how many applications went.
 */
export async function partApplicationsSince(
  tx: Tx,
  mergeId: string,
  survivorId: string,
  goneId: string,
): Promise<number> {
  const points = await tx.db.contactPoint.findMany({ where: { customerId: goneId }, select: { id: true } });
  const since = await tx.db.enrollment.findMany({
    where: {
      customerId: survivorId,
      id: { gt: mergeId },
      appliedPointId: { in: points.map(({ id }) => id) },
    },
    select: { id: true, runId: true },
  });
  const there = await tx.db.enrollment.findMany({ where: { customerId: goneId }, select: { runId: true } });
  const ids = since.filter(({ runId }) => !there.some((one) => one.runId === runId)).map(({ id }) => id);
  await tx.db.enrollment.updateMany({ where: { id: { in: ids } }, data: { customerId: goneId } });
  const theirs = await tx.db.enrollment.findMany({ where: { customerId: goneId }, select: { id: true } });
  const where = { customerId: survivorId, enrollmentId: { in: theirs.map(({ id }) => id) } };
  await tx.db.answer.updateMany({ where, data: { customerId: goneId } });
  await tx.db.surveyResponse.updateMany({ where, data: { customerId: goneId } });
  return ids.length;
}
