import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { addCustomer } from "../customer-page-changes";
import { groupsAndTags, labelsOf } from "../groups/group-page";
import { addToGroup, deleteGroup, makeGroup, removeFromGroup, renameGroup } from "../groups/groups";
import { groupNameInput } from "../groups/schema";
import { tagCustomerInput } from "./schema";
import { deleteTag, makeTag, renameTag, tagCustomer, tagsOf, untagCustomer } from "./tags";

let tenant: TenantScope;
let stranger: TenantScope;
let anna: string;
let bora: string;

beforeAll(async () => {
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
  stranger = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "박지우" } };
  const added = (name: string, phone: string) => addCustomer(tenant, { name, phone, shop: null, note: null });
  anna = (await added("안나", "010-1000-0001")).id;
  bora = (await added("보라", "010-1000-0002")).id;
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const historyOf = (customerId: string) =>
  inTransaction(tenant, async ({ db }) => {
    const events = await db.event.findMany({ where: { customerId }, orderBy: { occurredAt: "asc" } });
    return events.map(({ type, payload, actorName }) => ({ type, payload, actorName }));
  });
const jobsOf = (customerId: string) =>
  inTransaction(
    tenant,
    ({ db }) =>
      db.$queryRaw<{ type: string }[]>`
      SELECT data->>'type' AS type FROM pgboss.job WHERE data->>'customerId' = ${customerId} ORDER BY 1`,
  );
const named = async (name: string) => (await groupsAndTags(tenant)).tags.find((tag) => tag.name === name);

describe("tags", () => {
  test("a tag is made while typing, once, whatever its letters are made of", async () => {
    const decomposed = "단골".normalize("NFD");
    const typed = tagCustomerInput.parse({ customerId: anna, name: `  ${decomposed}  ` });
    await tagCustomer(tenant, typed);
    await tagCustomer(tenant, tagCustomerInput.parse({ customerId: bora, name: "단골" }));
    await tagCustomer(tenant, { customerId: bora, name: "VIP" });
    await tagCustomer(tenant, { customerId: anna, name: "vip" });
    expect((await tagsOf(tenant)).map(({ name }) => name)).toEqual(["VIP", "단골"]);
    expect(await named("단골")).toMatchObject({ customers: 2 });
    const labels = await labelsOf(tenant, anna);
    expect(labels.tags.map(({ name }) => name)).toEqual(["VIP", "단골"]);
    expect(labels.otherTags).toEqual([]);
  });

  test("a name with signs of patterns is that name alone", async () => {
    await makeTag(tenant, { name: "10%" });
    await makeTag(tenant, { name: "100" });
    await makeTag(tenant, { name: "1_0" });
    expect((await tagsOf(tenant)).map(({ name }) => name)).toEqual(["10%", "100", "1_0", "VIP", "단골"]);
  });

  test("names are neat: nothing invisible, not empty, not endless", () => {
    const name = (typed: string) => groupNameInput.safeParse({ name: typed }).data?.name;
    expect(name(" 봄\u200b \n 모임 ")).toBe("봄 모임");
    expect(name("\u200b ")).toBeUndefined();
    expect(name("가".repeat(41))).toBeUndefined();
  });

  test("history says what was put on and taken off, by whom, and nothing the second time; no job is made", async () => {
    const tag = await tagCustomer(tenant, { customerId: anna, name: "새싹" });
    await tagCustomer(tenant, { customerId: anna, name: "새싹" });
    await untagCustomer(tenant, { customerId: anna, tagId: tag.id });
    await untagCustomer(tenant, { customerId: anna, tagId: tag.id });
    const said = (await historyOf(anna)).filter(
      ({ payload }) => (payload as { name?: string }).name === "새싹",
    );
    expect(said).toEqual([
      { type: "customer.tagged", payload: { name: "새싹" }, actorName: "이가람" },
      { type: "customer.untagged", payload: { name: "새싹" }, actorName: "이가람" },
    ]);
    // Control: what somebody may react to has its job.
    expect((await jobsOf(anna)).map(({ type }) => type)).toEqual(["customer.added"]);
  });

  test("renaming keeps who has it; a taken name is refused, other capitals of its own are not", async () => {
    const vip = await named("VIP");
    await renameTag(tenant, { id: vip?.id ?? "", name: "vip" });
    expect(await named("vip")).toMatchObject({ customers: 2 });
    await expect(renameTag(tenant, { id: vip?.id ?? "", name: "단골" })).rejects.toMatchObject({
      kind: "conflict",
      reason: "customerList.tags.nameTaken",
    });
  });

  test("a tag goes only with the number that was said", async () => {
    const tag = await tagCustomer(tenant, { customerId: anna, name: "곧 지울" });
    await tagCustomer(tenant, { customerId: bora, name: "곧 지울" });
    await expect(deleteTag(tenant, { id: tag.id, customers: 1 })).rejects.toMatchObject({
      reason: "customerList.countChanged",
      details: { count: 2 },
    });
    expect(await named("곧 지울")).toMatchObject({ customers: 2 });
    await deleteTag(tenant, { id: tag.id, customers: 2 });
    expect(await named("곧 지울")).toBeUndefined();
    expect((await historyOf(bora)).at(-1)).toMatchObject({
      type: "customer.untagged",
      payload: { name: "곧 지울" },
    });
  });

  test("two who type the same new tag at once make one", async () => {
    const both = await Promise.all([
      tagCustomer(tenant, { customerId: anna, name: "동시에" }),
      tagCustomer(tenant, { customerId: bora, name: "동시에" }),
    ]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await named("동시에")).toMatchObject({ customers: 2 });
  });

  test("another tenant's tags and customers are not there", async () => {
    const tag = await named("단골");
    const nothing = { kind: "not_found" };
    await expect(tagCustomer(stranger, { customerId: anna, name: "x" })).rejects.toMatchObject(nothing);
    await expect(untagCustomer(stranger, { customerId: anna, tagId: tag?.id ?? "" })).rejects.toMatchObject(
      nothing,
    );
    await expect(renameTag(stranger, { id: tag?.id ?? "", name: "x" })).rejects.toMatchObject(nothing);
    await expect(deleteTag(stranger, { id: tag?.id ?? "", customers: 2 })).rejects.toMatchObject(nothing);
    expect(await groupsAndTags(stranger)).toEqual({ groups: [], tags: [] });
    expect(await labelsOf(stranger, anna)).toMatchObject({ tags: [], groups: [] });
    expect(await named("단골")).toMatchObject({ customers: 2 });
  });
});

