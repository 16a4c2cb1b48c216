import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { POST as postOneClick } from "@/app/(customer)/preferences/[token]/one-click/route";
import { POST as postHint } from "@/app/api/webhooks/solapi/route";
import { GET as getPicture } from "@/app/api/webhooks/twilio/picture/route";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { alimtalkPage, checkNow } from "./alimtalk/alimtalk";
import {
  addMail,
  addSolapi,
  type ChannelWorld,
  channelWorld,
  kakaoChannel,
  mailSender,
  mailTenant,
  reader,
  solapiTenant,
} from "./testing/channel-world";
import { messageOf, mobile, noon, person, planned, sendingTenant, template } from "./testing/message-world";

let world: ChannelWorld;
beforeAll(async () => {
  world = await channelWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  world.solapi.control.reset();
  world.smtp.clear();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const addressIn = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db, tenantId }) =>
    db.tenantSettings.updateMany({
      where: { tenantId },
      data: { address: "서울시 중구 세종대로 1", email: "desk@shop.example.com", phone: "02-123-4567" },
    }),
  );

async function agreesToMail(tenant: TenantScope, customerId: string): Promise<void> {
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.consent.create({
      data: {
        tenantId,
        id: newId(),
        customerId,
        purpose: "advertising",
        channel: "email",
        given: true,
        textVersion: "1",
        textHash: "-",
        locale: "ko",
        source: "application_form",
        actorKind: "customer",
        occurredAt: now,
        recordedAt: now,
      },
    }),
  );
}

