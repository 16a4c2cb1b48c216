import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fill } from "@/lib/messages/template";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { changeCustomer, changeCustomerInput } from "../record/change-customer";
import { called, deskOfOwn, pageOf, reasonOf, rowOf } from "../testing/desk";
import {
  addField,
  addFieldInput,
  bringFieldBack,
  changeField,
  changeFieldInput,
  moveField,
  retireField,
} from "./field-changes";
import { fieldsOf, fieldValuesOf } from "./fields";
import type { FieldKind } from "./schema";
import { fieldVariablesOf, fieldVariableValues } from "./variables";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const add = async (label: string, kind: FieldKind, options?: string, scope = tenant) =>
  (await addField(scope, addFieldInput.parse({ label, kind, options }))).id;
const change = (given: object, scope = tenant) => changeField(scope, changeFieldInput.parse(given));
const all = (retiredToo = false, scope = tenant) =>
  inTransaction(scope, (tx) => fieldsOf(tx, { retiredToo }));
const fieldOf = async (id: string) => {
  const field = (await all(true)).find((one) => one.id === id);
  if (!field) throw new Error("no such field");
  return field;
};
const labels = async (scope = tenant) => (await all(false, scope)).map(({ label }) => label);
async function put(customerId: string, own: Record<string, string | string[]>) {
  const { version, name } = await rowOf(tenant, customerId);
  return changeCustomer(tenant, changeCustomerInput.parse({ id: customerId, version, name, own }));
}
const valuesOf = (customerId: string) =>
  inTransaction(tenant, async (tx) => (await fieldValuesOf(tx, [customerId])).get(customerId) ?? new Map());

