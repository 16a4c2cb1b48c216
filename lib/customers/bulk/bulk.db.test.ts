import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant as makeStranger, moveClockTo } from "@/lib/platform/testing/tenant";
import { makeTenant } from "@/lib/tenants/tenants";

import { groupsAndTags } from "../groups/group-page";
import { makeGroup } from "../groups/groups";
import { customerList } from "../list/customer-list";
import { readListAddress } from "../list/query";
import { tagCustomer, untagCustomer } from "../tags/tags";
import { taskList } from "../tasks/task-list";
import { setTask } from "../tasks/tasks";
import { timelineOf } from "../timeline";
import { bulk } from "./bulk";
import { bulkInput } from "./schema";
import { undoBulk } from "./undo";

const many = 137;
let owner: TenantScope;
let me: string;
let ids: string[];

beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  ({ owner, membershipId: me } = await makeTenant({
    slug: "bulk-test",
    name: "여럿",
    owner: { email: "bulk@dangol.test", name: "이가람", password: "long-enough-1" },
  }));
  ids = Array.from({ length: many }, newId);
  await added(owner, ids);
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const added = (tenant: TenantScope, made: readonly string[]) =>
  inTransaction(tenant, ({ db, tenantId, now }) =>
    db.customer.createMany({
      data: made.map((id, place) => ({ tenantId, id, name: `고객 ${place}`, createdAt: now })),
    }),
  );
/** As the form sends it. */
const did = (fields: Record<string, unknown>, tenant = owner) => bulk(tenant, bulkInput.parse(fields));
const all = (count: number, query = "") => ({ all: String(count), query });
const countOf = async (address: string) => (await customerList(owner, readListAddress(address))).total;
const tagNamed = async (name: string) =>
  (await groupsAndTags(owner)).tags.find((tag) => tag.name === name)?.id ?? "";
const eventsOf = (type: string, tenant = owner) =>
  inTransaction(tenant, ({ db }) => db.event.count({ where: { type, subjectKind: "customer" } }));
