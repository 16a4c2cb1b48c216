import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { channelConsents, claimConsents } from "@/lib/customers/consents";
import { customerPage } from "@/lib/customers/customer-page";
import { reconfirmationKey, reconfirmationPurpose } from "@/lib/customers/reconfirmations";
import { called } from "@/lib/customers/testing/desk";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { forecasts } from "@/lib/messages/forecast";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { doRecords } from "@/lib/worker/due-work";

import { purposeOf } from "./active-follow-ups";
import { switchFollowUp } from "./changing";
import { choose, preferencesOf } from "./preferences";
import { loadStarter } from "./starter";
import { reactToAll } from "./testing/plans";

const byLink = { source: "link" };
/** The clock's round; an error of any row fails the test. */
const look = async () => {
  await doRecords((error) => {
    throw error;
  });
  await reactToAll();
};

/** Moves to an instant in Korea and lets the clock look. */
async function at(local: string): Promise<void> {
  await moveClockTo(new Date(`${local}:00+09:00`));
  await look();
}

async function consenting(...more: ("night" | "marketing")[]) {
  const tenant = await makeTenant();
  await loadStarter(tenant);
  const { runId } = await courseWithRun(tenant);
  const consents = ["collection", "advertising", ...more] as const;
  const { customerId } = await apply(tenant, applicationTo(runId, 1, { consents: [...consents] }));
  await reactToAll();
  return { tenant, customerId };
}

const confirmations = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db }) =>
    db.message.findMany({ where: { purpose: reconfirmationPurpose }, orderBy: { dueAt: "asc" } }),
  );

/** "planned 2028-10-24T01:00:00.000Z" of every confirmation. */
const brief = async (tenant: TenantScope) =>
  (await confirmations(tenant)).map(({ state, dueAt }) => `${state} ${dueAt.toISOString()}`);

const leaves = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db, now }) =>
    db.message.updateMany({
      where: { purpose: reconfirmationPurpose, state: "planned" },
      data: { state: "delivered", submittedAt: now, endedAt: now },
    }),
  );

