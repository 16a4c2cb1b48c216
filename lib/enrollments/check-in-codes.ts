import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { checkIn, type Marked } from "./attendance";
import { sessionAtTheDoor } from "./check-in-window";
import { type AttendanceState, came, type EnrollmentState } from "./states";

export interface CodeSession {
  id: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  cancelled: boolean;
}

/** Why a code lets nobody in here and now; each is also a message key `attendance.<reason>`. */
export type CodeProblem = "noPlace" | "otherCourse" | "otherDay";

/** What a person's code says to whoever stands at the door. */
export interface OpenedCode {
  enrollmentId: string;
  runId: string;
  courseId: string;
  courseTitle: string;
  name: string;
  shop: string | null;
  lastFour: string | null;
  places: number;
  dueWon: number;
  state: EnrollmentState;
  /** The session that would be marked; else the next one of this person's run, to say when it is. */
  session: CodeSession | null;
  problem: CodeProblem | null;
  /** When and as what the person is marked already. */
  marked: { state: AttendanceState; at: Date | null } | null;
}

/** Where codes are read: a class session whose door it is (nothing else counts there), and whose courses may be seen. */
export interface Door {
  sessionId?: string | undefined;
  instructorId?: string | null | undefined;
}

/** Looks at a code and changes nothing. An instructor's colleague's course is "not there". */
export async function openCode(
  tenant: TenantScope,
  enrollmentId: string,
  door: Door = {},
): Promise<OpenedCode> {
  return inTransaction(tenant, (tx) => readCode(tx, enrollmentId, door));
}

/**
 * Lets the person of a code in. A second scan is harmless and answers when the first was (domain.md row 113); a code of
 * another course or another day is refused.
 */
export async function checkInByCode(
  tenant: TenantScope,
  enrollmentId: string,
  door: Door = {},
): Promise<{ person: OpenedCode; marked: Marked }> {
  return inTransaction(tenant, async (tx) => {
    const person = await readCode(tx, enrollmentId, door);
    if (person.problem || !person.session)
      throw new Refusal("conflict", `attendance.${person.problem ?? "otherDay"}`);
    const marked = await checkIn(tx, { enrollmentId, sessionId: person.session.id, means: "code" });
    return { person, marked };
  });
}

async function readCode(tx: Tx, enrollmentId: string, door: Door): Promise<OpenedCode> {
  const enrollment = await tx.db.enrollment.findFirst({
    where: {
      id: enrollmentId,
      ...(door.instructorId ? { run: { course: { instructorId: door.instructorId } } } : {}),
    },
    include: {
      attendances: true,
      customer: {
        select: {
          name: true,
          shop: true,
          contactPoints: {
            where: { channel: "phone" },
            orderBy: { primary: "desc" },
            take: 1,
            select: { lastFour: true },
          },
        },
      },
      run: {
        select: {
          id: true,
          priceWon: true,
          course: { select: { id: true, title: true } },
          sessions: { orderBy: { startsAt: "asc" } },
        },
      },
    },
  });
  if (!enrollment) throw new Refusal("not_found", "errors.not_found");
  const { run, customer } = enrollment;
  const state = enrollment.state as EnrollmentState;
  const sessions = run.sessions.map(({ id, startsAt, endsAt, zone, cancelledAt }) => ({
    id,
    startsAt,
    endsAt,
    zone,
    cancelled: cancelledAt !== null,
  }));
  const { session, problem } = judged(sessions, state, door, tx.now);
  const mark = session && enrollment.attendances.find(({ sessionId }) => sessionId === session.id);
  return {
    enrollmentId: enrollment.id,
    runId: run.id,
    courseId: run.course.id,
    courseTitle: run.course.title,
    name: customer.name,
    shop: customer.shop,
    lastFour: customer.contactPoints[0]?.lastFour ?? null,
    places: enrollment.places,
    dueWon: state === "awaiting_payment" ? run.priceWon * enrollment.places : 0,
    state,
    session,
    problem,
    marked:
      mark && came(mark.state as AttendanceState)
        ? { state: mark.state as AttendanceState, at: mark.markedAt }
        : null,
  };
}

const expected: readonly EnrollmentState[] = ["confirmed", "completed", "awaiting_payment"];

function judged(
  sessions: CodeSession[],
  state: EnrollmentState,
  { sessionId }: Door,
  now: Date,
): { session: CodeSession | null; problem: CodeProblem | null } {
  const today = sessionAtTheDoor(sessions, now);
  const next =
    sessions.find(({ cancelled, endsAt }) => !cancelled && endsAt > now) ?? sessions.at(-1) ?? null;
  if (sessionId) {
    const here = sessions.find(({ id }) => id === sessionId);
    if (!here) return { session: today ?? next, problem: "otherCourse" };
    if (sessionAtTheDoor([here], now) === null) return { session: here, problem: "otherDay" };
    return { session: here, problem: expected.includes(state) ? null : "noPlace" };
  }
  if (!expected.includes(state)) return { session: today ?? next, problem: "noPlace" };
  return today ? { session: today, problem: null } : { session: next, problem: "otherDay" };
}
