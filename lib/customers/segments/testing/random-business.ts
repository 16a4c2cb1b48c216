import { publishDefinition } from "@/lib/definitions/definitions";
import type { Prisma } from "@/lib/platform/database/generated/client";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { recordConsents } from "../../consents";
import { suppress } from "../../suppressions";

/** Ids of what the random customers may have. */
export interface RandomBusiness {
  customers: string[];
  tags: string[];
  groups: string[];
  courses: string[];
  members: string[];
  fields: Record<"text" | "number" | "date" | "choice" | "choices" | "yes_no", string>;
}

const someNames = ["김영희", "Kim 철수", "ÉCOLE Σας", "İpek", "2026-11-20T05:00:00Z", "a_b%c"];
const someAnswers = ["a", "b", "카페", "", 1, 2, 4.5, true, false, ["a"], ["a", "b"], []];
export const answerKeys = ["interest", "satisfaction", "again"];
const attendances = ["unmarked", "attended", "late", "left_early", "absent"];
const messageStates = ["planned", "accepted", "sent", "delivered", "failed", "cancelled"];
const enrollmentStates = ["confirmed", "waitlisted", "cancelled", "moved", "completed", "awaiting_approval"];

/** A business with customers of every kind: with everything, with nothing, and many between. Drawn from one seed. */
export async function randomBusiness(
  tenant: TenantScope,
  given: { customers: number; seed: number },
): Promise<RandomBusiness> {
  const draw = drawer(given.seed);
  const business = await inTransaction(tenant, frame);
  for (let number = 0; number < given.customers; number += 1)
    business.customers.push(await inTransaction(tenant, (tx) => randomCustomer(tx, business, draw, number)));
  return business;
}

interface Draw {
  one<T>(from: readonly T[]): T;
  some<T>(from: readonly T[]): T[];
  often(chance: number): boolean;
  /** Days and some milliseconds from the time of the transaction. */
  time(now: Date, from: number, to: number): Date;
}

function drawer(seed: number): Draw {
  let state = seed;
  // Park and Miller's generator: even, and the same in every run.
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    one: (from) => from[between(0, from.length - 1)] as (typeof from)[number],
    some: (from) => from.filter(() => next() < 0.4),
    often: (chance) => next() < chance,
    time: (now, from, to) => new Date(now.getTime() + between(from, to) * 86_400_000 + between(-1, 1)),
  };
}

async function frame(tx: Tx): Promise<RandomBusiness> {
  const { tenantId, now } = tx;
  const named = (names: string[]) => names.map((name) => ({ tenantId, id: newId(), name, createdAt: now }));
  const tags = named(["단골", "공개강의", "vip"]);
  const groups = named(["화요일 모임", "후원"]);
  await tx.db.tag.createMany({ data: tags });
  await tx.db.customerGroup.createMany({ data: groups });
  const kinds = ["text", "number", "date", "choice", "choices", "yes_no"] as const;
  const fields = kinds.map((kind, position) => ({
    tenantId,
    id: newId(),
    label: kind,
    kind,
    position,
    createdAt: now,
  }));
  await tx.db.customerField.createMany({ data: fields });
  await publishDefinition(tx, { kind: "form", key: "form", title: "신청서", body: { questions: [] } });
  const account = await tx.db.account.create({
    data: { id: newId(), email: `${newId()}@members.test`, name: "담당", createdAt: now },
  });
  const member = await tx.db.membership.create({
    data: { tenantId, id: newId(), accountId: account.id, role: "staff", createdAt: now },
  });
  return {
    customers: [],
    tags: tags.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    courses: await courses(tx),
    members: [member.id],
    fields: Object.fromEntries(fields.map(({ kind, id }) => [kind, id])) as RandomBusiness["fields"],
  };
}

