import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant as makeStranger, moveClockTo } from "@/lib/platform/testing/tenant";
import { acceptAsNewAccount, invite } from "@/lib/tenants/invitations";
import { removeMember } from "@/lib/tenants/members";
import { makeTenant } from "@/lib/tenants/tenants";

import { addCustomer } from "../customer-page-changes";
import { setTaskInput } from "./schema";
import { dueTasks, taskById, taskList, tasksOfCustomer } from "./task-list";
import { addTask, changeTask, removeTask, setTask } from "./tasks";

const zone = "Asia/Seoul";
let owner: TenantScope;
let me: string;
let customerId: string;

beforeAll(async () => {
  // Ten in the morning of the first of December in Seoul.
  await moveClockTo("2026-12-01T01:00:00Z");
  ({ owner, membershipId: me } = await makeTenant({
    slug: "tasks-test",
    name: "할 일",
    owner: { email: "tasks@dangol.test", name: "이가람", password: "long-enough-1" },
  }));
  const customer = { name: "김영희", phone: "010-1000-0001", shop: null, note: null };
  customerId = (await addCustomer(owner, customer)).id;
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const task = (title: string, given: { dueOn?: string; mine?: boolean; about?: string } = {}) =>
  addTask(owner, {
    title,
    dueOn: given.dueOn ?? null,
    assigneeId: given.mine ? me : null,
    customerId: given.about ?? null,
  });
const titles = async (asked: { mine?: boolean; done?: boolean } = {}) =>
  (await taskList(owner, { zone, mine: asked.mine ? me : null, done: asked.done ?? false })).tasks.map(
    ({ title }) => title,
  );
const set = (id: string, done: boolean) => setTask(owner, { task: { id, done } });
const history = () =>
  inTransaction(owner, async ({ db }) => {
    const events = await db.event.findMany({
      where: { type: { startsWith: "task." } },
      orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    });
    return events.map(({ type, subjectKind, customerId: about, payload }) => ({
      type,
      subjectKind,
      about,
      title: (payload as { title: string }).title,
    }));
  });

describe("tasks", () => {
  test("the overdue come first, those without a day last; own ones apart", async () => {
    await task("언젠가");
    await task("내일", { dueOn: "2026-12-02", mine: true });
    await task("어제", { dueOn: "2026-11-30" });
    await task("오늘", { dueOn: "2026-12-01", mine: true, about: customerId });
    expect(await titles()).toEqual(["어제", "오늘", "내일", "언젠가"]);
    expect(await titles({ mine: true })).toEqual(["오늘", "내일"]);
    const { tasks, today, counts } = await taskList(owner, { zone, mine: null, done: false });
    expect(today).toBe("2026-12-01");
    expect(counts).toEqual({ open: 4, done: 0 });
    expect(tasks.map(({ overdue }) => overdue)).toEqual([true, false, false, false]);
    expect(tasks[1]).toMatchObject({
      dueOn: "2026-12-01",
      assignee: { id: me, name: "이가람" },
      customer: { id: customerId, name: "김영희" },
    });
  });

  test("the day is the business's: just after midnight in Seoul a task of yesterday is overdue", async () => {
    await moveClockTo("2026-12-01T14:59:00Z");
    const due = () => inTransaction(owner, (tx) => dueTasks(tx, zone, me));
    expect((await due()).map(({ title, overdue }) => [title, overdue])).toEqual([
      ["어제", true],
      ["오늘", false],
    ]);
    await moveClockTo("2026-12-01T15:01:00Z");
    expect((await due()).map(({ title, overdue }) => [title, overdue])).toEqual([
      ["어제", true],
      ["오늘", true],
      ["내일", false],
    ]);
    await moveClockTo("2026-12-01T01:00:00Z");
  });

  test("done and undone, twice each: once in history, on the customer's page until the day is over", async () => {
    const { id } = await task("전화하기", { about: customerId });
    const pressed = setTaskInput.parse({ task: `${id}:done` });
    expect(await setTask(owner, pressed)).toEqual({ id, title: "전화하기", done: true });
    await set(id, true);
    expect(await titles({ done: true })).toEqual(["전화하기"]);
    const onPage = await tasksOfCustomer(owner, customerId, zone);
    expect(onPage.map(({ title, doneAt }) => [title, doneAt !== null])).toEqual([
      ["오늘", false],
      ["전화하기", true],
    ]);
    await set(id, false);
    await set(id, false);
    expect(await titles({ done: true })).toEqual([]);
    await set(id, true);
    await moveClockTo("2026-12-02T01:00:00Z");
    expect((await tasksOfCustomer(owner, customerId, zone)).map(({ title }) => title)).toEqual(["오늘"]);
    await moveClockTo("2026-12-01T01:00:00Z");
    const about = { about: customerId, subjectKind: "customer", title: "전화하기" };
    expect(
      (await history())
        .filter(({ title }) => title === "전화하기")
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["task.added", "task.done", "task.done", "task.reopened"]);
    expect((await history()).find(({ type }) => type === "task.done")).toMatchObject(about);
    expect((await history()).find(({ title }) => title === "언젠가")).toMatchObject({ subjectKind: "task" });
  });

  test("is found by its id whether open or done, until it is taken away, by its own business alone", async () => {
    const { id } = await task("찾기");
    expect(await taskById(owner, id, zone)).toMatchObject({ title: "찾기", doneAt: null });
    await set(id, true);
    expect((await taskById(owner, id, zone))?.doneAt).toBeInstanceOf(Date);
    expect(await taskById(await makeStranger(), id, zone)).toBeNull();
    await removeTask(owner, { id });
    expect(await taskById(owner, id, zone)).toBeNull();
  });

  test("a change of an old version is refused, and who is named must work here", async () => {
    const { id } = await task("적기");
    const change = { id, version: 1, title: "다시 적기", dueOn: "2026-12-03", assigneeId: me };
    await changeTask(owner, change);
    await expect(changeTask(owner, change)).rejects.toMatchObject({ kind: "conflict" });
    await expect(changeTask(owner, { ...change, version: 2, assigneeId: newId() })).rejects.toMatchObject({
      reason: "tasks.noSuchMember",
    });
    const left = await makeLeft();
    await expect(
      addTask(owner, { title: "x", dueOn: null, assigneeId: left, customerId: null }),
    ).rejects.toMatchObject({ reason: "tasks.noSuchMember" });
    await removeTask(owner, { id });
    await expect(removeTask(owner, { id })).rejects.toMatchObject({ kind: "not_found" });
  });

  test("a long list is read page by page without a gap", async () => {
    for (let number = 0; number < 60; number += 1)
      await task(`줄 ${number}`, number % 2 ? { dueOn: "2026-12-24" } : {});
    const first = await taskList(owner, { zone, mine: null, done: false });
    const second = await taskList(owner, { zone, mine: null, done: false, after: first.next ?? "" });
    expect(first.tasks).toHaveLength(50);
    expect(second.next).toBeNull();
    const ids = [...first.tasks, ...second.tasks].map(({ id }) => id);
    expect(new Set(ids).size).toBe(first.counts.open);
  });

  test("another tenant's tasks are not there", async () => {
    const other = await makeStranger();
    const { id } = await task("비밀");
    const nothing = { kind: "not_found" };
    await expect(setTask(other, { task: { id, done: true } })).rejects.toMatchObject(nothing);
    await expect(removeTask(other, { id })).rejects.toMatchObject(nothing);
    await expect(
      addTask(other, { title: "x", dueOn: null, assigneeId: me, customerId: null }),
    ).rejects.toMatchObject(nothing);
    await expect(
      addTask(other, { title: "x", dueOn: null, assigneeId: null, customerId }),
    ).rejects.toMatchObject(nothing);
    expect((await taskList(other, { zone, mine: null, done: false })).tasks).toEqual([]);
    expect(await tasksOfCustomer(other, customerId, zone)).toEqual([]);
  });
});

/** A membership that has ended. */
async function makeLeft(): Promise<string> {
  const { text } = await invite(owner, { email: "left@dangol.test", role: "staff" });
  const secret = /\/invitations\/([\w-]+)/.exec(text)?.[1] as string;
  const { accountId } = await acceptAsNewAccount(secret, { name: "유다인", password: "long-enough-2" });
  const { id } = await inTransaction(owner, ({ db }) =>
    db.membership.findFirstOrThrow({ where: { accountId } }),
  );
  await removeMember(owner, { membershipId: id });
  return id;
}
