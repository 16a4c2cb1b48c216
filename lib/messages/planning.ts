import type { ChannelName } from "@/lib/platform/channels/channel";
import type { Message, Prisma } from "@/lib/platform/database/generated/client";
import { newId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/insert-rows";
import type { Tx } from "@/lib/platform/tenancy";

import type { MessageClass } from "./message-class";
import type { ResendClass } from "./resend-rule";

/** A message to be: who, what, why and when. The text is made when it leaves, from the template version named here. */
export interface Plan {
  /** "follow_up:<key>" or "notice:<key>"; unique with subject, step and schedule version. */
  purpose: string;
  subjectId: string;
  step?: string;
  /** Rises when the session moves, so that a second move can be announced. */
  scheduleVersion?: number;
  customerId: string;
  enrollmentId?: string;
  sessionId?: string;
  /** The way its template goes. */
  channel?: ChannelName;
  class: MessageClass;
  resendClass: ResendClass;
  urgent?: boolean;
  templateVersionId: string;
  followUpVersionId?: string;
  /** A tree of lib/rules, judged again when due. */
  condition?: unknown;
  /** Values fixed now because they cannot be read later (the date before a move). */
  variables?: Record<string, string>;
  dueAt: Date;
  /** After this it is of no use: it expires instead of going out late. */
  expiresAt?: Date;
  /** Message key of the sentence "why": shown on the run, the customer and the outbox. */
  because: string;
}

/** Plans a message once: the same purpose, subject, step and schedule version is planned only the first time. */
export const plan = (tx: Tx, given: Plan): Promise<void> => planAll(tx, [given]);

/** Plans many at once, each only the first time. Two hundred people of a moved class are one statement. */
export async function planAll(tx: Tx, plans: readonly Plan[]): Promise<void> {
  await insertRows(
    tx,
    "message",
    plans.map((one) => rowOf(tx, one)),
    { skipDuplicates: true },
  );
}

const rowOf = (tx: Tx, given: Plan): Prisma.MessageCreateManyInput => ({
  tenantId: tx.tenantId,
  id: newId(),
  purpose: given.purpose,
  subjectId: given.subjectId,
  step: given.step ?? "1",
  scheduleVersion: given.scheduleVersion ?? 1,
  customerId: given.customerId,
  enrollmentId: given.enrollmentId ?? null,
  sessionId: given.sessionId ?? null,
  channel: given.channel ?? "sms",
  class: given.class,
  resendClass: given.resendClass,
  urgent: given.urgent ?? false,
  templateVersionId: given.templateVersionId,
  followUpVersionId: given.followUpVersionId ?? null,
  condition: (given.condition ?? undefined) as Prisma.InputJsonValue | undefined,
  variables: given.variables ?? {},
  dueAt: given.dueAt,
  expiresAt: given.expiresAt ?? null,
  plannedAt: tx.now,
  plannedBecause: given.because,
});

/** What has not been handed over yet may still be taken back; what is being submitted may not. */
const takenBack: Prisma.MessageWhereInput["state"] = { in: ["planned", "held", "claimed"] };

/** Takes planned messages back, with the reason people will read. Returns how many. */
export async function cancelPlanned(
  tx: Tx,
  where: Prisma.MessageWhereInput,
  reason: string,
): Promise<number> {
  const { count } = await tx.db.message.updateMany({
    where: { AND: [where, { state: takenBack }] },
    data: {
      state: "cancelled",
      verdict: "cancel",
      verdictReason: reason,
      endedAt: tx.now,
      claimToken: null,
      leaseUntil: null,
    },
  });
  return count;
}

/**
 * The same message once more, as a row of its own that names the first. Only for one that surely did not arrive, or on a
 * person's word. Repeating it plans nothing twice.
 */
export async function planAgain(tx: Tx, first: Message, because = "messages.because.resend"): Promise<void> {
  await tx.db.message.createMany({
    data: [
      {
        tenantId: tx.tenantId,
        id: newId(),
        purpose: first.purpose,
        subjectId: first.subjectId,
        step: `${first.step}:again`,
        scheduleVersion: first.scheduleVersion,
        customerId: first.customerId,
        enrollmentId: first.enrollmentId,
        sessionId: first.sessionId,
        channel: first.channel,
        class: first.class,
        resendClass: first.resendClass,
        urgent: first.urgent,
        templateVersionId: first.templateVersionId,
        followUpVersionId: first.followUpVersionId,
        condition: first.condition ?? undefined,
        variables: first.variables ?? {},
        dueAt: tx.now,
        expiresAt: first.expiresAt,
        plannedAt: tx.now,
        plannedBecause: because,
        resendOfId: first.id,
      },
    ],
    skipDuplicates: true,
  });
}

/** Lets a message that waited for a fact be judged at once, now that the fact is known. */
export async function lookAgain(tx: Tx, where: Prisma.MessageWhereInput, reason: string): Promise<void> {
  await tx.db.message.updateMany({
    where: { AND: [where, { state: "held", verdictReason: reason }] },
    data: { heldUntil: null },
  });
}