const jobs = () =>
  inTransaction(owner, async ({ db }) => {
    const rows = await db.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count FROM pgboss.job`;
    return Number(rows[0]?.count);
  });

describe("what the form may say", () => {
  const problems = (fields: Record<string, unknown>) =>
    bulkInput
      .safeParse({ ...fields, query: "", ids: ids.slice(0, 2) })
      .error?.issues.map(({ path, message }) => [path.join(), message]);
  test("each verb asks for its own field and no other", () => {
    expect(problems({ verb: "tag", tag: "" })).toEqual([["tag", "errors.field.required"]]);
    expect(problems({ verb: "tag", tag: "단골", group: "", title: "" })).toBeUndefined();
    expect(problems({ verb: "group", tag: "단골" })).toEqual([["group", "errors.field.required"]]);
    expect(problems({ verb: "task", title: " ", dueOn: "soon" })?.map(([field]) => field)).toEqual([
      "title",
      "dueOn",
    ]);
    expect(problems({ verb: "assign", assignee: "" })).toBeUndefined();
    expect(problems({ verb: "delete" })).toHaveLength(1);
    expect(problems({ verb: "tag", tag: "x", tenantId: newId() })).toHaveLength(1);
  });
});

describe("everybody that matches", () => {
  test("is tagged in one go, with one event each and no jobs; taken back, it is as before", async () => {
    const before = await jobs();
    await tagCustomer(owner, { customerId: ids[0] as string, name: "모두" });
    const done = await did({ ...all(many), verb: "tag", tag: "모두" });
    expect(done).toMatchObject({ verb: "tag", name: "모두", chosen: many, changed: many - 1 });
    expect(await countOf(`tag=${await tagNamed("모두")}`)).toBe(many);
    expect(await eventsOf("customer.tagged")).toBe(many);
    expect(await jobs()).toBe(before);

    // Whoever had it before keeps it, and so does whoever somebody tagged anew since.
    const again = ids[1] as string;
    const tagId = await tagNamed("모두");
    await untagCustomer(owner, { customerId: again, tagId });
    await moveClockTo("2026-12-01T01:00:05Z");
    await tagCustomer(owner, { customerId: again, name: "모두" });
    expect(await undoBulk(owner, done.undo ?? { at: "", batch: "" })).toEqual({
      undone: many - 2,
      batch: done.undo?.batch,
    });
    expect(await countOf(`tag=${tagId}`)).toBe(2);
    expect(await undoBulk(owner, done.undo ?? { at: "", batch: "" })).toEqual({
      undone: 0,
      batch: done.undo?.batch,
    });
  });

  test("is counted again: when others fit meanwhile nothing happens, and the new number is told", async () => {
    const late = newId();
    await expect(
      inTransaction(owner, async (tx) => {
        await tx.db.customer.create({
          data: { tenantId: tx.tenantId, id: late, name: "방금", createdAt: tx.now },
        });
        return bulk(tx, bulkInput.parse({ ...all(many), verb: "tag", tag: "늦게" }));
      }),
    ).rejects.toMatchObject({ reason: "customerList.countChanged", details: { count: many + 1 } });
    expect(await tagNamed("늦게")).toBe("");
    await expect(did({ ...all(0, `tag=${newId()}`), verb: "tag", tag: "늦게" })).rejects.toMatchObject({
      reason: "customerList.bulk.nobodyChosen",
    });
  });

  test("means who fits the list's own address, and nobody else", async () => {
    const tagId = await tagNamed("모두");
    const group = await makeGroup(owner, { name: "봄 모임" });
    const done = await did({ ...all(2, `tag=${tagId}`), verb: "group", group: group.id });
    expect(done).toMatchObject({ chosen: 2, changed: 2, name: "봄 모임" });
    expect(await countOf(`group=${group.id}`)).toBe(2);
    const out = await did({ ...all(2, `group=${group.id}`), verb: "ungroup", ungroup: group.id });
    expect(await countOf(`group=${group.id}`)).toBe(0);
    await moveClockTo("2026-12-01T01:00:10Z");
    expect(await undoBulk(owner, out.undo ?? { at: "", batch: "" })).toEqual({
      undone: 2,
      batch: out.undo?.batch,
    });
    expect(await countOf(`group=${group.id}`)).toBe(2);
    expect(await undoBulk(owner, done.undo ?? { at: "", batch: "" })).toEqual({
      undone: 0,
      batch: done.undo?.batch,
    });
  });

  test("two at once: each customer is changed once, whoever comes first", async () => {
    const [one, two] = await Promise.all([
      did({ ...all(many), verb: "tag", tag: "동시에" }),
      did({ ...all(many), verb: "tag", tag: "동시에" }),
    ]);
    expect((one?.changed ?? 0) + (two?.changed ?? 0)).toBe(many);
    expect(await countOf(`tag=${await tagNamed("동시에")}`)).toBe(many);
  });
});

describe("ticked ones", () => {
  const some = () => ids.slice(0, 3);
  test("are untagged and given back", async () => {
    const untag = await tagNamed("동시에");
    const done = await did({ ids: some(), verb: "untag", untag });
    expect(done).toMatchObject({ chosen: 3, changed: 3 });
    expect(await countOf(`tag=${untag}`)).toBe(many - 3);
    expect(await undoBulk(owner, done.undo ?? { at: "", batch: "" })).toEqual({
      undone: 3,
      batch: done.undo?.batch,
    });
    expect(await countOf(`tag=${untag}`)).toBe(many);
  });

  test("get somebody responsible, and back whoever it was, unless somebody else was chosen since", async () => {
    const versions = () =>
      inTransaction(owner, ({ db }) =>
        db.customer.findMany({ where: { id: { in: some() } }, select: { version: true, assigneeId: true } }),
      );
    const done = await did({ ids: some(), verb: "assign", assignee: me });
    expect(done).toMatchObject({ name: "이가람", changed: 3 });
    expect(await versions()).toEqual(Array(3).fill({ version: 2, assigneeId: me }));
    expect(await did({ ids: some(), verb: "assign", assignee: me })).toMatchObject({
      changed: 0,
      undo: null,
    });
    await did({ ids: some().slice(0, 1), verb: "assign", assignee: "" });
    expect(await undoBulk(owner, done.undo ?? { at: "", batch: "" })).toEqual({
      undone: 2,
      batch: done.undo?.batch,
    });
    expect((await versions()).map(({ assigneeId }) => assigneeId)).toEqual([null, null, null]);
  });

  test("get a task each; taken back, what was done meanwhile stays", async () => {
    const done = await did({ ids: some(), verb: "task", title: "안부 전화", dueOn: "2026-12-02", owner: me });
    expect(done).toMatchObject({ changed: 3, name: "안부 전화" });
    const list = () => taskList(owner, { zone: "Asia/Seoul", mine: me, done: false });
    const { tasks } = await list();
    expect(tasks.map(({ customer }) => customer?.id).sort()).toEqual([...some()].sort());
    for (const { id, customer } of tasks) {
      const { entries } = await timelineOf(owner, customer?.id ?? "", { kind: "all" });
      expect(entries.find(({ kind }) => kind === "task")).toMatchObject({ type: "added", taskId: id });
    }
    await setTask(owner, { task: { id: tasks[0]?.id ?? "", done: true } });
    expect(await undoBulk(owner, done.undo ?? { at: "", batch: "" })).toEqual({
      undone: 2,
      batch: done.undo?.batch,
    });
    expect((await list()).counts).toEqual({ open: 0, done: 1 });
  });

  test("none ticked is said", async () => {
    await expect(did({ verb: "tag", tag: "x" })).rejects.toMatchObject({
      kind: "invalid",
      reason: "customerList.bulk.nobodyChosen",
    });
  });
});

describe("another tenant and another member", () => {
  test("another tenant's customers, tags, groups and members are not there", async () => {
    const stranger: TenantScope = {
      ...(await makeStranger()),
      actor: { kind: "member", id: newId(), name: "박지우" },
    };
    const own = [newId()];
    await added(stranger, own);
    const before = await groupsAndTags(owner);
    await expect(did({ ids: ids.slice(0, 2), verb: "tag", tag: "남의" }, stranger)).rejects.toMatchObject({
      reason: "customerList.bulk.nobodyChosen",
    });
    const mixed = { ids: [...own, ids[0]], verb: "tag", tag: "남의" };
    expect(await did(mixed, stranger)).toMatchObject({ chosen: 1, changed: 1 });
    const untag = before.tags[0]?.id;
    await expect(did({ ids: own, verb: "untag", untag }, stranger)).rejects.toMatchObject({
      kind: "not_found",
    });
    const group = before.groups[0]?.id;
    await expect(did({ ids: own, verb: "group", group }, stranger)).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(did({ ids: own, verb: "assign", assignee: me }, stranger)).rejects.toMatchObject({
      kind: "not_found",
    });
    expect(await groupsAndTags(owner)).toEqual(before);
  });

  test("nobody takes back what another did", async () => {
    const done = await did({ ids: ids.slice(0, 2), verb: "tag", tag: "내가" });
    const colleague: TenantScope = { ...owner, actor: { kind: "member", id: newId(), name: "유다인" } };
    await expect(undoBulk(colleague, done.undo ?? { at: "", batch: "" })).rejects.toMatchObject({
      reason: "customerList.bulk.nothingToUndo",
    });
    expect(await countOf(`tag=${await tagNamed("내가")}`)).toBe(2);
  });
});
