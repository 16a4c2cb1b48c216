import { afterAll, beforeAll, expect, test } from "vitest";
import { changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { loadStarter } from "@/lib/follow-ups/starter";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { type CalmWorker, calmWorker } from "@/lib/worker/run-until-calm";

import { beginImport, bringIn, importSummary, mapImport, undoWholeImport } from "./imports";
import type { History, Mapping, Policy } from "./schema";
import { workOnImport } from "./work";

let tenant: TenantScope;
let worker: CalmWorker;
let lecture: string;
let practice: { first: string; second: string; coming: string };

beforeAll(async () => {
  await moveClockTo("2026-03-01T01:00:00Z");
  tenant = await makeTenant();
  await loadStarter(tenant);
  const course = async (kind: "lecture" | "practice", title: string, slug: string) => {
    const { id } = await makeCourse(tenant, { kind, title, slug });
    await changeVisibility(tenant, { id, visibility: "listed" });
    return id;
  };
  const run = async (courseId: string, date: string, label?: string) =>
    (
      await makeRun(tenant, {
        courseId,
        capacity: 1,
        ...(label ? { label } : {}),
        sessions: [{ date, start: "14:00", end: "16:00" }],
      })
    ).id;
  lecture = await run(await course("lecture", "공개 강의", "open-lecture"), "2026-03-10");
  const id = await course("practice", "실습", "practice");
  practice = {
    first: await run(id, "2026-03-20", "1기"),
    second: await run(id, "2026-04-20", "2기"),
    coming: await run(id, "2026-12-20", "3기"),
  };
  await moveClockTo("2026-12-01T01:00:00Z");
  worker = await calmWorker();
});
afterAll(async () => {
  await worker.stop();
  await closeQueue();
  await closeDatabase();
});

async function broughtIn(text: string, history: History, policy: Policy = "ask"): Promise<string> {
  const bytes = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  const { id } = await beginImport(tenant, { fileName: "a.csv", bytes }, "caller");
  await workOnImport(tenant, id);
  const { mapping, version } = await importSummary(tenant, id);
  await mapImport(tenant, { ...(mapping as Mapping), id, version, policy, history }, "caller");
  await workOnImport(tenant, id);
  await bringIn(tenant, { id, version: (await importSummary(tenant, id)).version }, "caller");
  await workOnImport(tenant, id);
  return id;
}
async function undone(id: string): Promise<void> {
  await undoWholeImport(tenant, { id }, "caller");
  await workOnImport(tenant, id);
}

const everything = () =>
  inTransaction(tenant, async ({ db }) => ({
    customers: await db.customer.findMany({
      orderBy: { name: "asc" },
      select: {
        name: true,
        enrollments: { select: { runId: true, state: true, origin: true, stateChangedAt: true } },
        tags: { select: { tag: { select: { name: true } } } },
      },
    }),
    attendances: await db.attendance.findMany({ select: { state: true, means: true } }),
    pools: await db.seatPool.findMany({ where: { taken: { gt: 0 } } }),
    messages: await db.message.count(),
    open: await db.decision.count(),
  }));
const known = async (name: string) => {
  const found = (await everything()).customers.find((one) => one.name === name);
  return [found?.enrollments.map(({ runId }) => runId).sort(), found?.tags.map(({ tag }) => tag.name)];
};

const head = "이름,전화번호,수강 이력\n";

test("a history becomes past enrollments where one run that is over fits, else tags; nothing follows, no place is taken", async () => {
  const before = await everything();
  const id = await broughtIn(
    `${head}가하나,010-7100-0001,공개강의\n나둘,010-7100-0002,open-lecture; 실습 2기\n다셋,010-7100-0003,실습\n라넷,010-7100-0004,실습 2026.3.20; 실습 3기\n마다섯,010-7100-0005,요가\n`,
    "enrollments",
  );
  expect(await known("가하나")).toEqual([[lecture], []]);
  expect(await known("나둘")).toEqual([[lecture, practice.second].sort(), []]);
  // It ran twice: nobody can say which one was meant.
  expect(await known("다셋")).toEqual([[], ["실습"]]);
  // The third run is still to come.
  expect(await known("라넷")).toEqual([[practice.first], ["실습 3기"]]);
  expect(await known("마다섯")).toEqual([[], ["요가"]]);
  const after = await everything();
  expect(after.customers[0]?.enrollments[0]).toMatchObject({
    state: "completed",
    origin: "import",
    stateChangedAt: new Date("2026-03-10T07:00:00Z"),
  });
  expect(after.attendances).toEqual(Array(4).fill({ state: "attended", means: "import" }));
  await worker.runUntilCalm();
  const calm = await everything();
  expect([calm.pools, calm.messages, calm.open]).toEqual([[], 0, 0]);
  await undone(id);
  const { customers, attendances } = await everything();
  expect([customers, attendances]).toEqual([before.customers, before.attendances]);
});

test("control: as tags the same file makes no enrollment", async () => {
  const id = await broughtIn(`${head}가하나,010-7200-0001,공개강의\n`, "tags");
  expect(await known("가하나")).toEqual([[], ["공개강의"]]);
  await undone(id);
});

test("who is known gets what is missing once, and loses it again with the file; what somebody changed since stays", async () => {
  const first = await broughtIn(`${head}바하나,010-7300-0001,\n사둘,010-7300-0002,\n`, "enrollments");
  const file = `${head}바하나,010-7300-0001,공개강의\n사둘,010-7300-0002,공개강의\n`;
  const second = await broughtIn(file, "enrollments");
  expect(await known("바하나")).toEqual([[lecture], []]);
  const again = await broughtIn(file, "enrollments");
  expect((await importSummary(tenant, again)).totals).toMatchObject({ skip: 2, update: 0 });
  // Somebody says at the desk that she was absent.
  await inTransaction(tenant, ({ db }) =>
    db.attendance.updateMany({
      where: { enrollment: { customer: { name: "사둘" } } },
      data: { state: "absent", version: { increment: 1 } },
    }),
  );
  await undone(second);
  expect(await known("바하나")).toEqual([[], []]);
  expect(await known("사둘")).toEqual([[lecture], []]);
  expect((await importSummary(tenant, second)).stayed).toBe(1);
  await undone(first);
  expect((await everything()).customers.map(({ name }) => name)).toEqual(["사둘"]);
});

test("two pages that choose for one file: the second is told, and nothing comes in that was not shown", async () => {
  const bytes = new TextEncoder().encode(`${head}아하나,010-7400-0001,\n`) as Uint8Array<ArrayBuffer>;
  const { id } = await beginImport(tenant, { fileName: "a.csv", bytes }, "caller");
  await workOnImport(tenant, id);
  const { mapping, version } = await importSummary(tenant, id);
  const choose = (policy: Policy, seen: number) =>
    mapImport(tenant, { ...(mapping as Mapping), id, version: seen, policy }, "caller");
  await choose("theirs", version);
  await expect(choose("ours", version)).rejects.toMatchObject({
    kind: "conflict",
    reason: "imports.changed",
  });
  await workOnImport(tenant, id);
  const shown = await importSummary(tenant, id);
  expect(shown.mapping?.policy).toBe("theirs");
  await choose("blanks", shown.version);
  await workOnImport(tenant, id);
  const old = { id, version: shown.version };
  await expect(bringIn(tenant, old, "caller")).rejects.toMatchObject({ reason: "imports.changed" });
  expect((await importSummary(tenant, id)).state).toBe("checked");
});
