import { failuresSince } from "@/lib/messages/message-list";
import type { Tx } from "@/lib/platform/tenancy";

import type { Visit } from "./visit";

/** What happened by itself since somebody last looked. */
export interface DoneSince extends Visit {
  applications: number;
  /** How people who applied had heard of the business, the most frequent first. */
  sources: { source: string; count: number }[];
  surveys: number;
  came: number;
  stayedAway: number;
  sent: number;
  failed: number;
}

const sourcesShown = 2;

export async function doneSince(tx: Tx, visit: Visit): Promise<DoneSince> {
  const from = { gte: visit.since };
  const applied = await tx.db.enrollment.findMany({
    where: { appliedAt: from, state: { not: "moved" } },
    select: { customer: { select: { source: true } } },
  });
  const marked = await tx.db.attendance.groupBy({
    by: ["state"],
    where: { markedAt: from },
    _count: true,
  });
  const marks = (states: string[]) =>
    marked.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  return {
    ...visit,
    applications: applied.length,
    sources: mostFrequent(applied.flatMap(({ customer }) => customer.source ?? [])),
    surveys: await tx.db.surveyResponse.count({ where: { submittedAt: from } }),
    came: marks(["attended", "late", "left_early"]),
    stayedAway: marks(["absent"]),
    sent: await tx.db.message.count({ where: { acceptedAt: from } }),
    failed: (await failuresSince(tx, visit.since)).length,
  };
}

function mostFrequent(all: string[]): DoneSince["sources"] {
  return [...Map.groupBy(all, (source) => source)]
    .map(([source, { length: count }]) => ({ source, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, sourcesShown);
}
