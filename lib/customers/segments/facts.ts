import type { AnswerValue } from "@/lib/definitions/questions";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours, instantOf } from "@/lib/platform/zoned-time";
import type { Facts, FactValue } from "@/lib/rules/rules";

import { unsaid } from "../consent-basis";
import { suppressionsOf } from "../suppressions";
import { cameStates, goneStates, openStates, sentDays } from "./sources";
import type { OwnFieldKind } from "./world";

type Known = Record<string, FactValue>;
type ByCustomer = Map<string, Known>;

/**
 * What is known about these customers, for `evaluate` and `explain`. Read apart from the compiler, through other queries,
 * so that each checks the other. An empty list is not known: "has a tag" is `exists`.
 */
export async function factsOf(
  tenant: TenantScope | Tx,
  customerIds: readonly string[],
): Promise<Map<string, Facts>> {
  return inTransaction(tenant, async (tx) => {
    const facts: ByCustomer = new Map(customerIds.map((id) => [id, {}]));
    const ids = [...customerIds];
    for (const read of [ofRecord, ofFields, ofConsents, ofEnrollments, ofAnswers, ofMessages])
      for (const [id, known] of await read(tx, ids)) Object.assign(facts.get(id) ?? {}, known);
    return new Map([...facts].map(([id, known]) => [id, { ...known, now: tx.now }]));
  });
}

const listed = (values: Iterable<string>): FactValue => {
  const list = [...new Set(values)];
  return list.length > 0 ? list : null;
};

async function ofRecord(tx: Tx, ids: string[]): Promise<ByCustomer> {
  const rows = await tx.db.customer.findMany({
    where: { id: { in: ids } },
    include: {
      contactPoints: { orderBy: [{ primary: "desc" }, { createdAt: "asc" }, { id: "asc" }] },
      tags: { select: { tagId: true } },
      groups: { select: { groupId: true } },
      tasks: { where: { doneAt: null }, select: { id: true } },
    },
  });
  const phoneOf = (row: (typeof rows)[number]) =>
    row.contactPoints.find(({ channel }) => channel === "phone")?.address;
  const stopped = await suppressionsOf(
    tx,
    "sms",
    rows.flatMap((row) => phoneOf(row) ?? []),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        "customer.name": row.name,
        "customer.title": row.title,
        "customer.shop": row.shop,
        "customer.trade": row.trade,
        "customer.source": row.source,
        "customer.postcode": row.postcode,
        "customer.region": row.road?.split(" ")[0],
        "customer.assignee": row.assigneeId,
        "customer.birthMonth": row.birthday ? row.birthday.getUTCMonth() + 1 : null,
        "customer.createdAt": row.createdAt,
        "customer.phone": row.contactPoints.some(
          ({ channel, canReceiveTexts, badSince }) => channel === "phone" && canReceiveTexts && !badSince,
        ),
        "customer.email": row.contactPoints.some(({ channel, badSince }) => channel === "email" && !badSince),
        "customer.tags": listed(row.tags.map(({ tagId }) => tagId)),
        "customer.groups": listed(row.groups.map(({ groupId }) => groupId)),
        "consent.refused": stopped.get(phoneOf(row) ?? "") ?? "none",
        "task.open": row.tasks.length,
      },
    ]),
  );
}

async function ofFields(tx: Tx, ids: string[]): Promise<ByCustomer> {
  const { zone } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { zone: true },
  });
  const rows = await tx.db.customerFieldValue.findMany({
    where: { customerId: { in: ids } },
    orderBy: { ordinal: "asc" },
    include: { field: { select: { kind: true } } },
  });
  const found: ByCustomer = new Map();
  for (const [key, values] of Map.groupBy(rows, (row) => `${row.customerId} ${row.fieldId}`)) {
    const [customerId = "", fieldId = ""] = key.split(" ");
    const known = found.get(customerId) ?? {};
    found.set(customerId, known);
    known[`field.${fieldId}`] = ownValue(values[0]?.field.kind as OwnFieldKind, values, zone);
  }
  return found;
}

interface StoredValue {
  text: string | null;
  number: number | null;
  day: Date | null;
}

function ownValue(kind: OwnFieldKind, values: StoredValue[], zone: string): FactValue {
  if (kind === "choices") return listed(values.flatMap(({ text }) => text ?? []));
  const [value] = values;
  if (kind === "number") return value?.number;
  if (kind === "yes_no") return value?.text ? value.text === "yes" : null;
  if (kind !== "date") return value?.text;
  return value?.day && instantOf({ date: value.day.toISOString().slice(0, 10), time: "00:00", zone });
}

const consentFacts = [
  { fact: "consent.sms", purpose: "advertising", channel: "sms" },
  { fact: "consent.email", purpose: "advertising", channel: "email" },
  { fact: "consent.night", purpose: "night", channel: "sms" },
  { fact: "consent.marketing", purpose: "marketing", channel: "any" },
];