describe("groups", () => {
  test("are made, filled, renamed and ended; whoever was in them stays", async () => {
    const group = await makeGroup(tenant, { name: "봄 모임" });
    await expect(makeGroup(tenant, { name: "봄 모임" })).rejects.toMatchObject({ kind: "conflict" });
    await addToGroup(tenant, { customerId: anna, groupId: group.id });
    await addToGroup(tenant, { customerId: anna, groupId: group.id });
    await addToGroup(tenant, { customerId: bora, groupId: group.id });
    await removeFromGroup(tenant, { customerId: bora, groupId: group.id });
    await renameGroup(tenant, { id: group.id, version: 1, name: "봄 소모임" });
    await expect(renameGroup(tenant, { id: group.id, version: 1, name: "다른" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect((await groupsAndTags(tenant)).groups).toEqual([
      { id: group.id, name: "봄 소모임", version: 2, customers: 1 },
    ]);
    expect((await labelsOf(tenant, anna)).groups).toEqual([{ id: group.id, name: "봄 소모임" }]);
    expect((await labelsOf(tenant, bora)).otherGroups).toEqual([{ id: group.id, name: "봄 소모임" }]);
    await expect(deleteGroup(tenant, { id: group.id, customers: 0 })).rejects.toMatchObject({
      details: { count: 1 },
    });
    await expect(deleteGroup(stranger, { id: group.id, customers: 1 })).rejects.toMatchObject({
      kind: "not_found",
    });
    await deleteGroup(tenant, { id: group.id, customers: 1 });
    const types = (await historyOf(anna)).map(({ type }) => type).filter((type) => type.includes("group"));
    expect(types).toEqual(["customer.grouped", "customer.ungrouped"]);
  });
});
