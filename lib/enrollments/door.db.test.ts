import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cancelSession } from "@/lib/courses/sessions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { openLink } from "@/lib/platform/personal-links";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { mark } from "./attendance";
import { doorLinks, doorRoster, helperOf, makeDoorLink, refuseOthersSession, revokeDoorLink } from "./door";
import { apply } from "./enrollments";
import { applicationTo, courseWithRun } from "./testing/course-with-run";

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "accepted",
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );

async function atTheDoor() {
  await moveClockTo("2026-12-05T04:40:00Z");
  const tenant = await makeTenant();
  const made = await courseWithRun(tenant, { capacity: 5 });
  const token = await makeDoorLink(tenant, { sessionId: made.sessionId, helper: "박지우" });
  return { tenant, token, ...made };
}

const withoutExpiry = (tenant: TenantScope, sessionId: string) =>
  inTransaction(tenant, ({ db }) =>
    db.personalLink.updateMany({ where: { subjectId: sessionId }, data: { expiresAt: null } }),
  );

beforeAll(() => moveClockTo("2026-12-05T04:40:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("a helper's link", () => {
  it("opens this session's roster and nothing else", async () => {
    const { tenant, token, sessionId, runId } = await atTheDoor();
    const other = await courseWithRun(tenant);
    const here = await apply(tenant, applicationTo(runId, 1));
    const there = await apply(tenant, applicationTo(other.runId, 2, { name: "이수빈" }));
    const link = await openLink(token, ["door"]);
    expect(link).toMatchObject({ subjectId: sessionId, tenantId: tenant.tenantId });
    for (const kind of ["my", "check_in", "here", "preferences", "survey"] as const)
      expect(await openLink(token, [kind])).toBeNull();
    const roster = await doorRoster(tenant, sessionId);
    expect(roster.people.map(({ name, lastFour }) => [name, lastFour])).toEqual([["김영희", "0001"]]);
    expect(JSON.stringify(roster)).not.toContain(here.customerId);
    expect(JSON.stringify(roster)).not.toMatch(/1000-?0001/);
    const markThere = mark(tenant, {
      enrollmentId: there.enrollmentId,
      sessionId,
      state: "attended",
      means: "tap",
    });
    expect(await reasonOf(markThere)).toBe("attendance.otherCourse");
  });

  it("ends three hours after the class, by itself", async () => {
    const { tenant, token, sessionId } = await atTheDoor();
    await moveClockTo("2026-12-05T09:59:59Z");
    expect(await openLink(token, ["door"])).not.toBeNull();
    await moveClockTo("2026-12-05T10:00:00Z");
    expect(await openLink(token, ["door"])).toBeNull();
    expect(await doorLinks(tenant, sessionId)).toEqual([]);
    const late = makeDoorLink(tenant, { sessionId, helper: "박지우" });
    expect(await reasonOf(late)).toBe("attendance.doorOver");
    // Control: the expiry is what closed it.
    await withoutExpiry(tenant, sessionId);
    expect(await openLink(token, ["door"])).not.toBeNull();
  });

  it("is closed alone when it is taken back; the other helper's goes on", async () => {
    const { tenant, token, sessionId } = await atTheDoor();
    const second = await makeDoorLink(tenant, { sessionId, helper: "최민서" });
    const [first] = await doorLinks(tenant, sessionId);
    expect(first?.helper).toBe("박지우");
    await revokeDoorLink(tenant, { sessionId, linkId: first?.id ?? "" });
    expect(await openLink(token, ["door"])).toBeNull();
    expect(await openLink(second, ["door"])).not.toBeNull();
    expect((await doorLinks(tenant, sessionId)).map(({ helper }) => helper)).toEqual(["최민서"]);
  });

  it("cannot be made for a session that does not take place, nor by the teacher of another course", async () => {
    const { tenant, sessionId } = await atTheDoor();
    expect(await reasonOf(refuseOthersSession(tenant, sessionId, newId()))).toBe("errors.not_found");
    expect(await reasonOf(refuseOthersSession(tenant, sessionId, null))).toBe("accepted");
    await cancelSession(tenant, sessionId);
    const attempt = makeDoorLink(tenant, { sessionId, helper: "박지우" });
    expect(await reasonOf(attempt)).toBe("attendance.sessionCancelled");
  });

  it("writes the helper's name beside the mark", async () => {
    const { tenant, token, sessionId, runId } = await atTheDoor();
    const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
    const linkId = (await openLink(token, ["door"]))?.linkId ?? "";
    const name = await helperOf(tenant, linkId);
    const helper: TenantScope = { ...tenant, actor: { kind: "helper", id: linkId, name } };
    await mark(helper, { enrollmentId, sessionId, state: "attended", means: "tap" });
    const { people } = await doorRoster(tenant, sessionId);
    expect(people[0]?.attendance).toMatchObject({ state: "attended", markedBy: "박지우" });
    const event = await inTransaction(tenant, ({ db }) =>
      db.event.findFirst({ where: { subjectId: enrollmentId, type: "attendance.marked" } }),
    );
    expect(event).toMatchObject({ actorKind: "helper", actorId: linkId, actorName: "박지우" });
  });

  it("is not to be listed, closed or used by another tenant", async () => {
    const { token, sessionId, tenant } = await atTheDoor();
    const stranger = await makeTenant();
    expect(await doorLinks(stranger, sessionId)).toEqual([]);
    const [link] = await doorLinks(tenant, sessionId);
    await revokeDoorLink(stranger, { sessionId, linkId: link?.id ?? "" });
    expect(await openLink(token, ["door"])).not.toBeNull();
    expect(await reasonOf(doorRoster(stranger, sessionId))).toBe("errors.not_found");
  });
});