const gateOf = (tenant: TenantScope, customerId: string) =>
  inTransaction(tenant, (tx) => channelConsents(tx, [customerId], "sms")).then((all) => all.get(customerId));

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("the two-year confirmation", () => {
  it("is planned once, 30 days before the day, and says who, what, since when and how to keep or stop (rows 29, 31)", async () => {
    const { tenant, customerId } = await consenting("night");
    await at("2028-10-08T12:00");
    expect(await brief(tenant)).toEqual([]);
    await at("2028-10-10T12:00");
    await look();
    expect(await brief(tenant)).toEqual(["planned 2028-10-24T01:00:00.000Z"]);
    const [message] = await confirmations(tenant);
    expect(message).toMatchObject({
      class: "transactional",
      expiresAt: new Date("2028-11-22T15:00:00Z"),
      customerId,
    });
    const forecast = await inTransaction(tenant, (tx) => forecasts(tx, [message?.id ?? ""]));
    const text = forecast.get(message?.id ?? "")?.text ?? "";
    expect(text).not.toContain("(광고)");
    for (const part of [
      "시험 사업장",
      "광고 문자 (2026년 11월 23일 (월) 동의)",
      "야간(밤 9시~아침 8시) 광고 문자 (2026년 11월 23일 (월) 동의)",
      "/s/",
    ])
      expect(text).toContain(part);
  });

  it("sent and unanswered keeps the consent, and comes again two years later (row 30)", async () => {
    const { tenant, customerId } = await consenting();
    await at("2028-10-10T12:00");
    await at("2028-10-24T10:00");
    await leaves(tenant);
    await at("2028-12-01T12:00");
    expect(await gateOf(tenant, customerId)).toMatchObject({
      advertising: "given",
      reconfirmationMissedAt: null,
    });
    expect((await customerPage(tenant, customerId))?.reconfirmBefore).toEqual(
      new Date("2030-11-22T15:00:00Z"),
    );
    await at("2030-10-10T12:00");
    expect(await brief(tenant)).toEqual([
      "delivered 2028-10-24T01:00:00.000Z",
      "planned 2030-10-24T01:00:00.000Z",
    ]);
  });

  it("control: not sent, the consent is used no more and nobody is written to again (row 29)", async () => {
    const { tenant, customerId } = await consenting();
    await at("2028-10-10T12:00");
    await at("2028-11-23T00:00");
    expect((await gateOf(tenant, customerId))?.reconfirmationMissedAt).toEqual(
      new Date("2028-11-22T15:00:00Z"),
    );
    await at("2030-10-10T12:00");
    expect(await confirmations(tenant)).toHaveLength(1);
    expect(await inTransaction(tenant, ({ db }) => db.reconfirmation.count())).toBe(0);
  });

  it("stops with the withdrawal", async () => {
    const { tenant, customerId } = await consenting("night");
    await at("2028-10-10T12:00");
    await choose(tenant, customerId, { choice: "advertising", given: false }, byLink);
    await reactToAll();
    expect(await brief(tenant)).toEqual(["cancelled 2028-10-24T01:00:00.000Z"]);
    expect((await confirmations(tenant))[0]?.verdictReason).toBe("messages.consentMoved");
    await at("2030-10-10T12:00");
    expect(await confirmations(tenant)).toHaveLength(1);
    expect(await inTransaction(tenant, ({ db }) => db.reconfirmation.count())).toBe(0);
  });

  it("withdrawn before it was ever planned is not planned", async () => {
    const { tenant, customerId } = await consenting();
    await choose(tenant, customerId, { choice: "advertising", given: false }, byLink);
    await at("2028-10-10T12:00");
    expect(await brief(tenant)).toEqual([]);
  });

  it("moves with a new consent: two years from then", async () => {
    const { tenant, customerId } = await consenting();
    await at("2028-10-10T12:00");
    expect((await preferencesOf(tenant, customerId)).keepBefore).toEqual(new Date("2028-11-22T15:00:00Z"));
    await choose(tenant, customerId, { choice: "advertising", given: true }, byLink);
    await reactToAll();
    expect((await preferencesOf(tenant, customerId)).keepBefore).toBeNull();
    await at("2030-08-30T12:00");
    expect(await brief(tenant)).toEqual([
      "cancelled 2028-10-24T01:00:00.000Z",
      "planned 2030-09-10T01:00:00.000Z",
    ]);
  });

  it("says what still stands when the night is withdrawn meanwhile", async () => {
    const { tenant, customerId } = await consenting("night");
    await at("2028-10-10T12:00");
    await choose(tenant, customerId, { choice: "night", given: false }, byLink);
    await reactToAll();
    expect((await confirmations(tenant))[0]).toMatchObject({
      state: "planned",
      variables: { 동의내역: "광고 문자 (2026년 11월 23일 (월) 동의)" },
    });
  });

  it("is never sent for a claim of the owner's file, nor for the use of data", async () => {
    const tenant = await makeTenant();
    const customerId = await called(tenant);
    await inTransaction(tenant, (tx) =>
      claimConsents(tx, [{ customerId, given: true }], {
        source: "import",
        sourcePage: "회원.xlsx",
        textVersion: "claimed",
        textHash: "00",
        locale: "ko",
      }),
    );
    await choose(tenant, customerId, { choice: "marketing", given: true }, byLink);
    await reactToAll();
    await at("2028-11-01T12:00");
    const told = await inTransaction(tenant, ({ db }) => db.message.count());
    expect([told, await inTransaction(tenant, ({ db }) => db.reconfirmation.count())]).toEqual([0, 0]);
    expect((await customerPage(tenant, customerId))?.reconfirmBefore).toBeNull();
  });

  it("of a worker that was down goes at the next polite hour, and not after the last one", async () => {
    const late = await consenting();
    await at("2028-11-20T23:00");
    expect(await brief(late.tenant)).toEqual(["planned 2028-11-20T23:00:00.000Z"]);
    await moveClockTo("2026-11-23T03:00:00Z");
    const tooLate = await consenting();
    await at("2028-11-22T21:30");
    expect(await brief(tooLate.tenant)).toEqual([]);
  });

  it("switched off plans nothing, and once it is on again it is still in time", async () => {
    const { tenant } = await consenting();
    await switchFollowUp(tenant, { key: reconfirmationKey, active: false });
    await at("2028-10-10T12:00");
    expect(await brief(tenant)).toEqual([]);
    await switchFollowUp(tenant, { key: reconfirmationKey, active: true });
    await at("2028-10-11T12:01");
    expect(await brief(tenant)).toEqual(["planned 2028-10-24T01:00:00.000Z"]);
  });

  it("is there for a tenant that began before it was among the texts", async () => {
    const tenant = await makeTenant();
    const customerId = await called(tenant);
    await choose(tenant, customerId, { choice: "advertising", given: true }, byLink);
    await at("2028-10-10T12:00");
    expect(await brief(tenant)).toEqual(["planned 2028-10-24T01:00:00.000Z"]);
    expect(purposeOf(reconfirmationKey)).toBe(reconfirmationPurpose);
  });
});

describe("the result notice", () => {
  it("to a number that texts do not reach stays, with its reason", async () => {
    const { tenant, customerId } = await consenting();
    await inTransaction(tenant, ({ db, now }) =>
      db.contactPoint.updateMany({ where: { customerId }, data: { badSince: now, badReason: "21211" } }),
    );
    const notice = await inTransaction(tenant, ({ db }) =>
      db.message.findFirstOrThrow({ where: { customerId, purpose: "follow_up:consent_result" } }),
    );
    const forecast = await inTransaction(tenant, (tx) => forecasts(tx, [notice.id]));
    expect(forecast.get(notice.id)).toMatchObject({
      outcome: "block",
      reason: "gate.reasons.BAD_ADDRESS",
    });
  });
});
