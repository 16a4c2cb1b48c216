import { Prisma } from "@/lib/platform/database/generated/client";

interface Times {
  submittedAt: Date | null;
  endedAt: Date | null;
  heldUntil: Date | null;
  dueAt: Date;
}

/** Where a message stands in time: when it left, else when it ended, else when it is to go. */
export const lineTime = ({ submittedAt, endedAt, heldUntil, dueAt }: Times): Date =>
  submittedAt ?? endedAt ?? heldUntil ?? dueAt;

/** The same in SQL, of the row `m`; word for word as in the indexes message_outbox… */
export const lineTimeSql = Prisma.sql`(coalesce(m.submitted_at, m.ended_at, m.held_until, m.due_at))`;