describe("own fields", () => {
  test("each kind keeps its value, and an empty one takes it away", async () => {
    const id = await called(tenant);
    const [text, number, date, choice, choices, yesNo] = [
      await add("거래처", "text"),
      await add("직원 수", "number"),
      await add("개업일", "date"),
      await add("지점", "choice", "강남\n분당"),
      await add("관심사", "choices", "블로그\n인스타\n블로그\n"),
      await add("주차", "yes_no"),
    ];
    expect((await fieldOf(choices)).options.map(({ key, label }) => [key, label])).toEqual([
      ["o1", "블로그"],
      ["o2", "인스타"],
    ]);
    await put(id, {
      [text]: "한빛식자재",
      [number]: "1,200",
      [date]: "2020. 5. 1.",
      [choice]: "o2",
      [choices]: ["", "o2", "o1"],
      [yesNo]: "no",
    });
    expect(Object.fromEntries(await valuesOf(id))).toEqual({
      [text]: "한빛식자재",
      [number]: 1200,
      [date]: "2020-05-01",
      [choice]: "o2",
      [choices]: ["o1", "o2"],
      [yesNo]: "no",
    });
    await put(id, { [number]: "", [choices]: [""] });
    expect(new Set((await valuesOf(id)).keys())).toEqual(new Set([text, date, choice, yesNo]));
  });

  test("what cannot be is refused at its control and nothing is saved", async () => {
    const id = await called(tenant);
    const [good, day] = [await add("별명", "text"), await add("기념일", "date")];
    const refusal = await put(id, { [good]: "봄이", [day]: "2025-02-30" }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ reason: "fields.value.notADay", details: { field: `own.${day}` } });
    expect((await valuesOf(id)).size).toBe(0);
    expect(await reasonOf(put(id, { [good]: "가".repeat(501) }))).toBe("fields.value.tooLong");
  });

  test("are put in another order, one place at a time; calm at the ends", async () => {
    const own = await deskOfOwn();
    const [first, , third] = [
      await add("하나", "text", undefined, own),
      await add("둘", "text", undefined, own),
      await add("셋", "text", undefined, own),
    ];
    await moveField(own, { id: third, to: "up" });
    expect(await labels(own)).toEqual(["하나", "셋", "둘"]);
    await moveField(own, { id: first, to: "up" });
    await moveField(own, { id: first, to: "down" });
    expect(await labels(own)).toEqual(["셋", "하나", "둘"]);
  });

  test("retired, a field is gone everywhere; brought back, its values are there", async () => {
    const id = await called(tenant);
    const field = await add("좌석", "text");
    await put(id, { [field]: "창가" });
    await retireField(tenant, { id: field });
    expect(await labels()).not.toContain("좌석");
    expect((await pageOf(tenant, id)).record.fields.some((one) => one.field.id === field)).toBe(false);
    expect(await reasonOf(put(id, { [field]: "복도" }))).toBe("fields.value.retired");
    expect(await reasonOf(add("좌석", "text"))).toBe("fields.label.retired");
    await bringFieldBack(tenant, { id: field });
    expect((await pageOf(tenant, id)).record.fields.find((one) => one.field.id === field)?.value).toBe(
      "창가",
    );
  });

  test("options are renamed, retired and added, and what was chosen keeps its meaning", async () => {
    const id = await called(tenant);
    const field = await add("등급", "choice", "단골\n새 손님");
    await put(id, { [field]: "o1" });
    const rows = [
      { key: "o1", label: "오랜 단골", retired: "yes" },
      { key: "o2", label: "새 손님", retired: "no" },
    ];
    await change({ id: field, version: 1, label: "등급", options: rows, newOptions: "휴면" });
    expect((await fieldOf(field)).options).toEqual([
      { key: "o1", label: "오랜 단골", retired: true },
      { key: "o2", label: "새 손님", retired: false },
      { key: "o3", label: "휴면", retired: false },
    ]);
    expect((await valuesOf(id)).get(field)).toBe("o1");
    await put(id, { [field]: "o1" });
    const other = await called(tenant);
    expect(await reasonOf(put(other, { [field]: "o1" }))).toBe("fields.value.notAChoice");
    const none = rows.map((row) => ({ ...row, retired: "yes" }));
    const everything = [...none, { key: "o3", label: "휴면", retired: "yes" }];
    expect(await reasonOf(change({ id: field, version: 2, label: "등급", options: everything }))).toBe(
      "fields.options.none",
    );
  });

  test("of two who change one the second is told", async () => {
    const field = await add("메모란", "text");
    await change({ id: field, version: 1, label: "메모 하나" });
    const mine = { id: field, version: 1, label: "메모 둘" };
    expect(await reasonOf(change(mine))).toBe("fields.changedMeanwhile");
    await change({ ...mine, version: 2, keep: { label: "theirs" } });
    expect((await fieldOf(field)).label).toBe("메모 하나");
  });

  test("an option that the other retired meanwhile stays retired where theirs is chosen", async () => {
    const field = await add("요일", "choice", "월\n화");
    const rows = (first: string) => [
      { key: "o1", label: "월", retired: first },
      { key: "o2", label: "화", retired: "no" },
    ];
    await change({ id: field, version: 1, label: "요일", options: rows("yes"), newOptions: "수" });
    const mine = { id: field, version: 1, label: "오는 요일", options: rows("no") };
    expect(await reasonOf(change(mine))).toBe("fields.changedMeanwhile");
    await change({ ...mine, version: 2, keep: { "options-0-retired": "theirs" } });
    const { label, options } = await fieldOf(field);
    expect(label).toBe("오는 요일");
    expect(options.map(({ key, retired }) => [key, retired])).toEqual([
      ["o1", true],
      ["o2", false],
      ["o3", false],
    ]);
  });

  test("a label is one field's, also at the same moment, and has none of the signs of a blank", async () => {
    const twice = await Promise.all([reasonOf(add("동시", "text")), reasonOf(add("동시", "number"))]);
    expect(twice.toSorted()).toEqual(["done", "fields.label.taken"]);
    for (const label of ["a}", "#{a", "a:b", ""])
      expect(addFieldInput.safeParse({ label, kind: "text" }).success).toBe(false);
    const read = addFieldInput.safeParse({ label: "고르기", kind: "choice", options: " \n" });
    expect(read.error?.issues).toMatchObject([{ path: ["options"], message: "fields.options.none" }]);
  });

  test("are nobody else's", async () => {
    const field = await add("비밀 항목", "text");
    const stranger = await deskOfOwn();
    const strangers = [
      change({ id: field, version: 1, label: "남의 것" }, stranger),
      moveField(stranger, { id: field, to: "up" }),
      retireField(stranger, { id: field }),
      bringFieldBack(stranger, { id: field }),
    ];
    expect(await Promise.all(strangers.map(reasonOf))).toEqual(strangers.map(() => "errors.not_found"));
    expect(await all(true, stranger)).toEqual([]);
    expect(await reasonOf(add("비밀 항목", "text", undefined, stranger))).toBe("done");
  });
});

describe("own fields in texts", () => {
  const valuesFor = (id: string) =>
    inTransaction(tenant, async (tx) => (await fieldVariableValues(tx, [id])).get(id)?.ko ?? {});

  test("a value fills its blank, also under an earlier label; without one the blank is missing (row 68)", async () => {
    const [id, nobody] = [await called(tenant), await called(tenant)];
    const field = await add("담당 강사", "text");
    await put(id, { [field]: "이슬" });
    const text = "#{고객.담당 강사:이/가} 기다려요";
    expect(fill(text, await valuesFor(id))).toEqual({ text: "이슬이 기다려요", missing: [] });
    expect(fill(text, await valuesFor(nobody)).missing).toEqual(["고객.담당 강사"]);
    await change({ id: field, version: 1, label: "맡은 강사" });
    expect(fill(text, await valuesFor(id)).missing).toEqual([]);
    const { offered, understood } = await inTransaction(tenant, fieldVariablesOf);
    expect(offered).toContain("고객.맡은 강사");
    expect(offered).not.toContain("고객.담당 강사");
    expect(understood).toContain("고객.담당 강사");
    expect(await reasonOf(add("담당 강사", "text"))).toBe("fields.label.taken");
    await retireField(tenant, { id: field });
    expect(fill(text, await valuesFor(id)).missing).toEqual(["고객.담당 강사"]);
  });
});
