import { cancelPlanned, planAll } from "@/lib/messages/planning";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { activeFollowUps } from "./active-follow-ups";
import { tenantZone } from "./follow-ups";
import { localeOf, movedWords, type Times } from "./moved-notice";
import { plansOf } from "./plan-step";
import { recount, sessionFollowUps, sessionPlans, sessionsOf } from "./session-plans";
import { lastHeard, movesOf } from "./unheard-moves";

/** States whose people are told when their class moves or is called off. */
const toldStates = ["confirmed", "awaiting_payment", "awaiting_approval", "waitlisted", "offered", "applied"];

/**
 * A class session moved: what was planned for the old time is taken back and counted anew, what was sent stays sent, and
 * people are told once for each move (row 80). A move that was overtaken by another before anybody heard of it is told
 * together with it: from the time a person last heard of to the time that holds now.
 */
export async function followMove(
  tenant: TenantScope,
  sessionId: string,
  move: { scheduleVersion: number },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const session = await tx.db.classSession.findFirst({ where: { id: sessionId } });
    if (!session || session.cancelledAt || session.scheduleVersion !== move.scheduleVersion) return;
    await cancelPlanned(
      tx,
      { sessionId, scheduleVersion: { lt: session.scheduleVersion }, followUpVersionId: { not: null } },
      "messages.sessionMoved",
    );
    await planSessions(tx, session.runId);

    const notices = await activeFollowUps(tx, "session.moved");
    if (notices.length === 0) return;
    const people = await peopleToTell(tx, session.runId);
    const moves = await movesOf(tx, sessionId);
    const heard = await lastHeard(tx, notices, sessionId);
    const plans = people.flatMap((person) => {
      const before: Times | undefined = moves.find(
        ({ scheduleVersion, at }) => scheduleVersion > (heard.get(person.id) ?? 0) && at >= person.appliedAt,
      )?.before;
      const variables = before && movedWords(before, session, session.zone, localeOf(person.customer.locale));
      if (!variables) return [];
      return notices.flatMap((followUp) =>
        plansOf(
          followUp,
          {
            subjectId: person.id,
            customerId: person.customerId,
            enrollmentId: person.id,
            session,
            zone: session.zone,
            event: tx.now,
            variables,
            scheduleVersion: session.scheduleVersion,
            stepSuffix: `:${session.position}`,
          },
          tx.now,
        ),
      );
    });
    await planAll(tx, plans);
  });
}

/** A session was added: the confirmed are reminded of it, and what counts from the last session may count from it. */
export async function followRun(tenant: TenantScope, runId: string): Promise<void> {
  await inTransaction(tenant, (tx) => planSessions(tx, runId));
}

/** Everything that counts from the sessions of a run, as they are now, for everybody who has a place. */
async function planSessions(tx: Tx, runId: string): Promise<void> {
  const followUps = await sessionFollowUps(tx);
  const sessions = await sessionsOf(tx, runId);
  await recount(tx, runId, followUps, sessions);
  const confirmed = await tx.db.enrollment.findMany({
    where: { runId, state: "confirmed" },
    select: { id: true, customerId: true },
  });
  await planAll(tx, await sessionPlans(tx, followUps, sessions, confirmed));
}

/** Plans for one person what counts from the sessions of their run, as they are now; what was planned for them stays planned. */
export async function followPlace(tenant: TenantScope, enrollmentId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const place = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId, state: "confirmed" },
      select: { id: true, customerId: true, runId: true },
    });
    if (!place) return;
    const sessions = await sessionsOf(tx, place.runId);
    await planAll(tx, await sessionPlans(tx, await sessionFollowUps(tx), sessions, [place]));
  });
}

/** A class session was called off: its plans are taken back and its people are told once. */
export async function followCancelledSession(tenant: TenantScope, sessionId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const session = await tx.db.classSession.findFirst({
      where: { id: sessionId, cancelledAt: { not: null } },
    });
    if (!session) return;
    await cancelPlanned(tx, { sessionId, followUpVersionId: { not: null } }, "messages.sessionCancelled");
    await planSessions(tx, session.runId);
    await tellCancelled(tx, session.runId, { ...session, stepSuffix: `:${session.position}` });
  });
}

/** A whole run was called off: nothing of it goes out any more, and everybody hears it once, not once a session. */
export async function followCancelledRun(tenant: TenantScope, runId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const run = await tx.db.run.findFirst({ where: { id: runId, state: "cancelled" } });
    if (!run) return;
    await cancelPlanned(
      tx,
      { enrollment: { runId }, sessionId: { not: null }, followUpVersionId: { not: null } },
      "messages.sessionCancelled",
    );
    const first = await tx.db.classSession.findFirst({
      where: { runId, cancelledAt: { not: null }, endsAt: { gt: tx.now } },
      orderBy: { startsAt: "asc" },
    });
    if (!first) return;
    await tellCancelled(tx, runId, { ...first, scheduleVersion: 1, stepSuffix: ":run" });
  });
}

/**
 * The notice names the time in words fixed now and not the session, because a message of a session that does not take
 * place is stale to the gate.
 */
async function tellCancelled(
  tx: Tx,
  runId: string,
  session: { startsAt: Date; zone: string; scheduleVersion: number; stepSuffix: string },
): Promise<void> {
  const notices = await activeFollowUps(tx, "session.cancelled");
  const people = await peopleToTell(tx, runId);
  const zone = await tenantZone(tx);
  await planAll(
    tx,
    people.flatMap(({ id, customerId, customer }) =>
      notices.flatMap((followUp) =>
        plansOf(
          followUp,
          {
            subjectId: id,
            customerId,
            enrollmentId: id,
            zone,
            event: tx.now,
            variables: { 이전일시: formatWhen(session.startsAt, session.zone, localeOf(customer.locale)) },
            scheduleVersion: session.scheduleVersion,
            stepSuffix: session.stepSuffix,
          },
          tx.now,
        ),
      ),
    ),
  );
}

const peopleToTell = (tx: Tx, runId: string) =>
  tx.db.enrollment.findMany({
    where: { runId, state: { in: toldStates } },
    select: { id: true, customerId: true, appliedAt: true, customer: { select: { locale: true } } },
  });
