import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { addField } from "@/lib/customers/fields/field-changes";
import { changeCustomer, changeCustomerInput } from "@/lib/customers/record/change-customer";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { claimMessages } from "./claims";
import { sendDue } from "./messages";
import { cancelPlanned } from "./planning";
import { submitMessages } from "./submitting";
import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  openCards,
  person,
  planned,
  sendingTenant,
  template,
} from "./testing/message-world";

let world: MessageWorld;
let tenant: TenantScope & { accountId: string };

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  tenant = await sendingTenant();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const throwIt = (error: unknown) => {
  throw error;
};

test("a planned message goes out once and is delivered by its callbacks", async () => {
  const to = await person(tenant, mobile(1));
  const id = await planned(tenant, {
    customerId: to,
    templateVersionId: await template(tenant, "#{이름}님, 안녕하세요."),
  });
  await world.goTo(0);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "accepted", body: "김영희님, 안녕하세요." });
  await world.provider.control.deliverNow();
  await world.goTo(1);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "delivered", providerStatus: "delivered" });
  expect(world.provider.control.messages(mobile(1))).toHaveLength(1);
});

test("two senders with the same ids make one API call each (row 85)", async () => {
  const versionId = await template(tenant, "한 번만");
  const ids: string[] = [];
  for (const number of [1, 2, 3, 4, 5])
    ids.push(
      await planned(tenant, {
        customerId: await person(tenant, mobile(number)),
        templateVersionId: versionId,
      }),
    );
  await Promise.all([1, 2, 3, 4].map(() => sendDue(tenant, ids, { onError: throwIt })));
  expect(world.provider.control.messages()).toHaveLength(5);
});

test("a batch of twenty costs as many statements as one of two", async () => {
  const versionId = await template(tenant, "#{이름}님 안내");
  const statements = async (people: number, from: number) => {
    const ids: string[] = [];
    for (let number = 0; number < people; number += 1)
      ids.push(
        await planned(tenant, {
          customerId: await person(tenant, mobile(from + number)),
          templateVersionId: versionId,
        }),
      );
    const claims = await claimMessages(tenant, ids);
    const asked = vi.spyOn(pg.Client.prototype, "query");
    try {
      expect(await submitMessages(tenant, claims)).toHaveLength(people);
      return asked.mock.calls.length;
    } finally {
      asked.mockRestore();
    }
  };
  const [two, twenty] = [await statements(2, 10), await statements(20, 100)];
  expect(two).toBeGreaterThan(10);
  expect(twenty).toBe(two);
});

test("a calm text waits for the morning, an urgent one does not (rows 1 and 6)", async () => {
  const customerId = await person(tenant, mobile(1));
  const night = new Date("2026-11-24T13:00:00Z");
  await moveClockTo(night);
  const calm = await planned(tenant, {
    customerId,
    urgent: false,
    templateVersionId: await template(tenant, "차분한 안내"),
  });
  const urgent = await planned(tenant, {
    customerId,
    templateVersionId: await template(tenant, "급한 안내"),
  });
  await world.goTo(night);
  expect(await messageOf(tenant, calm)).toMatchObject({
    state: "held",
    verdictReason: "gate.reasons.QUIET_HOURS",
    heldUntil: new Date("2026-11-24T23:00:00Z"),
  });
  expect((await messageOf(tenant, urgent)).state).toBe("accepted");
  await world.goTo(new Date("2026-11-24T23:00:00Z"));
  expect((await messageOf(tenant, calm)).state).toBe("accepted");
});

test("what may not go is blocked with its reason, and gives no link away", async () => {
  const customerId = await person(tenant, mobile(1), { advertising: true });
  const text = "(광고)시험 사업장 초대해요 #{내신청}\n무료수신거부 #{수신거부링크}";
  const id = await planned(tenant, {
    customerId,
    class: "advertising",
    templateVersionId: await template(tenant, text, { class: "advertising" }),
  });
  await world.goTo(0);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "blocked",
    verdictReason: "gate.reasons.ROUTE_KR_AD",
  });
  expect(await inTransaction(tenant, ({ db }) => db.personalLink.count())).toBe(0);
});

test("a link is stored with the text that leaves", async () => {
  const customerId = await person(tenant, mobile(1));
  const id = await planned(tenant, {
    customerId,
    templateVersionId: await template(tenant, "설정 #{수신거부링크}"),
  });
  await world.goTo(0);
  const [link] = await inTransaction(tenant, ({ db }) => db.personalLink.findMany());
  expect(link).toMatchObject({ kind: "preferences", subjectId: customerId });
  expect((await messageOf(tenant, id)).body).toMatch(/\/s\/[A-Za-z0-9_-]{17}$/);
});

