import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAccount } from "@/lib/accounts/accounts";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, outsideTenants, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { removeMember } from "@/lib/tenants/members";

import { addField, bringFieldBack, retireField } from "../fields/field-changes";
import { called, deskOfOwn, pageOf, reasonOf, rowOf } from "../testing/desk";
import { timelineOf } from "../timeline";
import { changeCustomer, changeCustomerInput } from "./change-customer";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

type Typed = Parameters<(typeof changeCustomerInput)["parse"]>[0];
const change = (typed: Typed, scope = tenant) => changeCustomer(scope, changeCustomerInput.parse(typed));
const problems = (typed: object) =>
  changeCustomerInput
    .safeParse({ id: newId(), version: 1, name: "김영희", ...typed })
    .error?.issues.map(({ path, message }) => [path.join("."), message]);

describe("the record", () => {
  test("holds title, trade, source, birthday and address; what is not sent stays", async () => {
    const id = await called(tenant);
    await change({
      id,
      version: 1,
      name: "김영희 대표님",
      trade: "음식점",
      source: "네이버 블로그",
      birthday: "1985. 3. 2.",
      postcode: "06621",
      road: "서울 서초구 강남대로 359",
      detail: "3층",
      lot: "서초동 1318-1",
    });
    expect(await pageOf(tenant, id)).toMatchObject({
      name: "김영희",
      trade: "음식점",
      source: "네이버 블로그",
      version: 2,
      record: {
        title: "대표",
        birthday: "1985-03-02",
        address: { postcode: "06621", road: "서울 서초구 강남대로 359", detail: "3층", lot: "서초동 1318-1" },
      },
    });
    await change({ id, version: 2, name: "김영희", trade: "" });
    expect(await pageOf(tenant, id)).toMatchObject({
      trade: null,
      source: "네이버 블로그",
      record: { title: "대표", birthday: "1985-03-02" },
    });
    const [entry] = (await timelineOf(tenant, id)).entries.filter(({ kind }) => kind === "customer");
    expect(entry).toMatchObject({ type: "changed", by: "이가람" });
  });

  test("a title typed apart wins over one typed behind the name", async () => {
    const id = await called(tenant, { name: "박하나 원장님" });
    expect((await rowOf(tenant, id)).title).toBe("원장");
    await change({ id, version: 1, name: "박하나 원장님", title: "이사" });
    expect(await rowOf(tenant, id)).toMatchObject({ name: "박하나", title: "이사" });
  });

  test("refuses, each at its control, what cannot be", () => {
    expect(problems({ birthday: "1985-02-30" })).toEqual([["birthday", "customers.edit.notADay"]]);
    expect(problems({ postcode: "1234" })).toEqual([["postcode", "customers.edit.notAPostcode"]]);
    expect(problems({ name: "01012345678" })).toEqual([["name", "customers.name.not_a_name"]]);
    expect(problems({ name: "" })).toEqual([["name", "errors.field.required"]]);
    expect(problems({ birthday: "", postcode: "", title: "", assigneeId: "" })).toBeUndefined();
  });

  test("only a current member becomes responsible; one who left stays where they stood", async () => {
    const id = await called(tenant);
    const membershipId = newId();
    const account = await outsideTenants((tx) =>
      makeAccount(tx, { email: `${membershipId}@dangol.test`, name: "이두리" }),
    );
    await inTransaction(tenant, ({ db, tenantId, now }) =>
      db.membership.create({
        data: { tenantId, id: membershipId, accountId: account.id, role: "staff", createdAt: now },
      }),
    );
    await change({ id, version: 1, name: "김영희", assigneeId: membershipId });
    expect((await pageOf(tenant, id)).record.assignee).toMatchObject({ name: "이두리", left: false });
    await removeMember(tenant, { membershipId });
    await change({ id, version: 2, name: "김영희", assigneeId: membershipId, trade: "꽃집" });
    expect((await pageOf(tenant, id)).record.assignee).toMatchObject({ name: "이두리", left: true });
    const other = await called(tenant);
    const wanted = { id: other, version: 1, name: "김영희", assigneeId: membershipId };
    expect(await reasonOf(change(wanted))).toBe("customers.edit.noSuchMember");
    expect(await reasonOf(change({ ...wanted, assigneeId: newId() }))).toBe("customers.edit.noSuchMember");
  });

  test("a field put away while it was typed is told at its place, and nothing is saved without a word", async () => {
    const { id: fieldId } = await addField(tenant, { label: "주차", kind: "text", options: undefined });
    const id = await called(tenant);
    await change({ id, version: 1, name: "김영희", own: { [fieldId]: "뒤편" } });
    await retireField(tenant, { id: fieldId });
    const typed = { id, version: 2, name: "김영희", trade: "꽃집" };
    expect(await reasonOf(change({ ...typed, own: { [fieldId]: "지하" } }))).toBe("fields.value.retired");
    expect(await rowOf(tenant, id)).toMatchObject({ trade: null, version: 2 });
    // Left as it was, or emptied, it is in nobody's way, and keeps what it had.
    await change({ ...typed, own: { [fieldId]: "뒤편" } });
    await change({ ...typed, version: 3, own: { [fieldId]: "" } });
    await bringFieldBack(tenant, { id: fieldId });
    const page = await pageOf(tenant, id);
    expect(page.record.fields.find(({ field }) => field.id === fieldId)?.value).toBe("뒤편");
  });

  test("is nobody else's", async () => {
    const id = await called(tenant);
    const stranger = await deskOfOwn();
    expect(await reasonOf(change({ id, version: 1, name: "남" }, stranger))).toBe("errors.not_found");
    expect((await rowOf(tenant, id)).name).toBe("김영희");
  });
});