async function courses(tx: Tx): Promise<string[]> {
  const { tenantId, now } = tx;
  const ids: string[] = [];
  for (const days of [-200, -40, 10]) {
    const [courseId, runId] = [newId(), newId()];
    ids.push(courseId);
    const course = { tenantId, id: courseId, kind: "lecture", slug: courseId, title: "강의", createdAt: now };
    await tx.db.course.create({ data: course });
    await tx.db.run.create({ data: { tenantId, id: runId, courseId, createdAt: now } });
    await tx.db.seatPool.create({ data: { tenantId, id: newId(), runId } });
    for (const position of [1, 2]) {
      const startsAt = new Date(now.getTime() + (days + position) * 86_400_000);
      const intent = { localDate: "2026-01-01", localStart: "14:00", localEnd: "16:00", zone: "Asia/Seoul" };
      const times = {
        startsAt,
        endsAt: new Date(startsAt.getTime() + 7_200_000),
        cancelledAt: days > 0 && position === 1 ? now : null,
      };
      await tx.db.classSession.create({
        data: { tenantId, id: newId(), runId, position, ...intent, ...times },
      });
    }
  }
  return ids;
}

async function randomCustomer(tx: Tx, all: RandomBusiness, draw: Draw, number: number): Promise<string> {
  const { tenantId, now } = tx;
  const id = newId();
  const perhaps = <T>(value: T) => (draw.often(0.6) ? value : null);
  await tx.db.customer.create({
    data: {
      tenantId,
      id,
      name: draw.one(someNames),
      title: perhaps(draw.one(["대표", ""])),
      shop: perhaps(draw.one(someNames)),
      trade: perhaps(draw.one(["카페", "음식점"])),
      source: perhaps(draw.one(["당근", "인스타그램"])),
      postcode: perhaps(draw.one(["04524", "06236"])),
      road: perhaps(draw.one(["서울 중구 세종대로 110", "부산 해운대구", ""])),
      birthday: perhaps(new Date(draw.one(["1980-01-31", "1975-12-01", "1990-06-15"]))),
      assigneeId: perhaps(draw.one(all.members)),
      createdAt: draw.time(now, -400, 0),
    },
  });
  if (draw.often(0.15)) return id;
  await contacts(tx, id, draw, number);
  await tx.db.customerTag.createMany({
    data: draw.some(all.tags).map((tagId) => ({ tenantId, customerId: id, tagId, taggedAt: now })),
  });
  await tx.db.customerGroupMember.createMany({
    data: draw.some(all.groups).map((groupId) => ({ tenantId, customerId: id, groupId, addedAt: now })),
  });
  await tx.db.task.createMany({
    data: draw.some([1, 2, 3]).map(() => ({
      tenantId,
      id: newId(),
      title: "전화",
      customerId: id,
      doneAt: perhaps(now),
      createdAt: now,
    })),
  });
  await ownValues(tx, all, id, draw);
  await enrollments(tx, id, draw);
  await messages(tx, id, draw);
  return id;
}

async function contacts(tx: Tx, customerId: string, draw: Draw, number: number): Promise<void> {
  const { tenantId, now } = tx;
  const point = (channel: string, address: string, primary: boolean) => ({
    tenantId,
    id: newId(),
    customerId,
    channel,
    address,
    primary,
    canReceiveTexts: draw.often(0.7),
    badSince: draw.often(0.2) ? now : null,
    createdAt: draw.time(now, -3, 0),
  });
  const phones = [`+8210${10_000_000 + number}`, `+8210${20_000_000 + number}`];
  const kept = draw.some(phones);
  const mail = draw.some([`c${number}@customers.test`]);
  const points = [
    ...kept.map((address) => point("phone", address, address === phones[1])),
    ...mail.map((address) => point("email", address, false)),
  ];
  await tx.db.contactPoint.createMany({ data: points });
  const given = () => draw.often(0.6);
  const evidence = (days: number) => ({
    textVersion: "1",
    textHash: "",
    locale: "ko",
    source: "staff",
    occurredAt: draw.time(now, -days, 0),
  });
  await recordConsents(
    tx,
    customerId,
    draw.some([
      { purpose: "advertising" as const, channel: "sms" as const, given: given(), evidence: evidence(9) },
      { purpose: "advertising" as const, channel: "sms" as const, given: given(), evidence: evidence(9) },
      { purpose: "advertising" as const, channel: "email" as const, given: given(), evidence: evidence(9) },
      { purpose: "night" as const, channel: "sms" as const, given: given(), evidence: evidence(9) },
      { purpose: "marketing" as const, channel: "any" as const, given: given(), evidence: evidence(9) },
    ]),
  );
  for (const address of kept)
    if (draw.often(0.25))
      await suppress(tx, {
        channel: "sms",
        address,
        scope: draw.one(["advertising", "all"] as const),
        source: "link",
      });
}

