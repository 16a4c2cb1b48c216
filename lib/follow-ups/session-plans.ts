import { cancelPlanned, type Plan } from "@/lib/messages/planning";
import type { Tx } from "@/lib/platform/tenancy";

import { type ActiveFollowUp, activeFollowUps, purposeOf } from "./active-follow-ups";
import { plansOf, type SessionTimes } from "./plan-step";
import type { FollowUpBody } from "./schema";

/** Somebody with a place, for whom the sessions of a run are planned. */
export interface Participant {
  id: string;
  customerId: string;
}

/** The follow-ups that count from class sessions: reminders before, thanks and invitation after. */
export async function sessionFollowUps(tx: Tx): Promise<ActiveFollowUp[]> {
  const followUps = await activeFollowUps(tx, "enrollment.confirmed");
  return followUps.filter(({ body }) => body.steps.some(({ wait }) => wait.relativeTo !== "event"));
}

/** The sessions of a run that take place, in order of time. */
export const sessionsOf = (tx: Tx, runId: string): Promise<SessionTimes[]> =>
  tx.db.classSession.findMany({
    where: { runId, cancelledAt: null },
    orderBy: [{ startsAt: "asc" }, { position: "asc" }],
    select: { id: true, position: true, startsAt: true, endsAt: true, zone: true, scheduleVersion: true },
  });

/** The sessions a follow-up counts from. */
export function counted(which: FollowUpBody["sessions"], sessions: SessionTimes[]): SessionTimes[] {
  if (which === "each") return sessions;
  return which === "last" ? sessions.slice(-1) : sessions.slice(0, 1);
}

/** What is planned for these people from these sessions; what has left already is not sent a second time. */
export async function sessionPlans(
  tx: Tx,
  followUps: ActiveFollowUp[],
  sessions: SessionTimes[],
  people: Participant[],
): Promise<Plan[]> {
  const left = await alreadyLeft(
    tx,
    people.map(({ id }) => id),
  );
  return followUps.flatMap((followUp) =>
    counted(followUp.body.sessions, sessions).flatMap((session) =>
      people
        .filter(({ id }) => !left.has(leftKey(followUp, id, session.id)))
        .flatMap(({ id, customerId }) =>
          plansOf(
            followUp,
            {
              subjectId: id,
              customerId,
              enrollmentId: id,
              session,
              zone: session.zone,
              event: tx.now,
            },
            tx.now,
          ),
        ),
    ),
  );
}

/** Once for each session, or once for the whole run. */
const leftKey = (
  { key, body }: Pick<ActiveFollowUp, "key" | "body">,
  enrollmentId: string,
  sessionId: string,
) => `${purposeOf(key)}/${enrollmentId}${body.sessions === "each" ? `/${sessionId}` : ""}`;

async function alreadyLeft(tx: Tx, enrollmentIds: string[]): Promise<Set<string>> {
  const rows = await tx.db.message.findMany({
    where: { enrollmentId: { in: enrollmentIds }, sessionId: { not: null }, submittedAt: { not: null } },
    select: { purpose: true, enrollmentId: true, sessionId: true },
  });
  return new Set(
    rows.flatMap(({ purpose, enrollmentId, sessionId }) => [
      `${purpose}/${enrollmentId}`,
      `${purpose}/${enrollmentId}/${sessionId}`,
    ]),
  );
}

const otherSession = "messages.otherSessionCounts";

/**
 * "After the last session" means another session now: what was planned from the old one is taken back, and what an
 * earlier change of mind took back from the new one counts again.
 */
export async function recount(
  tx: Tx,
  runId: string,
  followUps: ActiveFollowUp[],
  sessions: SessionTimes[],
): Promise<void> {
  for (const { key, body } of followUps) {
    if (body.sessions === "each") continue;
    const now = counted(body.sessions, sessions);
    const own = { purpose: purposeOf(key), enrollment: { runId } };
    await cancelPlanned(
      tx,
      { ...own, sessionId: { not: null, notIn: now.map(({ id }) => id) } },
      otherSession,
    );
    for (const { id, scheduleVersion } of now)
      await tx.db.message.updateMany({
        where: {
          ...own,
          sessionId: id,
          scheduleVersion,
          state: "cancelled",
          verdictReason: otherSession,
          dueAt: { gt: tx.now },
        },
        data: { state: "planned", verdict: null, verdictReason: null, endedAt: null },
      });
  }
}
