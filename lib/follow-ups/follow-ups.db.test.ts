import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { approve, confirmPayment } from "@/lib/enrollments/approval";
import { cancel } from "@/lib/enrollments/cancellation";
import { move } from "@/lib/enrollments/change";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { loadStarter } from "./starter";
import { plansOf, reactToAll } from "./testing/plans";

const monday = "2026-11-23T03:00:00Z"; // noon in Seoul

async function tenantWithStarter(): Promise<TenantScope> {
  const tenant = await makeTenant();
  await loadStarter(tenant);
  return tenant;
}

beforeEach(() => moveClockTo(monday));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("somebody is confirmed", () => {
  it("has the five texts planned, each at its hour", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant);
    await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    expect(await plansOf(tenant)).toEqual([
      "confirmed 2026-11-23 12:00",
      "day_before 2026-12-04 10:00",
      "same_day 2026-12-05 08:30",
      "thanks 2026-12-05 18:00",
      "invitation 2026-12-08 10:00",
    ]);
  });

  it("is thanked the next morning for a lecture that ends at 21:30", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant, {
      sessions: [{ date: "2026-12-05", start: "19:00", end: "21:30" }],
    });
    await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    expect(await plansOf(tenant)).toContain("thanks 2026-12-06 08:00");
  });

  it("is reminded on the day before of a class at 00:30, and not in the morning after it (row 79)", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant, {
      sessions: [{ date: "2026-12-01", start: "00:30", end: "02:30" }],
    });
    await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    const plans = await plansOf(tenant);
    expect(plans).toContain("day_before 2026-11-30 10:00");
    expect(plans.filter((plan) => plan.startsWith("same_day"))).toEqual([]);
  });

  it("misses no step that is still to come and gets none that has passed (row 81)", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant);
    await moveClockTo("2026-12-04T03:00:00Z");
    await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    expect((await plansOf(tenant)).map((plan) => plan.split(" ")[0])).toEqual([
      "confirmed",
      "same_day",
      "thanks",
      "invitation",
    ]);
  });

  it("is reminded of each of several sessions, and thanked after the last", async () => {
    const tenant = await tenantWithStarter();
    const days = ["02", "09", "16", "23", "29", "30"];
    const { runId } = await courseWithRun(tenant, {
      sessions: days.map((day) => ({ date: `2026-12-${day}`, start: "19:30", end: "21:30" })),
    });
    await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    const plans = await plansOf(tenant);
    expect(plans.filter((plan) => plan.startsWith("day_before"))).toHaveLength(6);
    expect(plans.filter((plan) => plan.startsWith("same_day"))).toHaveLength(6);
    expect(plans.filter((plan) => plan.startsWith("thanks"))).toEqual(["thanks 2026-12-31 08:00"]);
    expect(plans.filter((plan) => plan.startsWith("invitation"))).toEqual(["invitation 2027-01-02 10:00"]);
  });

  it("has nothing planned twice when a reaction runs twice", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant);
    await apply(tenant, applicationTo(runId, 1, { consents: ["collection", "advertising"] }));
    await reactToAll({ twice: true });
    expect(await plansOf(tenant)).toHaveLength(6);
  });
});

describe("somebody who is not confirmed yet", () => {
  it("is told that a request is not a confirmation, then that the fee is awaited, then is confirmed", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant, { needsApproval: true, priceWon: 30_000 });
    const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    expect(await plansOf(tenant)).toEqual(["awaiting_approval 2026-11-23 12:00"]);
    await approve(tenant, enrollmentId);
    await reactToAll();
    expect(await plansOf(tenant)).toContain("awaiting_payment 2026-11-23 12:00");
    await confirmPayment(tenant, enrollmentId);
    await reactToAll();
    expect(await plansOf(tenant)).toContain("day_before 2026-12-04 10:00");
  });

  it("on the waitlist hears so, is let in when a place is free, and is reminded from then on", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant, { capacity: 1 });
    const first = await apply(tenant, applicationTo(runId, 1));
    const second = await apply(tenant, applicationTo(runId, 2, { waitIfFull: true }));
    await reactToAll();
    const waiting = { enrollmentId: second.enrollmentId };
    expect(await plansOf(tenant, waiting)).toEqual(["waitlisted 2026-11-23 12:00"]);
    await cancel(tenant, first.enrollmentId, { by: "customer" });
    await reactToAll();
    expect(await plansOf(tenant, waiting)).toContain("day_before 2026-12-04 10:00");
  });
});

describe("somebody gives up the place", () => {
  it("gets one word about it and nothing else any more, however often the reaction runs", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant);
    const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    await cancel(tenant, enrollmentId, { by: "customer" });
    await reactToAll({ twice: true });
    expect(await plansOf(tenant)).toEqual(["cancelled 2026-11-23 12:00"]);
    expect(await plansOf(tenant, {}, ["cancelled"])).toHaveLength(5);
  });

  it("and applies again: the new application has plans of its own", async () => {
    const tenant = await tenantWithStarter();
    const { runId } = await courseWithRun(tenant);
    const first = await apply(tenant, applicationTo(runId, 1));
    await cancel(tenant, first.enrollmentId, { by: "customer" });
    const again = await apply(tenant, applicationTo(runId, 1));
    await reactToAll();
    expect(await plansOf(tenant, { enrollmentId: again.enrollmentId })).toHaveLength(5);
  });

  it("moved to another run: told of both dates, not confirmed twice, and the old reminders end", async () => {
    const tenant = await tenantWithStarter();
    const one = await courseWithRun(tenant);
    const other = await courseWithRun(tenant, {
      sessions: [{ date: "2026-12-19", start: "14:00", end: "16:00" }],
    });
    const { enrollmentId } = await apply(tenant, applicationTo(one.runId, 1));
    await reactToAll();
    const moved = await move(tenant, enrollmentId, other.runId);
    await reactToAll();
    expect(await plansOf(tenant, { enrollmentId })).toEqual([]);
    expect(await plansOf(tenant, { enrollmentId: moved.id })).toEqual([
      "moved 2026-11-23 12:00",
      "day_before 2026-12-18 10:00",
      "same_day 2026-12-19 08:30",
      "thanks 2026-12-19 18:00",
      "invitation 2026-12-22 10:00",
    ]);
    const notice = await inTransaction(tenant, ({ db }) =>
      db.message.findFirstOrThrow({ where: { purpose: "follow_up:moved" } }),
    );
    expect(notice.variables).toEqual({
      이전일시: "2026년 12월 5일 (토) 오후 2시",
      일시: "2026년 12월 19일 (토) 오후 2시",
    });
  });
});