test("a cancelled plan does not leave, even when a worker holds it already", async () => {
  const customerId = await person(tenant, mobile(1));
  const id = await planned(tenant, { customerId, templateVersionId: await template(tenant, "취소될 글") });
  const claims = await claimMessages(tenant, [id]);
  await inTransaction(tenant, (tx) => cancelPlanned(tx, { id }, "messages.enrollmentEnded"));
  expect(await submitMessages(tenant, claims)).toEqual([]);
  expect((await messageOf(tenant, id)).state).toBe("cancelled");
  expect(world.provider.control.messages()).toEqual([]);
});

test("a text too late to be of use expires", async () => {
  const customerId = await person(tenant, mobile(1));
  const expiresAt = new Date(noon.getTime() + 60_000);
  const id = await planned(tenant, {
    customerId,
    expiresAt,
    templateVersionId: await template(tenant, "늦은 글"),
  });
  await world.goTo(1);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "expired",
    verdictReason: "gate.reasons.EXPIRED",
  });
});

test("a text that lacks a value is not sent half empty (row 68)", async () => {
  const customerId = await person(tenant, mobile(1));
  const id = await planned(tenant, { customerId, templateVersionId: await template(tenant, "#{과정} 안내") });
  await world.goTo(0);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "blocked",
    verdictReason: "gate.reasons.MISSING_VARIABLE",
  });
});

test("a text that its values grow past 1,600 characters is not even tried (row 67)", async () => {
  const written = `${"a".repeat(1_480)}#{이름}`;
  const fits = await template(tenant, written);
  const send = async (number: number, name: string) =>
    planned(tenant, { customerId: await person(tenant, mobile(number), { name }), templateVersionId: fits });
  const [longest, tooLong] = [await send(1, "b".repeat(120)), await send(2, "b".repeat(121))];
  await world.goTo(0);
  expect(await messageOf(tenant, tooLong)).toMatchObject({
    state: "blocked",
    verdictReason: "gate.reasons.TOO_LONG",
  });
  expect(await messageOf(tenant, longest)).toMatchObject({
    state: "accepted",
    body: expect.stringMatching(/^.{1600}$/),
  });
  expect(world.provider.control.requests().filter(({ method }) => method === "POST")).toHaveLength(1);
});

test.each([
  ["New York's evening", "2026-12-01T01:30:00Z", null],
  ["New York's night", "2026-12-01T02:30:00Z", "2026-12-01T13:00:00Z"],
  ["eight in New York, when Los Angeles still sleeps", "2026-12-01T13:00:00Z", "2026-12-01T16:00:00Z"],
  ["eight in Los Angeles", "2026-12-01T16:00:00Z", null],
])("an advertisement to a number of +1 in %s (row 34)", async (_, at, until) => {
  await moveClockTo(at);
  const customerId = await person(tenant, "+12125550123", { advertising: true });
  const id = await planned(tenant, {
    customerId,
    class: "advertising",
    templateVersionId: await template(tenant, "Our next course", { class: "advertising" }),
  });
  await world.goTo(new Date(at));
  expect(await messageOf(tenant, id)).toMatchObject(
    until
      ? { state: "held", verdictReason: "gate.reasons.NIGHT", heldUntil: new Date(until) }
      : { state: "accepted" },
  );
});

test("an own field fills its blank, and whoever has no value there gets nothing (row 68)", async () => {
  const field = await addField(tenant, { label: "준비물", kind: "text" });
  const [one, other] = [await person(tenant, mobile(1)), await person(tenant, mobile(2))];
  await changeCustomer(
    tenant,
    changeCustomerInput.parse({ id: one, version: 1, name: "김영희", own: { [field.id]: "앞치마" } }),
  );
  const templateVersionId = await template(tenant, "#{고객.준비물:을/를} 가져오세요");
  const ids = [
    await planned(tenant, { customerId: one, templateVersionId }),
    await planned(tenant, { customerId: other, templateVersionId }),
  ] as const;
  await world.goTo(0);
  expect((await messageOf(tenant, ids[0])).body).toContain("앞치마를 가져오세요");
  expect(await messageOf(tenant, ids[1])).toMatchObject({
    state: "blocked",
    verdictReason: "gate.reasons.MISSING_VARIABLE",
  });
});

