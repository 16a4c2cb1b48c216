import { recordAccess, recordChanges } from "./access-log";
import type { Prisma } from "./database/generated/client";
import { newId } from "./ids";
import { insertRows } from "./insert-rows";
import { enqueue } from "./jobs";
import type { Tx } from "./tenancy";

/** What an event is about; `customerId` puts it on that customer's timeline. */
export interface Subject {
  kind: string;
  id: string;
  customerId?: string;
}

type Payload = Record<string, Prisma.InputJsonValue | null>;

/** Something that happened. Types are in the past tense ("enrollment.confirmed"); the payload holds ids and states, no texts. */
export interface Happened {
  type: string;
  subject: Subject;
  payload?: Payload;
}

/**
 * Types that no room reacts to: they are history alone, and no job is made for them, so that tagging a hundred thousand
 * customers does not put a hundred thousand idle jobs before the urgent ones. lib/worker/reactions.db.test.ts keeps them
 * out of the table of reactions.
 */
export const quietEvents = [
  "customer.tagged",
  "customer.untagged",
  "customer.grouped",
  "customer.ungrouped",
  "customer.assigned",
  "customer.imported",
  "customer.merged",
  "customer.parted",
  "customer.told_apart",
  "customer.told_alike",
  "customers.exported",
  "tenant.exported",
  "tenant.export_downloaded",
  "task.added",
  "task.changed",
  "task.done",
  "task.reopened",
  "task.removed",
  "customer.held",
  "customer.released",
  "privacy.requested",
  "privacy.answered",
  "template.changed",
  "message.link_opened",
  "message.brought_forward",
  "message.sent_again",
  "sending.limits_changed",
  "sending.paused",
  "sending.resumed",
  "sending.tested",
  "sending.country_stopped",
  "sending.country_released",
  "tenant.account_added",
  "tenant.account_changed",
  "tenant.account_retired",
  "tenant.account_used_again",
  "tenant.sender_recorded",
  "tenant.sender_retired",
  "tenant.sender_paper_added",
  "member.phone_confirmed",
] as const;
export type QuietEvent = (typeof quietEvents)[number];

const isQuiet = (type: string) => quietEvents.some((quiet) => quiet === type);

/** One line of history; see `recordEvents`. */
export const recordEvent = (tx: Tx, type: string, subject: Subject, payload: Payload = {}): Promise<void> =>
  recordEvents(tx, [{ type, subject, payload }]);

/**
 * Writes lines of history and, in the same transaction, the jobs that let other rooms react (lib/worker/reactions.ts): two
 * statements, however many events. What a person at work changed stands in the access log too.
 */
export async function recordEvents(tx: Tx, happened: readonly Happened[]): Promise<void> {
  if (happened.length === 0) return;
  const events = happened.map((one) => ({ ...one, id: newId(), payload: one.payload ?? {} }));
  await insertRows(
    tx,
    "event",
    events.map(({ id, type, subject, payload }) => ({
      tenantId: tx.tenantId,
      id,
      occurredAt: tx.now,
      type,
      subjectKind: subject.kind,
      subjectId: subject.id,
      customerId: subject.customerId ?? null,
      actorKind: tx.actor.kind,
      actorId: tx.actor.id,
      actorName: tx.actor.name ?? null,
      payload: payload as Prisma.InputJsonObject,
    })),
  );
  await recordChanges(tx, events);
  const heard = events.filter(({ type }) => !isQuiet(type));
  if (heard.length === 0) return;
  await enqueue(
    tx,
    "events.react",
    heard.map(({ id, type, subject, payload }) => ({
      tenantId: tx.tenantId,
      eventId: id,
      type,
      subjectId: subject.id,
      customerId: subject.customerId ?? null,
      payload,
    })),
  );
}

/**
 * The same line of history for each of many customers: one statement, however many. Only for what nobody reacts to. `each`
 * is what differs, in the order of the customers.
 */
export async function recordForCustomers(
  tx: Tx,
  type: QuietEvent,
  customerIds: readonly string[],
  payload: Payload = {},
  each: { name: string; ids: readonly string[] } = { name: "", ids: [] },
): Promise<void> {
  if (customerIds.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO event (tenant_id, id, occurred_at, type, subject_kind, subject_id, customer_id,
      actor_kind, actor_id, actor_name, payload)
    SELECT ${tx.tenantId}::uuid, gen_random_uuid(), ${tx.now}, ${type}, 'customer', customer, customer,
      ${tx.actor.kind}, ${tx.actor.id}, ${tx.actor.name ?? null},
      ${JSON.stringify(payload)}::jsonb || CASE WHEN own IS NULL THEN '{}' ELSE jsonb_build_object(${each.name}::text, own) END
    FROM unnest(${customerIds}::uuid[], ${each.ids}::text[]) AS given (customer, own)`;
  await recordAccess(tx, { act: "changed", customerIds, detail: type });
}
