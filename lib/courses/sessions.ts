import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { type MoveSession, moveSessionInput, type SessionTime, sessionTime } from "./schema";
import { timesOf } from "./session-times";

/** Where the business is: the zone in which the owner's wall clock times are meant. */
export async function zoneOf(tx: Tx): Promise<string> {
  const tenant = await tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId }, select: { zone: true } });
  return tenant.zone;
}

/** Writes a run's sessions in order of time, counted from `from`. */
export async function makeSessions(tx: Tx, runId: string, times: SessionTime[], from = 1): Promise<string[]> {
  const zone = await zoneOf(tx);
  const rows = times
    .map((time) => timesOf(time, zone))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .map((row, index) => ({ ...row, tenantId: tx.tenantId, id: newId(), runId, position: from + index }));
  await tx.db.classSession.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** One more session of a run that exists. */
export async function addSession(
  tenant: TenantScope,
  given: { runId: string; time: SessionTime },
): Promise<string> {
  const time = sessionTime.parse(given.time);
  return inTransaction(tenant, async (tx) => {
    const run = await tx.db.run.findFirst({ where: { id: given.runId }, select: { state: true } });
    if (!run) throw new Refusal("not_found", "courses.run.notFound");
    if (run.state === "cancelled") throw new Refusal("conflict", "courses.run.isCancelled");
    // The row lock keeps two additions from taking the same position.
    await tx.db.run.updateMany({ where: { id: given.runId }, data: { version: { increment: 1 } } });
    const last = await tx.db.classSession.findFirst({
      where: { runId: given.runId },
      orderBy: { position: "desc" },
    });
    const [id] = await makeSessions(tx, given.runId, [time], (last?.position ?? 0) + 1);
    const sessionId = id as string;
    await recordEvent(tx, "session.added", { kind: "class_session", id: sessionId }, { runId: given.runId });
    await publicPageChanged(tx);
    return sessionId;
  });
}

/**
 * Moves a session. Raises its schedule version, so that reminders are planned anew and the move itself can be announced
 * once (row 80). Telling people hangs off the event. Refuses a time in the past, and a move decided on an older state.
 */
export async function moveSession(
  tenant: TenantScope,
  given: MoveSession,
): Promise<{ scheduleVersion: number }> {
  const { id, scheduleVersion, ...time } = moveSessionInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const session = await sessionOrRefuse(tx, id);
    const moved = timesOf(time, await zoneOf(tx));
    if (+moved.startsAt === +session.startsAt && +moved.endsAt === +session.endsAt)
      return { scheduleVersion };
    if (moved.startsAt <= tx.now) throw new Refusal("invalid", "courses.session.inThePast");
    const { count } = await tx.db.classSession.updateMany({
      where: { id, scheduleVersion, cancelledAt: null },
      data: { ...moved, scheduleVersion: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("conflict", "courses.session.movedMeanwhile");
    await recordEvent(
      tx,
      "session.moved",
      { kind: "class_session", id },
      {
        runId: session.runId,
        before: said(session),
        after: said(moved),
        scheduleVersion: scheduleVersion + 1,
      },
    );
    await publicPageChanged(tx);
    return { scheduleVersion: scheduleVersion + 1 };
  });
}

/** Calls one session off. The run goes on with the others. */
export async function cancelSession(tenant: TenantScope, id: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const session = await sessionOrRefuse(tx, id);
    if (session.endsAt <= tx.now) throw new Refusal("conflict", "courses.session.isOver");
    const { count } = await tx.db.classSession.updateMany({
      where: { id, cancelledAt: null },
      data: { cancelledAt: tx.now, scheduleVersion: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("conflict", "courses.session.isCancelled");
    await recordEvent(tx, "session.cancelled", { kind: "class_session", id }, { runId: session.runId });
    await publicPageChanged(tx);
  });
}

async function sessionOrRefuse(tx: Tx, id: string) {
  const session = await tx.db.classSession.findFirst({ where: { id } });
  if (!session) throw new Refusal("not_found", "courses.session.notFound");
  if (session.cancelledAt) throw new Refusal("conflict", "courses.session.isCancelled");
  return session;
}

const said = (session: {
  startsAt: Date;
  endsAt: Date;
  localDate: string;
  localStart: string;
  localEnd: string;
}) => ({
  date: session.localDate,
  start: session.localStart,
  end: session.localEnd,
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
});