describe("texts through Solapi", () => {
  test("a long text with its headline, asked about until it is delivered, with its price (rows 52, 71)", async () => {
    const tenant = await solapiTenant();
    const id = await planned(tenant, {
      customerId: await person(tenant, mobile(1)),
      templateVersionId: await template(tenant, `#{이름}님 ${"가".repeat(60)}`, {
        subject: { ko: "준비물 안내", en: "" },
      }),
    });
    await world.goTo(0);
    expect(await messageOf(tenant, id)).toMatchObject({
      state: "accepted",
      kind: "lms",
      subject: "준비물 안내",
      providerAccountId: tenant.accountId,
      estimatedCost: 50_000_000n,
      finalCost: null,
      costCurrency: "KRW",
    });
    await world.solapi.control.deliverNow();
    await world.goTo(1);
    expect(await messageOf(tenant, id)).toMatchObject({ state: "delivered", finalCost: 50_000_000n });
    expect(world.solapi.control.messages(mobile(1))).toMatchObject([{ type: "LMS", subject: "준비물 안내" }]);
  });

  test("a number that nobody has is flagged by the word of a later question (row 89)", async () => {
    const tenant = await solapiTenant();
    world.solapi.control.setOutcome(mobile(1), "3014");
    const id = await planned(tenant, {
      customerId: await person(tenant, mobile(1)),
      templateVersionId: await template(tenant, "안내"),
    });
    await world.goTo(0);
    await world.solapi.control.deliverNow();
    await world.goTo(1);
    expect(await messageOf(tenant, id)).toMatchObject({
      state: "undelivered",
      errorCode: "3014",
      finalCost: 0n,
    });
    expect(await inTransaction(tenant, ({ db }) => db.contactPoint.findFirst())).toMatchObject({
      badReason: "3014",
    });
  });

  test("a report is only a hint: what it says is not believed, the provider is asked", async () => {
    const tenant = await solapiTenant();
    const id = await planned(tenant, {
      customerId: await person(tenant, mobile(1)),
      templateVersionId: await template(tenant, "안내"),
    });
    await world.goTo(0);
    const { callbackId } = await messageOf(tenant, id);
    const report = (body: unknown) =>
      postHint(
        new Request("http://localhost/api/webhooks/solapi", { method: "POST", body: JSON.stringify(body) }),
      ).then(({ status }) => status);
    const asked = () => world.solapi.control.requests().length;
    const before = asked();
    const answers = [
      await report([{ statusCode: "4000", customFields: { dangolId: callbackId } }]),
      await report([{ statusCode: "4000", customFields: { dangolId: newId() } }]),
      await report("junk"),
    ];
    expect([answers, (await messageOf(tenant, id)).state, asked() - before]).toEqual([
      [200, 200, 200],
      "accepted",
      0,
    ]);
    await world.goTo(0.1);
    expect([(await messageOf(tenant, id)).state, asked() - before]).toEqual(["accepted", 1]);
  });

  test("advertising to Korea takes the certified account, a number abroad the other (rows 25, 26)", async () => {
    const tenant = await sendingTenant();
    await addSolapi(tenant, { priority: 9 });
    const ad = { class: "advertising" as const };
    const text = "(광고)시험 사업장 초대해요\n무료수신거부 080-123-4567";
    const agreed = await person(tenant, mobile(1), { advertising: true });
    const abroad = await person(tenant, "+12125550123");
    const toKorea = await planned(tenant, {
      ...ad,
      customerId: agreed,
      templateVersionId: await template(tenant, text, ad),
    });
    const toNewYork = await planned(tenant, {
      customerId: abroad,
      templateVersionId: await template(tenant, "Hello"),
    });
    await world.goTo(0);
    expect(await messageOf(tenant, toKorea)).toMatchObject({ state: "accepted", kind: "sms" });
    expect(world.solapi.control.messages(mobile(1))).toHaveLength(1);
    expect(await messageOf(tenant, toNewYork)).toMatchObject({ state: "accepted", costCurrency: "USD" });
    expect(world.provider.control.messages("+12125550123")).toHaveLength(1);
    expect(world.provider.control.messages(mobile(1))).toHaveLength(0);
  });

  test("a picture goes as MMS where it fits, and is refused where it does not (row 60)", async () => {
    const tenant = await sendingTenant();
    await addSolapi(tenant);
    const file = (mediaType: string, bytes: number) =>
      inTransaction(tenant, async ({ db, tenantId, now }) => {
        const id = newId();
        const data = new Uint8Array(bytes).fill(1);
        data.set([0xff, 0xd8]);
        await db.storedFile.create({
          data: { tenantId, id, sha256: id, mediaType, width: 800, height: 400, bytes: data, createdAt: now },
        });
        return id;
      });
    const send = async (number: number, imageFileId: string) =>
      planned(tenant, {
        customerId: await person(tenant, number === 0 ? "+12125550123" : mobile(number)),
        templateVersionId: await template(tenant, number === 0 ? "A picture" : "사진을 보내요", {
          imageFileId,
        }),
      });
    const fits = await send(1, await file("image/jpeg", 300_000));
    const large = await send(2, await file("image/jpeg", 300_001));
    const png = await send(3, await file("image/png", 1_000));
    const abroad = await send(0, await file("image/png", 1_000));
    await world.goTo(0);
    const { kind, callbackId } = await messageOf(tenant, abroad);
    const fetched = (id: string | null) =>
      getPicture(new Request(`http://localhost/api/webhooks/twilio/picture?m=${id}`));
    const picture = await fetched(callbackId);
    expect([kind, picture.headers.get("content-type"), (await picture.bytes()).length]).toEqual([
      "mms",
      "image/png",
      1_000,
    ]);
    expect((await fetched(newId())).status).toBe(404);
    expect(await messageOf(tenant, fits)).toMatchObject({ state: "accepted", kind: "mms" });
    expect(world.solapi.control.messages(mobile(1))).toMatchObject([{ type: "MMS" }]);
    for (const id of [large, png])
      expect(await messageOf(tenant, id)).toMatchObject({
        state: "blocked",
        verdictReason: "gate.reasons.PICTURE_UNFIT",
      });
  });
});