async function ownValues(tx: Tx, { fields }: RandomBusiness, customerId: string, draw: Draw): Promise<void> {
  const value = (fieldId: string, given: object, ordinal = 0) => ({
    tenantId: tx.tenantId,
    customerId,
    fieldId,
    ordinal,
    ...given,
  });
  const rows = [
    value(fields.text, { text: draw.one(someNames) }),
    value(fields.number, { number: draw.one([0, 1, 2.5, -3]) }),
    value(fields.date, { day: new Date(draw.time(tx.now, -3, 3).toISOString().slice(0, 10)) }),
    value(fields.choice, { text: draw.one(["a", "b"]) }),
    value(fields.yes_no, { text: draw.one(["yes", "no"]) }),
  ];
  const several = draw.some(["a", "b", "c"]).map((text, place) => value(fields.choices, { text }, place));
  await tx.db.customerFieldValue.createMany({ data: [...draw.some(rows), ...several] });
}

async function enrollments(tx: Tx, customerId: string, draw: Draw): Promise<void> {
  const { tenantId, now } = tx;
  const form = await tx.db.definitionVersion.findFirstOrThrow({ select: { id: true } });
  const runs = await tx.db.run.findMany({ include: { pools: true, sessions: true } });
  for (const run of draw.some(runs)) {
    const [id, appliedAt] = [newId(), draw.time(now, -60, 0)];
    const pool = run.pools[0] as (typeof run.pools)[number];
    await tx.db.enrollment.create({
      data: {
        tenantId,
        id,
        customerId,
        runId: run.id,
        poolId: pool.id,
        state: draw.one(enrollmentStates),
        appliedAt,
        stateChangedAt: appliedAt,
      },
    });
    await tx.db.attendance.createMany({
      data: draw.some(run.sessions).map((session) => ({
        tenantId,
        enrollmentId: id,
        sessionId: session.id,
        state: draw.one(attendances),
      })),
    });
    await tx.db.answer.createMany({
      data: draw.some(answerKeys).map((questionKey) => ({
        tenantId,
        id: newId(),
        customerId,
        enrollmentId: id,
        definitionVersionId: form.id,
        questionKey,
        value: draw.one(someAnswers) as Prisma.InputJsonValue,
        answeredAt: draw.time(now, -2, 0),
      })),
    });
  }
}

async function messages(tx: Tx, customerId: string, draw: Draw): Promise<void> {
  const { tenantId, now } = tx;
  const ids = draw.some([1, 2, 3]).map(() => newId());
  await tx.db.message.createMany({
    data: ids.map((id) => ({
      tenantId,
      id,
      purpose: "test",
      subjectId: newId(),
      customerId,
      class: "transactional",
      state: draw.one(messageStates),
      dueAt: now,
      plannedAt: now,
      plannedBecause: "test",
      submittedAt: draw.often(0.8) ? draw.one([draw.time(now, -31, -29), draw.time(now, -60, 0)]) : null,
    })),
  });
  await tx.db.linkClick.createMany({
    data: draw.some(ids).map((messageId) => ({
      tenantId,
      id: newId(),
      messageId,
      area: "my",
      clickedAt: draw.time(now, -40, 0),
      byMachine: draw.often(0.3),
    })),
  });
  await tx.db.inboundMessage.createMany({
    data: draw.some([1, 2]).map(() => ({
      tenantId,
      id: newId(),
      providerSid: newId(),
      fromAddress: "+82",
      toAddress: "+82",
      body: "네",
      customerId,
      receivedAt: draw.time(now, -40, 0),
    })),
  });
}