async function ofConsents(tx: Tx, ids: string[]): Promise<ByCustomer> {
  const newest = await tx.db.consent.findMany({
    where: { customerId: { in: ids } },
    distinct: ["customerId", "purpose", "channel"],
    orderBy: [{ occurredAt: "desc" }, { recordedAt: "desc" }, { id: "desc" }],
    select: { customerId: true, purpose: true, channel: true, given: true, basis: true },
  });
  const standing = Map.groupBy(newest, ({ customerId }) => customerId);
  return new Map(
    ids.map((id) => [
      id,
      Object.fromEntries(
        consentFacts.map(({ fact, purpose, channel }) => {
          const said = standing.get(id)?.find((row) => row.purpose === purpose && row.channel === channel);
          return [fact, !said || said.basis === unsaid ? "none" : said.given ? "given" : "withdrawn"];
        }),
      ),
    ]),
  );
}

async function ofEnrollments(tx: Tx, ids: string[]): Promise<ByCustomer> {
  const rows = await tx.db.enrollment.findMany({
    where: { customerId: { in: ids } },
    select: {
      customerId: true,
      state: true,
      appliedAt: true,
      run: {
        select: { courseId: true, sessions: { where: { cancelledAt: null }, select: { startsAt: true } } },
      },
      attendances: { select: { state: true, session: { select: { startsAt: true } } } },
    },
  });
  const own = Map.groupBy(rows, ({ customerId }) => customerId);
  return new Map(
    ids.map((id) => {
      const all = own.get(id) ?? [];
      const standing = all.filter(({ state }) => state !== "moved");
      const marks = all.flatMap(({ attendances, run }) =>
        attendances.map((mark) => ({ ...mark, courseId: run.courseId })),
      );
      const came = marks.filter(({ state }) => cameStates.includes(state));
      const absent = marks.filter(({ state }) => state === "absent").length;
      const coming = standing
        .filter(({ state }) => state === "confirmed")
        .flatMap(({ run }) => run.sessions.map(({ startsAt }) => startsAt))
        .filter((startsAt) => startsAt > tx.now);
      const courseIds = (some: typeof all) => listed(some.map(({ run }) => run.courseId));
      return [
        id,
        {
          "enrollment.count": standing.length,
          "enrollment.states": listed(standing.map(({ state }) => state)),
          "enrollment.courses": courseIds(standing),
          "enrollment.openCourses": courseIds(standing.filter(({ state }) => openStates.includes(state))),
          "enrollment.lastAppliedAt": newestOf(standing.map(({ appliedAt }) => appliedAt)),
          "enrollment.nextSessionAt": coming.length > 0 ? new Date(Math.min(...coming.map(Number))) : null,
          "attendance.attended": came.length,
          "attendance.absent": absent,
          "attendance.courses": listed(came.map(({ courseId }) => courseId)),
          "attendance.lastAt": newestOf(came.map(({ session }) => session.startsAt)),
          "attendance.showRate":
            came.length + absent > 0 ? Math.round((100 * came.length) / (came.length + absent)) : null,
        },
      ];
    }),
  );
}

const newestOf = (times: Date[]): FactValue =>
  times.length > 0 ? new Date(Math.max(...times.map(Number))) : null;

async function ofAnswers(tx: Tx, ids: string[]): Promise<ByCustomer> {
  const newest = await tx.db.answer.findMany({
    where: { customerId: { in: ids } },
    distinct: ["customerId", "questionKey"],
    orderBy: [{ answeredAt: "desc" }, { id: "desc" }],
    select: { customerId: true, questionKey: true, value: true },
  });
  const found: ByCustomer = new Map();
  for (const { customerId, questionKey, value } of newest) {
    const known = found.get(customerId) ?? {};
    found.set(customerId, known);
    const given = value as AnswerValue | null;
    known[`answer.${questionKey}`] = Array.isArray(given) ? listed(given) : given;
  }
  return found;
}

async function ofMessages(tx: Tx, ids: string[]): Promise<ByCustomer> {
  const sent = await tx.db.message.findMany({
    where: { customerId: { in: ids }, state: { in: goneStates }, submittedAt: { not: null } },
    select: { customerId: true, submittedAt: true },
  });
  const received = await tx.db.inboundMessage.findMany({
    where: { customerId: { in: ids } },
    select: { customerId: true, receivedAt: true },
  });
  const clicks = await tx.db.linkClick.findMany({
    where: { message: { customerId: { in: ids } }, byMachine: false },
    select: { clickedAt: true, message: { select: { customerId: true } } },
  });
  const since = addHours(tx.now, -24 * sentDays);
  return new Map(
    ids.map((id) => {
      const out = sent.flatMap((row) => (row.customerId === id && row.submittedAt) || []);
      const back = received.filter(({ customerId }) => customerId === id);
      return [
        id,
        {
          "message.lastSentAt": newestOf(out),
          "message.sent30": out.filter((at) => at > since).length,
          "message.lastReceivedAt": newestOf(back.map(({ receivedAt }) => receivedAt)),
          "message.lastOpenedAt": newestOf(
            clicks.flatMap(({ message, clickedAt }) => (message.customerId === id ? clickedAt : [])),
          ),
        },
      ];
    }),
  );
}
