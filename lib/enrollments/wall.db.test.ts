import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cancelSession } from "@/lib/courses/sessions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { openLink } from "@/lib/platform/personal-links";
import { Refusal } from "@/lib/platform/refusal";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { attendanceOf, checkIn } from "./attendance";
import { apply } from "./enrollments";
import { applicationTo, courseWithRun } from "./testing/course-with-run";
import { checkInOnWall, findOnWall, refuseCrowd, wallCrowd, wallOf } from "./wall";
import { makeWallCode, rotateWallCode, wallCode } from "./wall-code";

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "accepted",
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );

// The class is 14:00–16:00 in Seoul; the wall opens at 13:00.
const open = "2026-12-05T04:52:00Z";

async function room() {
  await moveClockTo("2026-11-23T03:00:00Z");
  const tenant = await makeTenant();
  const made = await courseWithRun(tenant, { capacity: 5 });
  const { enrollmentId } = await apply(tenant, applicationTo(made.runId, 1, { shop: "봉평메밀" }));
  await moveClockTo(open);
  return { tenant, enrollmentId, ...made };
}

beforeAll(() => moveClockTo(open));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("four digits on the wall", () => {
  it("find one person, told by a masked name and no id, and check in after a yes", async () => {
    const { tenant, sessionId, enrollmentId } = await room();
    const found = await findOnWall(tenant, sessionId, "0001");
    expect(found).toEqual([{ key: expect.stringMatching(/^[\w-]{16}$/), name: "김○희", shop: null }]);
    expect(await attendanceOf(tenant, enrollmentId)).toEqual([]);
    const choice = { four: "0001", key: found[0]?.key ?? "" };
    const done = { name: "김○희", at: new Date(open), zone: "Asia/Seoul" };
    expect(await checkInOnWall(tenant, sessionId, choice)).toEqual({ ...done, changed: true });
    await moveClockTo("2026-12-05T05:10:00Z");
    expect(await checkInOnWall(tenant, sessionId, choice)).toEqual({ ...done, changed: false });
  });

  it("tell relatives apart by how their shops begin", async () => {
    const { tenant, sessionId, runId } = await room();
    await apply(tenant, applicationTo(runId, 10_001, { name: "김철희", shop: "행복한꽃집" }));
    const found = await findOnWall(tenant, sessionId, "0001");
    expect(found.map(({ name, shop }) => [name, shop])).toEqual([
      ["김○희", "봉…"],
      ["김○희", "행…"],
    ]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(2);
  });

  it("find nobody of another session, another tenant, or for digits that are not four", async () => {
    const { tenant, sessionId } = await room();
    const other = await courseWithRun(tenant, {
      sessions: [{ date: "2026-12-05", start: "14:00", end: "16:00" }],
    });
    expect(await findOnWall(tenant, other.sessionId, "0001")).toEqual([]);
    expect(await findOnWall(tenant, sessionId, "0002")).toEqual([]);
    expect(await reasonOf(findOnWall(tenant, sessionId, "001"))).toBe("attendance.fourDigits");
    expect(await reasonOf(findOnWall(await makeTenant(), sessionId, "0001"))).toBe("errors.not_found");
  });

  it("need the key of this wall and the digits together", async () => {
    const { tenant, sessionId, enrollmentId, runId } = await room();
    await apply(tenant, applicationTo(runId, 2, { name: "이수빈" }));
    const [match] = await findOnWall(tenant, sessionId, "0001");
    const key = match?.key ?? "";
    const attempt = (choice: { four: string; key: string }) =>
      reasonOf(checkInOnWall(tenant, sessionId, choice));
    expect(await attempt({ four: "0002", key })).toBe("attendance.wallNobody");
    expect(await attempt({ four: "0001", key: enrollmentId })).toBe("attendance.wallNobody");
    expect(await attendanceOf(tenant, enrollmentId)).toEqual([]);
    expect(await attempt({ four: "0001", key })).toBe("accepted");
  });

  it("work from an hour before the class until it ends", async () => {
    const { tenant, sessionId, enrollmentId } = await room();
    const [match] = await findOnWall(tenant, sessionId, "0001");
    const choice = { four: "0001", key: match?.key ?? "" };
    for (const [now, standing] of [
      ["2026-12-05T03:59:59Z", "early"],
      ["2026-12-05T07:00:00Z", "over"],
    ] as const) {
      await moveClockTo(now);
      expect((await wallOf(tenant, sessionId)).standing).toBe(standing);
      expect(await reasonOf(findOnWall(tenant, sessionId, "0001"))).toBe("attendance.wallClosed");
      expect(await reasonOf(checkInOnWall(tenant, sessionId, choice))).toBe("attendance.wallClosed");
    }
    expect(await attendanceOf(tenant, enrollmentId)).toEqual([]);
    // Control: the time is what refused.
    expect(await reasonOf(checkIn(tenant, { enrollmentId, sessionId, means: "wall" }))).toBe("accepted");
  });
});

it("lets a room try, but nobody guess on: the limit is of the code, whoever tries", async () => {
  const [wall, other] = [newId(), newId()];
  for (let tries = 0; tries < wallCrowd.atMost; tries += 1) await refuseCrowd(wall);
  expect(await reasonOf(refuseCrowd(wall))).toBe("errors.limit");
  expect(await reasonOf(refuseCrowd(other))).toBe("accepted");
});

describe("the code on the wall", () => {
  it("is made when it is asked for, and is the same at every look", async () => {
    const { tenant, sessionId } = await room();
    expect(await wallCode(tenant, sessionId)).toBeNull();
    const code = await makeWallCode(tenant, sessionId);
    expect(await makeWallCode(tenant, sessionId)).toBe(code);
    expect(await wallCode(tenant, sessionId)).toBe(code);
    expect(await openLink(code, ["here"])).toMatchObject({ subjectId: sessionId });
    expect(await openLink(code, ["door", "check_in", "my"])).toBeNull();
  });

  it("opens nothing any more once it was replaced, also by two at once", async () => {
    const { tenant, sessionId } = await room();
    const first = await makeWallCode(tenant, sessionId);
    const second = await rotateWallCode(tenant, sessionId);
    expect(second).not.toBe(first);
    expect(await openLink(first, ["here"])).toBeNull();
    expect(await openLink(second, ["here"])).toMatchObject({ subjectId: sessionId });
    await Promise.all([rotateWallCode(tenant, sessionId), rotateWallCode(tenant, sessionId)]);
    expect(await openLink(second, ["here"])).toBeNull();
    const now = await wallCode(tenant, sessionId);
    expect(now && (await openLink(now, ["here"]))).toMatchObject({ subjectId: sessionId });
  });

  it("is not to be had by another tenant nor for a session that does not take place", async () => {
    const { tenant, sessionId } = await room();
    const stranger = await makeTenant();
    expect(await reasonOf(makeWallCode(stranger, sessionId))).toBe("errors.not_found");
    expect(await reasonOf(wallCode(stranger, sessionId))).toBe("errors.not_found");
    await cancelSession(tenant, sessionId);
    expect(await reasonOf(makeWallCode(tenant, sessionId))).toBe("attendance.sessionCancelled");
    expect((await wallOf(tenant, sessionId)).standing).toBe("cancelled");
  });
});
