import { asIfPlanned } from "@/lib/messages/as-if-planned";
import { type MessageContext, messageContexts } from "@/lib/messages/context";
import { countryOf } from "@/lib/messages/recipient";
import { templateVariables } from "@/lib/messages/schema";
import { variablesFor } from "@/lib/messages/variables";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { purposeOf } from "./active-follow-ups";

/** A person whose text the editor can show, with what fills the blanks for them. */
export interface PreviewPerson {
  /** "message:<id>" of who gets it next, "enrollment:<id>" of who comes to the next class. */
  id: string;
  name: string;
  /** Which course and when, to tell two of a name apart; empty for an invented person. */
  note: string;
  locale: Locale;
  /** ISO code of the number. */
  country: string;
  values: Record<string, string>;
}

/** As many as a person looks through. */
const mostPeople = 10;
const waiting = { in: ["planned", "held"] };
const everyVariable = templateVariables.map((name) => `#{${name}}`).join(" ");

/** The next people to get this text; where they are few, those who come to the next classes. */
export async function peopleToPreview(
  tenant: TenantScope,
  template: { versionId: string; followUps: readonly string[] },
): Promise<PreviewPerson[]> {
  const next = await inTransaction(tenant, async (tx) => {
    const messages = await tx.db.message.findMany({
      where: { purpose: { in: template.followUps.map(purposeOf) }, state: waiting },
      orderBy: { dueAt: "asc" },
      take: mostPeople,
      select: { id: true },
    });
    const contexts = await messageContexts(
      tx,
      messages.map(({ id }) => id),
    );
    return contexts.map((context) => ({
      customerId: context.customer.id,
      person: personOf(tx, context, `message:${context.message.id}`),
    }));
  });
  const people = next.map(({ person }) => person);
  if (people.length >= mostPeople) return people;
  const shown = next.map(({ customerId }) => customerId);
  const coming = await inTransaction(tenant, (tx) =>
    comingNext(tx, mostPeople - people.length, { customerId: { notIn: shown } }),
  );
  if (coming.length === 0) return people;
  return asIfPlanned(tenant, wantedFor(coming, template.versionId), async (tx, ids) => {
    const contexts = await messageContexts(tx, ids);
    return [
      ...people,
      ...contexts.map((context) => personOf(tx, context, `enrollment:${context.enrollment?.id}`)),
    ];
  });
}

/** Looks at one person's message with the transaction it may be looked at in; null where that person is gone. */
export async function lookAtPerson<T>(
  tenant: TenantScope,
  id: string,
  versionId: string,
  look: (tx: Tx, context: MessageContext) => Promise<T>,
): Promise<T | null> {
  const [kind, subject = ""] = id.split(":");
  const first = async (tx: Tx, ids: string[]) => {
    const [context] = await messageContexts(tx, ids);
    return context ? look(tx, context) : null;
  };
  if (kind === "message") return inTransaction(tenant, (tx) => first(tx, [subject]));
  const coming = await inTransaction(tenant, (tx) => comingNext(tx, 1, { id: subject }));
  return coming.length === 0 ? null : asIfPlanned(tenant, wantedFor(coming, versionId), first);
}

interface Coming {
  enrollmentId: string;
  customerId: string;
  session: { id: string; scheduleVersion: number } | null;
  dueAt: Date;
}

/** Who has a place in the next classes, or in the last ones where none is to come; or one enrollment with its session. */
async function comingNext(
  tx: Tx,
  take: number,
  wanted: { id: string } | { customerId: { notIn: string[] } },
): Promise<Coming[]> {
  const nearest = async (when: "next" | "last") =>
    tx.db.classSession.findMany({
      where: { cancelledAt: null, startsAt: when === "next" ? { gte: tx.now } : { lt: tx.now } },
      orderBy: { startsAt: when === "next" ? "asc" : "desc" },
      take: mostPeople,
      select: { id: true, runId: true, scheduleVersion: true },
    });
  const upcoming = await nearest("next");
  const sessions = upcoming.length > 0 ? upcoming : await nearest("last");
  const enrollments = await tx.db.enrollment.findMany({
    where: {
      ...wanted,
      ...("id" in wanted
        ? {}
        : { runId: { in: sessions.map(({ runId }) => runId) }, state: { in: ["confirmed", "completed"] } }),
      customer: { erasedAt: null },
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true, runId: true, customerId: true },
  });
  return enrollments.map(({ id, runId, customerId }) => ({
    enrollmentId: id,
    customerId,
    session: sessions.find((session) => session.runId === runId) ?? null,
    dueAt: tx.now,
  }));
}

const wantedFor = (coming: readonly Coming[], templateVersionId: string) =>
  coming.map(({ enrollmentId, customerId, session, dueAt }) => ({
    subjectId: enrollmentId,
    enrollmentId,
    customerId,
    ...(session ? { sessionId: session.id, scheduleVersion: session.scheduleVersion } : {}),
    class: "transactional" as const,
    resendClass: "notice" as const,
    templateVersionId,
    dueAt,
  }));

/** What fills the blanks for one person. */
export function personOf(tx: Tx, context: MessageContext, id: string): PreviewPerson {
  const { customer, course, session, locale, tenant } = context;
  const when = session ? formatShort(session.startsAt, session.zone || tenant.zone, tx.locale) : "";
  return {
    id,
    name: customer.name,
    note: [course?.title, when].filter(Boolean).join(", "),
    locale,
    country: countryOf(context, "sms"),
    values: variablesFor(context, everyVariable, "show", tx.now).values as Record<string, string>,
  };
}
