import type { Tx } from "@/lib/platform/tenancy";

/** What a customer's history comes to. */
export interface Insight {
  /** Courses applied to and not cancelled, and those of them the person came to. */
  taken: number;
  attended: number;
  /** Class sessions that were marked, and those where the person was there. */
  marked: number;
  cameTo: number;
  lastContact: { kind: "sent" | "received" | "visit"; at: Date } | null;
  next:
    | { kind: "session"; title: string; courseId: string; runId: string; at: Date }
    | { kind: "message"; id: string; title: string | null; at: Date }
    | null;
  /** The open task that is due first. */
  task: { id: string; title: string; dueOn: string | null } | null;
}

const cameStates = ["attended", "late", "left_early"];
const gone = ["moved", "cancelled", "declined", "expired"];

/** Numbers and dates out of enrollments, attendance and messages; nothing of it is stored. */
export async function insightOf(tx: Tx, customerId: string): Promise<Insight> {
  const enrollments = await tx.db.enrollment.findMany({
    where: { customerId, state: { notIn: gone } },
    select: { attendances: { select: { state: true, session: { select: { startsAt: true } } } } },
  });
  const marks = enrollments.flatMap(({ attendances }) =>
    attendances.filter(({ state }) => state !== "unmarked"),
  );
  const came = marks.filter(({ state }) => cameStates.includes(state));
  return {
    taken: enrollments.length,
    attended: enrollments.filter(({ attendances }) =>
      attendances.some(({ state }) => cameStates.includes(state)),
    ).length,
    marked: marks.length,
    cameTo: came.length,
    lastContact: await lastContact(
      tx,
      customerId,
      came.map(({ session }) => session.startsAt),
    ),
    next: await nextStep(tx, customerId),
    task: await firstTask(tx, customerId),
  };
}

async function lastContact(tx: Tx, customerId: string, visits: Date[]): Promise<Insight["lastContact"]> {
  const sent = await tx.db.message.findFirst({
    where: { customerId, state: { in: ["accepted", "sent", "delivered"] }, submittedAt: { not: null } },
    orderBy: { submittedAt: "desc" },
    select: { submittedAt: true },
  });
  const received = await tx.db.inboundMessage.findFirst({
    where: { customerId },
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true },
  });
  const contacts = [
    ...(sent?.submittedAt ? [{ kind: "sent" as const, at: sent.submittedAt }] : []),
    ...(received ? [{ kind: "received" as const, at: received.receivedAt }] : []),
    ...visits.map((at) => ({ kind: "visit" as const, at })),
  ];
  return contacts.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0] ?? null;
}

/** The next class applied to, or a message that leaves before it. */
async function nextStep(tx: Tx, customerId: string): Promise<Insight["next"]> {
  const session = await tx.db.classSession.findFirst({
    where: {
      cancelledAt: null,
      endsAt: { gt: tx.now },
      run: { enrollments: { some: { customerId, state: { notIn: [...gone, "completed"] } } } },
    },
    orderBy: { startsAt: "asc" },
    select: { startsAt: true, run: { select: { id: true, course: { select: { id: true, title: true } } } } },
  });
  const message = await tx.db.message.findFirst({
    where: { customerId, state: { in: ["planned", "held", "claimed"] } },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      dueAt: true,
      heldUntil: true,
      templateVersion: { select: { definition: { select: { title: true } } } },
    },
  });
  const at = message && (message.heldUntil ?? message.dueAt);
  if (session && (!at || session.startsAt <= at)) {
    const { run, startsAt } = session;
    return { kind: "session", title: run.course.title, courseId: run.course.id, runId: run.id, at: startsAt };
  }
  if (!message || !at) return null;
  return { kind: "message", id: message.id, title: message.templateVersion?.definition.title ?? null, at };
}

async function firstTask(tx: Tx, customerId: string): Promise<Insight["task"]> {
  const task = await tx.db.task.findFirst({
    where: { customerId, doneAt: null },
    orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }],
    select: { id: true, title: true, dueOn: true },
  });
  return task && { ...task, dueOn: task.dueOn?.toISOString().slice(0, 10) ?? null };
}
