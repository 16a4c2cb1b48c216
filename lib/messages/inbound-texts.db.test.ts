import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { POST as postInbound } from "@/app/api/webhooks/twilio/inbound/route";
import { channelConsents } from "@/lib/customers/consents";
import { suppress, suppressionOf } from "@/lib/customers/suppressions";
import { answer, applyDefault } from "@/lib/decisions/decisions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";

import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  openCards,
  person,
  planned,
  sender,
  sendingTenant,
  template,
} from "./testing/message-world";
import { signedBy } from "./testing/signed-webhook";

type Tenant = Awaited<ReturnType<typeof sendingTenant>>;
let world: MessageWorld;
let tenant: Tenant;

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

const post = signedBy(() => tenant.authToken);

describe("inbound texts", () => {
  const path = "/api/webhooks/twilio/inbound";
  let number = 500;
  const from = () => mobile(number);
  const text = (body: string, more: Record<string, string> = {}) => ({
    AccountSid: tenant.accountSid,
    MessageSid: `SM${crypto.randomUUID().replaceAll("-", "")}`,
    From: from(),
    To: sender,
    Body: body,
    ...more,
  });
  const suppression = () => inTransaction(tenant, (tx) => suppressionOf(tx, "sms", from()));
  let advert: string;
  let notice: string;

  beforeEach(async () => {
    number += 1;
    await recordAdvertisingProof(tenant, {
      provider: "twilio",
      description: "시험",
      validFrom: "2026-01-01",
      validUntil: null,
    } as never);
    const customerId = await person(tenant, from(), { advertising: true });
    const dueAt = new Date(noon.getTime() + 30 * 60_000);
    advert = await planned(tenant, {
      customerId,
      dueAt,
      class: "advertising",
      resendClass: "sequence",
      templateVersionId: await template(
        tenant,
        "(광고)시험 사업장 #{이름}님 초대\n무료수신거부 #{수신거부번호}",
        { class: "advertising", resendClass: "sequence" },
      ),
    });
    notice = await planned(tenant, {
      customerId,
      dueAt,
      templateVersionId: await template(tenant, "#{이름}님 안내"),
    });
  });

  test("the same delivered five times is one text and one reaction (G10)", async () => {
    const params = text("수신거부");
    for (let times = 0; times < 5; times += 1) expect(await post(postInbound, path, params, {})).toBe(200);
    const counts = await inTransaction(tenant, async ({ db }) => [
      await db.inboundMessage.count(),
      await db.event.count({ where: { type: "message.received" } }),
      await db.event.count({ where: { type: "suppression.added" } }),
    ]);
    expect(counts).toEqual([1, 1, 1]);
  });

  test("five at the same moment, too", async () => {
    const params = text("수신거부");
    await Promise.all([1, 2, 3, 4, 5].map(() => post(postInbound, path, params, {})));
    expect(await inTransaction(tenant, ({ db }) => db.inboundMessage.count())).toBe(1);
    expect(await inTransaction(tenant, ({ db }) => db.suppression.count())).toBe(1);
  });

  test.each(["STOP", "Stop", "STOP.", " stop "])("%j stops everything at once (row 35)", async (body) => {
    expect(await post(postInbound, path, text(body), {})).toBe(200);
    expect(await suppression()).toBe("all");
    for (const id of [advert, notice])
      expect(await messageOf(tenant, id)).toMatchObject({
        state: "cancelled",
        verdictReason: "gate.reasons.SUPPRESSED_ALL",
      });
    await world.goTo(60);
    expect(world.provider.control.messages(from())).toEqual([]);
  });

  test("the carrier's own word counts, whatever the text says", async () => {
    await post(postInbound, path, text("그만할래요", { OptOutType: "STOP" }), {});
    expect(await suppression()).toBe("all");
  });

  test.each(["수신거부", "광고 수신거부", "문자 그만 보내주세요"])(
    "%j refuses advertising and leaves notices",
    async (body) => {
      await post(postInbound, path, text(body), {});
      expect(await suppression()).toBe("advertising");
      expect(await messageOf(tenant, advert)).toMatchObject({
        state: "cancelled",
        verdictReason: "gate.reasons.SUPPRESSED",
      });
      await world.goTo(60);
      expect((await messageOf(tenant, notice)).state).toBe("accepted");
    },
  );

  const consent = async () => {
    const { customerId } = await messageOf(tenant, advert);
    const said = await inTransaction(tenant, (tx) => channelConsents(tx, [customerId], "sms"));
    return said.get(customerId)?.advertising;
  };
  const cards = () => openCards(tenant, "messages.inboundReview");

  test.each([
    ["please stop", "all"],
    ["문자 그만 보내주세요", "advertising"],
  ])("%j is understood: it stops at once, and somebody is asked (row 35)", async (body, scope) => {
    await post(postInbound, path, text(body), {});
    expect(await suppression()).toBe(scope);
    const [card, ...more] = await cards();
    expect(more).toEqual([]);
    expect(card).toMatchObject({ defaultKey: "keep", subjectKind: "inbound_message" });
    expect(card?.question).toMatchObject({
      title: { values: { name: "김영희" } },
      detail: { values: { text: body } },
    });
    await post(postInbound, path, text(body), {});
    expect(await cards()).toHaveLength(1);
    await moveClockTo(card?.deadline as Date);
    await applyDefault(tenant, card?.id as string);
    await world.worker.runUntilCalm();
    expect([await suppression(), await consent(), await cards()]).toEqual([scope, "withdrawn", []]);
  });

  test.each(["STOP", "수신거부"])("%j is plain: nobody need look", async (body) => {
    await post(postInbound, path, text(body), {});
    expect(await cards()).toEqual([]);
  });

  test.each(["please stop", "스팸인 줄 알았어요"])(
    "%j was no refusal: the answer lets texts go again, and the consent stands as before",
    async (body) => {
      await post(postInbound, path, text(body), {});
      expect(await consent()).toBe("withdrawn");
      await answer(tenant, (await cards())[0]?.id as string, "notARefusal");
      await world.worker.runUntilCalm();
      expect([await suppression(), await consent()]).toEqual(["none", "given"]);
      const said = await inTransaction(tenant, ({ db }) =>
        db.consent.count({ where: { purpose: "advertising" } }),
      );
      expect(said).toBe(3);
    },
  );

  test.each([
    ["a clear STOP", () => post(postInbound, path, text("STOP"), {})],
    [
      "their own link",
      () =>
        inTransaction(tenant, (tx) =>
          suppress(tx, { channel: "sms", address: from(), scope: "all", source: "link" }),
        ),
    ],
  ])("after %s the answer takes nothing back", async (_, refusePlainly) => {
    await post(postInbound, path, text("please stop"), {});
    await refusePlainly();
    await answer(tenant, (await cards())[0]?.id as string, "notARefusal");
    await world.worker.runUntilCalm();
    expect([await suppression(), await consent()]).toEqual(["all", "withdrawn"]);
  });

  test("수신동의 is put before a person: nothing by itself, a consent in their own words on the answer", async () => {
    await post(postInbound, path, text("수신거부"), {});
    for (let times = 0; times < 2; times += 1) await post(postInbound, path, text("수신동의"), {});
    const [card, ...more] = await cards();
    expect(more).toEqual([]);
    expect(card?.defaultKey).toBe("leave");
    expect([await suppression(), await consent()]).toEqual(["advertising", "withdrawn"]);
    await answer(tenant, card?.id as string, "agree");
    await world.worker.runUntilCalm();
    expect([await suppression(), await consent()]).toEqual(["none", "given"]);
  });

  test("수신동의 without an answer changes nothing; from an unknown number nobody is asked", async () => {
    await post(postInbound, path, text("수신거부"), {});
    await post(postInbound, path, text("수신동의"), {});
    const [card] = await cards();
    await moveClockTo(card?.deadline as Date);
    await applyDefault(tenant, card?.id as string);
    await world.worker.runUntilCalm();
    expect([await suppression(), await consent()]).toEqual(["advertising", "withdrawn"]);
    await post(postInbound, path, text("수신동의", { From: mobile(9_999) }), {});
    expect(await cards()).toEqual([]);
  });

  test("START lets the carrier deliver again; advertising stays refused until a new consent", async () => {
    await post(postInbound, path, text("STOP"), {});
    await post(postInbound, path, text("START"), {});
    expect(await suppression()).toBe("none");
    const { customerId } = await messageOf(tenant, advert);
    const again = await planned(tenant, {
      customerId,
      class: "advertising",
      templateVersionId: (await messageOf(tenant, advert)).templateVersionId as string,
    });
    await world.goTo(60);
    expect(await messageOf(tenant, again)).toMatchObject({
      state: "blocked",
      verdictReason: "gate.reasons.CONSENT_WITHDRAWN",
    });
  });

  test("an ordinary answer is kept and stops nothing", async () => {
    await post(postInbound, path, text("네, 내일 갈게요"), {});
    expect(await suppression()).toBe("none");
    expect((await messageOf(tenant, advert)).state).toBe("planned");
    expect(await inTransaction(tenant, ({ db }) => db.inboundMessage.findFirst())).toMatchObject({
      customerId: (await messageOf(tenant, advert)).customerId,
    });
  });

  test("a stop at one business says nothing about another (row 32)", async () => {
    const other = await sendingTenant();
    const customerId = await person(other, from(), { advertising: true });
    const theirs = await planned(other, {
      customerId,
      templateVersionId: await template(other, "옆집 안내"),
    });
    await post(postInbound, path, text("STOP"), {});
    await world.goTo(1);
    expect((await messageOf(other, theirs)).state).toBe("accepted");
  });

  test("to a number of a pool: the pool's sid needs no look-up, by the account's sid or its opaque id", async () => {
    const pool = `MG${"d".repeat(32)}`;
    const pooled = await sendingTenant({ messagingServiceSid: pool });
    await person(pooled, from(), { advertising: true });
    const sent = (body: string) =>
      text(body, {
        AccountSid: pooled.accountSid,
        To: "+827099990000",
        MessagingServiceSid: pool,
        OptOutType: "",
      });
    const own = { token: pooled.authToken };
    expect(await post(postInbound, path, sent("수신거부"), { token: tenant.authToken })).toBe(403);
    expect(await post(postInbound, path, sent("수신거부"), own)).toBe(200);
    expect(await post(postInbound, `${path}?a=${pooled.accountId}`, sent("안녕하세요"), own)).toBe(200);
    expect(await inTransaction(pooled, (tx) => suppressionOf(tx, "sms", from()))).toBe("advertising");
    expect(await suppression()).toBe("none");
  });

  test("by the account's opaque id as well, and only with its own token", async () => {
    const own = `${path}?a=${tenant.accountId}`;
    expect(await post(postInbound, own, text("안녕하세요"), {})).toBe(200);
    const other = await sendingTenant();
    expect(await post(postInbound, own, text("안녕하세요"), { token: other.authToken })).toBe(403);
    expect(await post(postInbound, `${path}?a=x`, text("안녕하세요"), {})).toBe(403);
    expect(await post(postInbound, path, text("안녕하세요", { AccountSid: "AC0" }), {})).toBe(403);
    expect(await post(postInbound, path, text("안녕하세요"), { value: null })).toBe(403);
    expect(await inTransaction(tenant, ({ db }) => db.inboundMessage.count())).toBe(1);
  });
});

describe("control", () => {
  test("without the once-only key five deliveries are five texts (G10)", async () => {
    const owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
    await owner.connect();
    await owner.query("DROP INDEX inbound_message_tenant_id_provider_sid_key");
    await owner.end();
    const params = {
      AccountSid: tenant.accountSid,
      MessageSid: `SM${"5".repeat(32)}`,
      From: mobile(1),
      To: sender,
      Body: "수신거부",
    };
    for (let times = 0; times < 5; times += 1)
      expect(await post(postInbound, "/api/webhooks/twilio/inbound", params, {})).toBe(200);
    expect(await inTransaction(tenant, ({ db }) => db.inboundMessage.count())).toBe(5);
  });
});