test("of two equal texts to one number the second waits until the first is known", async () => {
  const templateVersionId = await template(tenant, "같은 글");
  const first = await planned(tenant, { customerId: await person(tenant, mobile(1)), templateVersionId });
  const relative = await person(tenant, mobile(1), { recognised: false });
  const second = await planned(tenant, { customerId: relative, templateVersionId });
  world.provider.control.addFaults([{ kind: "server_error", sent: true, times: 1 }]);
  await world.goTo(0);
  const states = [await messageOf(tenant, first), await messageOf(tenant, second)];
  expect(states.map(({ state }) => state).sort()).toEqual(["held", "unclear"]);
  expect(states.find(({ state }) => state === "held")?.verdictReason).toBe("gate.reasons.EQUAL_MESSAGE");
  await world.goTo(2);
  await world.goTo(8);
  expect(world.provider.control.messages()).toHaveLength(2);
  expect((await messageOf(tenant, second)).state).toBe("accepted");
  expect((await messageOf(tenant, first)).state).toBe("accepted");
});

test("without an account nothing is lost: it waits and says why", async () => {
  await inTransaction(tenant, ({ db }) => db.providerAccount.updateMany({ data: { active: false } }));
  const customerId = await person(tenant, mobile(1));
  const id = await planned(tenant, { customerId, templateVersionId: await template(tenant, "기다림") });
  await world.goTo(0);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "held", verdictReason: "messages.noAccount" });
  await inTransaction(tenant, ({ db }) => db.providerAccount.updateMany({ data: { active: true } }));
  await world.goTo(5);
  expect((await messageOf(tenant, id)).state).toBe("accepted");
});

test("a refused account stops the others untouched, tells the owner, and goes on after their word (row 90)", async () => {
  const templateVersionId = await template(tenant, "계정 시험");
  const first = await planned(tenant, { customerId: await person(tenant, mobile(1)), templateVersionId });
  world.provider.control.addFaults([{ kind: "unauthorized" }]);
  await world.goTo(0);
  expect(await messageOf(tenant, first)).toMatchObject({ state: "failed", errorCode: "20003" });
  const second = await planned(tenant, { customerId: await person(tenant, mobile(2)), templateVersionId });
  const before = world.provider.control.requests().length;
  await world.goTo(1);
  expect(await messageOf(tenant, second)).toMatchObject({
    state: "held",
    verdictReason: "messages.accountRefused",
  });
  expect(world.provider.control.requests()).toHaveLength(before);
  expect(await openCards(tenant, "messages.accountRefused")).toHaveLength(1);
  world.provider.control.clearFaults();
  await world.goTo(61);
  expect(
    world.provider.control
      .messages()
      .map(({ to }) => to)
      .sort(),
  ).toEqual([mobile(1), mobile(2)]);
});

test("a message whose data are broken fails by itself and takes none of its batch along", async () => {
  const good = await template(tenant, "멀쩡한 글");
  const broken = await template(tenant, "곧 망가질 글");
  const owner = await inTransaction(tenant, ({ db }) =>
    db.definitionVersion.findFirstOrThrow({ where: { id: broken } }),
  );
  const bad = await inTransaction(tenant, ({ db, tenantId }) =>
    db.definitionVersion.create({
      data: {
        ...owner,
        tenantId,
        id: owner.id.replace(/.$/, owner.id.endsWith("0") ? "1" : "0"),
        number: 2,
        body: { channel: "pigeon" },
      },
    }),
  );
  const ids: string[] = [];
  for (const number of [1, 2, 3, 4])
    ids.push(
      await planned(tenant, {
        customerId: await person(tenant, mobile(number)),
        templateVersionId: number === 2 ? bad.id : good,
      }),
    );
  await world.goTo(0);
  const states = await Promise.all(ids.map((id) => messageOf(tenant, id)));
  expect(states.map(({ state }) => state)).toEqual(["accepted", "failed", "accepted", "accepted"]);
  expect(states[1]?.verdictReason).toBe("messages.cannotBeMade");
});

test("a number pool is used and recognised again", async () => {
  const pooled = await sendingTenant({ messagingServiceSid: `MG${"a".repeat(32)}` });
  const customerId = await person(pooled, mobile(1));
  const id = await planned(pooled, {
    customerId,
    templateVersionId: await template(pooled, "풀에서 보낸 글"),
  });
  world.provider.control.addFaults([{ kind: "reset", sent: true, times: 1 }]);
  await world.goTo(0);
  expect((await messageOf(pooled, id)).state).toBe("unclear");
  await world.goTo(2);
  expect((await messageOf(pooled, id)).state).toBe("accepted");
  expect(world.provider.control.messages()).toHaveLength(1);
});