describe("AlimTalk", () => {
  /** Kakao's review of words, of the template of ours that has this title. */
  const review = (name: string, content: string, status: "APPROVED" | "INSPECTING" | "REJECTED") =>
    world.solapi.control.putTemplate({
      templateId: `T-${name}`,
      name,
      channelId: kakaoChannel,
      content,
      status,
      isHidden: false,
      ...(status === "REJECTED" ? { comment: "변수를 줄여 주세요" } : {}),
    });

  /** Each text is a template of its own with its key as Kakao's name for it. */
  async function keyed(tenant: TenantScope, versionId: string): Promise<string> {
    const version = await inTransaction(tenant, ({ db }) =>
      db.definitionVersion.findFirstOrThrow({
        where: { id: versionId },
        select: { definition: { select: { key: true } } },
      }),
    );
    return version.definition.key;
  }

  async function alimtalk(
    tenant: TenantScope,
    number: number,
    given: {
      content: string;
      status?: "APPROVED" | "INSPECTING" | "REJECTED";
      text?: string;
      textInstead?: boolean;
      name?: string;
      class?: "advertising";
    },
  ): Promise<string> {
    const messageClass = given.class ?? "transactional";
    const versionId = await template(tenant, given.text ?? "#{이름}님 안내", {
      channel: "alimtalk",
      class: messageClass,
      alimtalk: { textInstead: given.textInstead ?? false },
    });
    review(await keyed(tenant, versionId), given.content, given.status ?? "APPROVED");
    return planned(tenant, {
      customerId: await person(tenant, mobile(number), { name: given.name ?? "김영희", advertising: true }),
      channel: "alimtalk",
      class: messageClass,
      templateVersionId: versionId,
    });
  }

  test("goes as Kakao approved it; what is not approved waits for nobody; what advertises goes nowhere (rows 69, 70, 72)", async () => {
    const tenant = await solapiTenant();
    const long = { content: `#{이름}님 ${"가".repeat(980)}` };
    const approved = await alimtalk(tenant, 1, { content: "#{이름}님, 신청이 확정됐어요." });
    const inReview = await alimtalk(tenant, 2, { content: "#{이름}님 안내", status: "INSPECTING" });
    const instead = await alimtalk(tenant, 3, {
      content: "#{이름}님 안내",
      status: "REJECTED",
      textInstead: true,
    });
    const ad = await alimtalk(tenant, 4, { content: "#{이름}님 초대해요", class: "advertising" });
    const [fits, grows] = [
      await alimtalk(tenant, 5, { ...long, name: "김".repeat(18) }),
      await alimtalk(tenant, 6, { ...long, name: "김".repeat(19) }),
    ];
    await checkNow(tenant);
    await world.goTo(0);
    expect(await messageOf(tenant, approved)).toMatchObject({
      state: "accepted",
      channel: "alimtalk",
      kind: "alimtalk",
      body: "김영희님, 신청이 확정됐어요.",
      estimatedCost: 19_000_000n,
    });
    expect(world.solapi.control.messages(mobile(1))).toMatchObject([
      { type: "ATA", kakaoText: "김영희님, 신청이 확정됐어요." },
    ]);
    const blocked = (reason: string) => ({ state: "blocked", verdictReason: `gate.reasons.${reason}` });
    expect(await messageOf(tenant, inReview)).toMatchObject(blocked("TEMPLATE_NOT_APPROVED"));
    expect(await messageOf(tenant, ad)).toMatchObject(blocked("ALIMTALK_AD"));
    expect(await messageOf(tenant, grows)).toMatchObject(blocked("TOO_LONG"));
    expect(await messageOf(tenant, fits)).toMatchObject({ state: "accepted" });
    expect(await messageOf(tenant, instead)).toMatchObject({ state: "accepted", kind: "sms" });
    const page = await alimtalkPage(tenant);
    expect(page?.templates.find(({ state }) => state === "rejected")).toMatchObject({
      rejectedReason: "변수를 줄여 주세요",
    });
  });

  test("where Kakao does not deliver, one text goes in its stead: one row, counted once (row 71)", async () => {
    const tenant = await solapiTenant();
    world.solapi.control.setOutcome(mobile(1), "3104");
    const id = await alimtalk(tenant, 1, {
      content: "#{이름}님 안내",
      text: "가".repeat(60),
      textInstead: true,
    });
    await checkNow(tenant);
    await world.goTo(0);
    expect(await messageOf(tenant, id)).toMatchObject({
      kind: "alimtalk",
      fallbackBody: "가".repeat(60),
      estimatedCost: 50_000_000n,
    });
    await world.solapi.control.deliverNow();
    await world.goTo(1);
    expect(await messageOf(tenant, id)).toMatchObject({
      state: "delivered",
      deliveredAs: "lms",
      finalCost: 50_000_000n,
    });
    expect(world.solapi.control.messages(mobile(1))).toHaveLength(1);
    expect(await inTransaction(tenant, ({ db }) => db.message.count())).toBe(1);
  });

  test("the worker looks a review up by itself, and what is listed no more is stopped", async () => {
    const tenant = await solapiTenant();
    const id = await alimtalk(tenant, 1, { content: "#{이름}님 안내", status: "INSPECTING" });
    await inTransaction(tenant, ({ db }) =>
      db.message.updateMany({
        where: { id },
        data: { dueAt: new Date(noon.getTime() + 24 * 3_600_000) },
      }),
    );
    const states = async () => (await alimtalkPage(tenant))?.templates.map(({ state }) => state);
    await world.goTo(0);
    expect(await states()).toEqual(["requested"]);
    world.solapi.control.reset();
    await world.goTo(20);
    expect(await states()).toEqual(["requested"]);
    await world.goTo(31);
    expect(await states()).toEqual(["stopped"]);
  });
});

