import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { answerUnmarked, askAboutUnmarked } from "@/lib/enrollments/unmarked";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import type { TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { makeTenant } from "@/lib/tenants/tenants";

import { nextDue } from "./next-due";
import { todayFor } from "./today";

let owner: TenantScope;
let membershipId: string;
let sessionId: string;
let runId: string;

const look = (ownCoursesOnly: string | null = null) =>
  todayFor(owner, { membershipId, zone: "Asia/Seoul", ownCoursesOnly });

beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  ({ owner, membershipId } = await makeTenant({
    slug: "today-test",
    name: "오늘",
    owner: { email: "today@dangol.test", name: "이가람", password: "long-enough-1" },
  }));
  ({ runId, sessionId } = await courseWithRun(owner, { capacity: 3 }));
  await apply(owner, applicationTo(runId, 1, { heardFrom: "네이버 블로그" }));
  await apply(owner, applicationTo(runId, 2, { places: 2 }));
  await apply(owner, applicationTo(runId, 3, { waitIfFull: true }));
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("today", () => {
  test("a day without sessions names the next one", async () => {
    const today = await look();
    expect(today.sessions).toEqual([]);
    expect(today.nextSession).toMatchObject({ startsAt: new Date("2026-12-05T05:00:00Z") });
  });

  test("the first visit looks back a day, a reload says the same, the next visit goes on from there", async () => {
    await moveClockTo("2026-12-02T01:00:00Z");
    await look();
    await moveClockTo("2026-12-02T01:10:00Z");
    await look();
    await moveClockTo("2026-12-04T01:00:00Z");
    const next = await look();
    expect(next.done).toMatchObject({
      first: false,
      since: new Date("2026-12-02T01:10:00Z"),
      applications: 0,
    });
    await moveClockTo("2026-12-04T01:20:00Z");
    expect((await look()).done?.since).toEqual(new Date("2026-12-02T01:10:00Z"));
  });

  test("the calendar day is the tenant's: a session at midnight in Seoul is today's there", async () => {
    await moveClockTo("2026-12-04T14:59:00Z");
    expect((await look()).sessions).toEqual([]);
    await moveClockTo("2026-12-04T15:01:00Z");
    const [session] = (await look()).sessions;
    expect(session).toMatchObject({ id: sessionId, capacity: 3, taken: 3, confirmed: 3, waiting: 1 });
  });

  test("unmarked people are a question; what was marked since is counted", async () => {
    await moveClockTo("2026-12-05T07:00:00Z");
    await askAboutUnmarked(owner, sessionId);
    const asked = await look();
    expect(asked.decisions.map(({ kind, defaultKey }) => [kind, defaultKey])).toEqual([
      ["attendance.unmarked", "absent"],
    ]);
    await answerUnmarked(owner, sessionId, "present");
    expect((await look()).done).toMatchObject({ came: 2, stayedAway: 0 });
  });

  test("an instructor sees own sessions only, and nothing else", async () => {
    const mine = await look(membershipId);
    expect(mine).toMatchObject({ decisions: [], sessions: [], upcoming: [], done: null });
  });
});

test("the clock knows the next due thing of any tenant", async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  expect(await nextDue()).toEqual(new Date("2026-12-05T07:00:00Z"));
  await moveClockTo("2027-06-01T00:00:00Z");
  expect(await nextDue()).toBeNull();
});
