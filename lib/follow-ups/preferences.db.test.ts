import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { choose, preferencesOf } from "./preferences";
import { loadStarter } from "./starter";
import { plansOf, reactToAll } from "./testing/plans";

const byLink = { source: "link" };

async function consenting() {
  const tenant = await makeTenant();
  await loadStarter(tenant);
  const { runId } = await courseWithRun(tenant);
  const consents = ["collection", "advertising", "night"] as const;
  const applied = await apply(tenant, applicationTo(runId, 1, { consents: [...consents] }));
  await reactToAll();
  const ledger = () =>
    inTransaction(tenant, ({ db }) => db.consent.findMany({ where: { customerId: applied.customerId } }));
  return { tenant, ...applied, ledger };
}

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("the result of a consent", () => {
  it("is told the next morning, well within 14 days, in one text for all that was said (row 27)", async () => {
    const { tenant, customerId } = await consenting();
    const [notice, ...more] = await inTransaction(tenant, ({ db }) =>
      db.message.findMany({ where: { customerId, purpose: "follow_up:consent_result" } }),
    );
    expect(more).toEqual([]);
    expect(notice?.dueAt).toEqual(new Date("2026-11-24T01:00:00Z"));
    expect(+(notice?.expiresAt ?? 0)).toBeLessThanOrEqual(+new Date("2026-12-07T03:00:00Z"));
    expect(notice?.variables).toEqual({
      처리결과: "광고 문자 수신 동의, 야간(밤 9시~아침 8시) 수신 동의",
      처리일: "2026년 11월 23일 (월)",
    });
  });

  it("says the last word of the day, and once more when the mind changes on another day (row 28)", async () => {
    const { tenant, customerId } = await consenting();
    await choose(tenant, customerId, { choice: "advertising", given: false }, byLink);
    await reactToAll({ twice: true });
    const notices = () =>
      inTransaction(tenant, ({ db }) =>
        db.message.findMany({
          where: { purpose: "follow_up:consent_result" },
          orderBy: { dueAt: "asc" },
          select: { variables: true, state: true },
        }),
      );
    expect(await notices()).toEqual([
      {
        state: "planned",
        variables: {
          처리결과: "광고 문자 수신거부, 야간(밤 9시~아침 8시) 수신거부",
          처리일: "2026년 11월 23일 (월)",
        },
      },
    ]);
    await moveClockTo("2026-11-25T03:00:00Z");
    await choose(tenant, customerId, { choice: "advertising", given: true }, byLink);
    await reactToAll();
    expect((await notices()).map(({ variables }) => variables)).toContainEqual({
      처리결과: "광고 문자 수신 동의",
      처리일: "2026년 11월 25일 (수)",
    });
  });
});

describe("refusing advertising by link", () => {
  it("takes back the invitation and nothing else, and stays refused when repeated (rows 28, 33)", async () => {
    const { tenant, customerId, ledger } = await consenting();
    expect((await preferencesOf(tenant, customerId)).standing.advertising.given).toBe(true);
    await choose(tenant, customerId, { choice: "advertising", given: false }, byLink);
    expect(await plansOf(tenant, {}, ["cancelled"])).toEqual(["invitation 2026-12-08 10:00"]);
    const rows = (await ledger()).length;
    await choose(tenant, customerId, { choice: "advertising", given: false }, byLink);
    expect(await ledger()).toHaveLength(rows);
    const { standing, stoppedAtCarrier } = await preferencesOf(tenant, customerId);
    expect([standing.advertising.given, standing.night.given, stoppedAtCarrier]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("changes nothing by being looked at", async () => {
    const { tenant, customerId, ledger } = await consenting();
    const before = await ledger();
    await preferencesOf(tenant, customerId);
    expect(await ledger()).toEqual(before);
  });

  it("is lifted by consenting again, without the night coming back by itself", async () => {
    const { tenant, customerId } = await consenting();
    await choose(tenant, customerId, { choice: "advertising", given: false }, byLink);
    await choose(tenant, customerId, { choice: "advertising", given: true }, byLink);
    const { standing } = await preferencesOf(tenant, customerId);
    expect([standing.advertising.given, standing.night.given]).toEqual([true, false]);
    expect(await inTransaction(tenant, ({ db }) => db.suppression.count({ where: { liftedAt: null } }))).toBe(
      0,
    );
  });

  it("reaches only this tenant (row 32)", async () => {
    const here = await consenting();
    const there = await consenting();
    await choose(here.tenant, here.customerId, { choice: "advertising", given: false }, byLink);
    expect((await preferencesOf(there.tenant, there.customerId)).standing.advertising.given).toBe(true);
  });

  it("keeps who chose, and which words stood there", async () => {
    const { tenant, customerId, ledger } = await consenting();
    await choose(tenant, customerId, { choice: "marketing", given: true }, { ...byLink, ipHash: "hash" });
    expect((await ledger()).find(({ purpose }) => purpose === "marketing")).toMatchObject({
      purpose: "marketing",
      channel: "any",
      given: true,
      actorKind: "customer",
      actorId: customerId,
      ipHash: "hash",
      textHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
