import { recordEvent } from "@/lib/platform/events";
import type { Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

export interface Visit {
  /** The end of the visit before this one. */
  since: Date;
  /** No visit before is known: `since` is then a day ago. */
  first: boolean;
}

const pauseMinutes = 30;
const hoursOfFirst = 24;

/**
 * Whoever comes back after half an hour begins a new visit; reloading the page does not, so that "since the last visit"
 * keeps saying the same until they come again. Each visit is an event that remembers when the one before it ended.
 */
export async function beginVisit(tx: Tx, membershipId: string): Promise<Visit> {
  const member = await tx.db.membership.findFirst({
    where: { id: membershipId },
    select: { todaySeenAt: true },
  });
  const seen = member?.todaySeenAt ?? null;
  const isNew = seen === null || tx.now.getTime() - seen.getTime() > pauseMinutes * 60_000;
  if (isNew)
    await recordEvent(
      tx,
      "member.visited",
      { kind: "membership", id: membershipId },
      { since: seen?.toISOString() ?? null },
    );
  if (seen === null || seen < tx.now)
    await tx.db.membership.updateMany({ where: { id: membershipId }, data: { todaySeenAt: tx.now } });
  const since = isNew ? seen : await beginningOf(tx, membershipId);
  return since ? { since, first: false } : { since: addHours(tx.now, -hoursOfFirst), first: true };
}

/** What the visit that goes on began with. */
async function beginningOf(tx: Tx, membershipId: string): Promise<Date | null> {
  const visit = await tx.db.event.findFirst({
    where: { subjectId: membershipId, type: "member.visited" },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    select: { payload: true },
  });
  const { since } = (visit?.payload ?? {}) as { since?: string | null };
  return since ? new Date(since) : null;
}
