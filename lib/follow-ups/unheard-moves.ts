import type { Tx } from "@/lib/platform/tenancy";

import { type FollowUp, purposeOf } from "./active-follow-ups";
import type { Times } from "./moved-notice";

export interface Move {
  /** The schedule version that the move made. */
  scheduleVersion: number;
  at: Date;
  before: Times;
}

/** Every move of a session, the oldest first, as history has it. */
export async function movesOf(tx: Tx, sessionId: string): Promise<Move[]> {
  const events = await tx.db.event.findMany({
    where: { subjectId: sessionId, type: "session.moved" },
    orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    select: { occurredAt: true, payload: true },
  });
  return events.map(({ occurredAt, payload }) => {
    const { before, scheduleVersion } = payload as {
      before: { startsAt: string; endsAt: string };
      scheduleVersion: number;
    };
    return {
      scheduleVersion,
      at: occurredAt,
      before: { startsAt: new Date(before.startsAt), endsAt: new Date(before.endsAt) },
    };
  });
}

/** The newest schedule version each enrollment was really told of: what was only planned told nobody. */
export async function lastHeard(
  tx: Tx,
  notices: readonly Pick<FollowUp, "key">[],
  sessionId: string,
): Promise<Map<string, number>> {
  const rows = await tx.db.message.groupBy({
    by: ["subjectId"],
    where: {
      sessionId,
      purpose: { in: notices.map(({ key }) => purposeOf(key)) },
      submittedAt: { not: null },
    },
    _max: { scheduleVersion: true },
  });
  return new Map(rows.map(({ subjectId, _max }) => [subjectId, _max.scheduleVersion ?? 0]));
}