describe("mail", () => {
  const text = "새 과정이 열려요.";
  const ad = { channel: "email", class: "advertising", resendClass: "sequence" } as const;

  async function advertisement(tenant: TenantScope, customerId: string): Promise<string> {
    return planned(tenant, {
      customerId,
      channel: "email",
      class: "advertising",
      templateVersionId: await template(tenant, "문자로 가는 글", {
        ...ad,
        email: { subject: { ko: "12월 과정 안내", en: "" }, texts: { ko: text, en: "" } },
      }),
    });
  }

  test("an advertisement at 23:00 with its label, its sender and one click out of it (rows 5, 15, 22)", async () => {
    const tenant = await mailTenant(world);
    await addressIn(tenant);
    const night = new Date("2026-11-24T14:00:00Z");
    await moveClockTo(night);
    const agreed = await reader(tenant, { phone: mobile(1), mail: "agreed@example.kr" });
    await agreesToMail(tenant, agreed);
    const byTextOnly = await person(tenant, mobile(2), { advertising: true });
    await inTransaction(tenant, ({ db, tenantId, now }) =>
      db.contactPoint.create({
        data: {
          tenantId,
          id: newId(),
          customerId: byTextOnly,
          channel: "email",
          address: "texts@example.kr",
          createdAt: now,
        },
      }),
    );
    const ids = [await advertisement(tenant, agreed), await advertisement(tenant, byTextOnly)] as const;
    await world.goTo(night);
    expect(await messageOf(tenant, ids[0])).toMatchObject({
      state: "sent",
      kind: "email",
      subject: "(광고) 12월 과정 안내",
      sender: mailSender,
      nextListingAt: null,
    });
    expect(await messageOf(tenant, ids[1])).toMatchObject({
      state: "blocked",
      verdictReason: "gate.reasons.NO_CONSENT",
    });
    const [mail, ...more] = world.smtp.mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      from: mailSender,
      to: ["agreed@example.kr"],
      subject: "(광고) 12월 과정 안내",
    });
    for (const part of [text, "세종대로 1", "02-123-4567", "desk@shop.example.com", "Unsubscribe"])
      expect(mail?.text).toContain(part);
    expect(mail?.html).toContain("<p>새 과정이 열려요.</p>");
    const header = (name: string) => mail?.headers.find((one) => one.name === name)?.value ?? "";
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    const [, url = ""] = /<(.+)>/.exec(header("list-unsubscribe")) ?? [];
    const token = /\/preferences\/([A-Za-z0-9_-]{28})\/one-click$/.exec(url)?.[1] ?? "";
    const coming = await advertisement(tenant, agreed);
    const answer = await postOneClick(
      new Request(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      }),
      { params: Promise.resolve({ token }) },
    );
    expect(answer.status).toBe(200);
    expect(await messageOf(tenant, coming)).toMatchObject({ state: "cancelled" });
    const later = await advertisement(tenant, agreed);
    await world.goTo(night);
    expect(await messageOf(tenant, later)).toMatchObject({ verdictReason: "gate.reasons.SUPPRESSED" });
    expect(world.smtp.mails()).toHaveLength(1);
  });

  test("control: without the click the next one goes", async () => {
    const tenant = await mailTenant(world);
    await addressIn(tenant);
    const agreed = await reader(tenant, { phone: mobile(1), mail: "agreed@example.kr" });
    await agreesToMail(tenant, agreed);
    for (let times = 0; times < 2; times += 1) await advertisement(tenant, agreed);
    await world.goTo(0);
    expect(world.smtp.mails()).toHaveLength(2);
  });

  test("one says what is missing by the template's own words, and a person without an address gets nothing (row 68)", async () => {
    const tenant = await sendingTenant();
    await addMail(tenant, world);
    const versionId = await template(tenant, "#{이름}님, #{과정} 안내예요.", {
      channel: "email",
      fallbacks: { 과정: "신청하신 과정" },
    });
    const one = { templateVersionId: versionId, channel: "email" } as const;
    const ids = [
      await planned(tenant, {
        ...one,
        customerId: await reader(tenant, { phone: mobile(1), mail: "kim@example.kr" }),
      }),
      await planned(tenant, { ...one, customerId: await person(tenant, mobile(2)) }),
    ] as const;
    await world.goTo(0);
    expect(await messageOf(tenant, ids[0])).toMatchObject({
      state: "sent",
      body: "김영희님, 신청하신 과정 안내예요.",
    });
    expect(await messageOf(tenant, ids[1])).toMatchObject({
      state: "blocked",
      verdictReason: "gate.reasons.NO_ADDRESS",
    });
  });
});