describe("two who edit at once", () => {
  test("the second sees that, chooses field by field, and nothing of either is lost", async () => {
    const { id: fieldId } = await addField(tenant, { label: "거래처", kind: "text", options: undefined });
    const id = await called(tenant);
    const theirs = { id, version: 1, name: "김영희", trade: "꽃집", source: "소개", own: { [fieldId]: "A" } };
    const mine = { ...theirs, trade: "카페", source: "간판", own: { [fieldId]: "B" } };
    await change(theirs);
    expect(await reasonOf(change(mine))).toBe("customers.changedMeanwhile");
    expect(await pageOf(tenant, id)).toMatchObject({ trade: "꽃집", source: "소개" });
    const keep = { trade: "theirs", source: "mine", [`own-${fieldId}`]: "theirs" } as const;
    await change({ ...mine, version: 2, keep });
    const page = await pageOf(tenant, id);
    expect(page).toMatchObject({ trade: "꽃집", source: "간판", version: 3 });
    expect(page.record.fields.find(({ field }) => field.id === fieldId)?.value).toBe("A");
  });

  const rounds = 500;

  /** Both read, both write; counts rounds in which both were told "saved" though one text is gone. */
  async function overwritten(save: (id: string, version: number, trade: string) => Promise<unknown>) {
    const id = await called(tenant);
    let lost = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { version } = await rowOf(tenant, id);
      const saved = await Promise.allSettled([
        save(id, version, `가${round}`),
        save(id, version, `나${round}`),
      ]);
      const done = saved.filter(({ status }) => status === "fulfilled").length;
      if (done > 1) lost += 1;
      if (done === 0) throw new Error("nobody could save");
    }
    return lost;
  }

  test("G5: in 500 rounds nothing is overwritten silently", { timeout: 120_000 }, async () => {
    const lost = await overwritten((id, version, trade) => change({ id, version, name: "김영희", trade }));
    expect(lost).toBe(0);
  });

  test("control: without the version something is", { timeout: 120_000 }, async () => {
    const lost = await overwritten((id, _version, trade) =>
      inTransaction(tenant, ({ db }) => db.customer.updateMany({ where: { id }, data: { trade } })),
    );
    expect(lost).toBeGreaterThan(0);
  });
});
