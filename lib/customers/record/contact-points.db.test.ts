import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { otherOfNumber } from "../customer-page-changes";
import { recogniseAndLock } from "../recognise";
import { suppress, suppressionOf } from "../suppressions";
import { called, deskOfOwn, pageOf, reasonOf } from "../testing/desk";
import { addContactPoint, changeContactPoint, makePrimaryPoint, removeContactPoint } from "./contact-points";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const pointsOf = async (id: string) =>
  (await pageOf(tenant, id)).record.points.map(({ address, label, primary }) => [address, label, primary]);
const idOf = async (customerId: string, address: string) =>
  (await pageOf(tenant, customerId)).record.points.find((point) => point.address === address)?.id as string;
const recognises = (phone: string, name: string) =>
  inTransaction(tenant, (tx) =>
    recogniseAndLock(tx, { name, phone: { e164: phone, canReceiveTexts: true, legacy: false } }),
  );
const add = (customerId: string, address: string, label?: string, channel: "phone" | "email" = "phone") =>
  addContactPoint(tenant, { customerId, channel, address, label });

describe("several contact points", () => {
  test("one of each channel is primary; labels say whose they are; a landline is kept and gets no texts", async () => {
    const id = await called(tenant, { phone: "010-1111-0001" });
    await add(id, "010-1111-0002", "배우자");
    await add(id, "02-1234-5678", "가게");
    await add(id, "Kim@Example.com", undefined, "email");
    await add(id, "shop@example.com", undefined, "email");
    expect(await pointsOf(id)).toEqual([
      ["+821011110001", null, true],
      ["+821011110002", "배우자", false],
      ["+82212345678", "가게", false],
      ["kim@example.com", null, true],
      ["shop@example.com", null, false],
    ]);
    const landline = (await pageOf(tenant, id)).record.points[2];
    expect(landline?.canReceiveTexts).toBe(false);
    await makePrimaryPoint(tenant, { id: await idOf(id, "+821011110002") });
    expect((await pageOf(tenant, id)).phone?.address).toBe("+821011110002");
    await removeContactPoint(tenant, { id: await idOf(id, "+821011110002") });
    expect((await pageOf(tenant, id)).phone?.address).toBe("+821011110001");
  });

  test.each([
    ["phone", "010-123-4567", "customers.phone.missingOne"],
    ["phone", "015-1234-5678", "customers.phone.not_in_use"],
    ["email", "not an address", "customers.email.not_an_address"],
  ] as const)("%s %s is refused", async (channel, address, reason) => {
    const id = await called(tenant);
    expect(await reasonOf(add(id, address, undefined, channel))).toBe(reason);
  });

  test("the same one twice is refused, also written otherwise and by a change", async () => {
    const id = await called(tenant, { phone: "010-1111-0011" });
    expect(await reasonOf(add(id, "+82 10 1111 0011"))).toBe("customers.points.twice");
    const second = await add(id, "010-1111-0012");
    const change = { id: second.id, version: 1, address: "01011110011", label: undefined };
    expect(await reasonOf(changeContactPoint(tenant, change))).toBe("customers.points.twice");
  });

  test("of two who correct one number the second is told; a corrected number is no longer known as bad", async () => {
    const id = await called(tenant, { phone: "010-1111-0021" });
    const point = await idOf(id, "+821011110021");
    await inTransaction(tenant, ({ db, now }) =>
      db.contactPoint.updateMany({ where: { id: point }, data: { badSince: now, badReason: "30003" } }),
    );
    const change = { id: point, version: 1, address: "010-1111-0022", label: "본인" };
    await changeContactPoint(tenant, change);
    expect(await reasonOf(changeContactPoint(tenant, { ...change, address: "010-1111-0023" }))).toBe(
      "customers.changedMeanwhile",
    );
    expect(await pointsOf(id)).toEqual([["+821011110022", "본인", true]]);
    expect((await pageOf(tenant, id)).phone?.badSince).toBeNull();
  });

  test("two at once leave one primary, and adding the same number at once leaves one", async () => {
    const id = await called(tenant, { phone: "010-1111-0031" });
    const others = [await add(id, "010-1111-0032"), await add(id, "010-1111-0033")];
    await Promise.all(others.map((point) => makePrimaryPoint(tenant, point)));
    expect((await pointsOf(id)).filter(([, , primary]) => primary)).toHaveLength(1);
    const twice = await Promise.all([1, 2].map(() => reasonOf(add(id, "010-1111-0034"))));
    expect(twice.toSorted()).toEqual(["customers.points.twice", "done"]);
  });

  test("is nobody else's", async () => {
    const id = await called(tenant, { phone: "010-1111-0041" });
    const point = await idOf(id, "+821011110041");
    const stranger = await deskOfOwn();
    const strangers = [
      addContactPoint(stranger, {
        customerId: id,
        channel: "phone",
        address: "010-1111-0042",
        label: undefined,
      }),
      changeContactPoint(stranger, { id: point, version: 1, address: "010-1111-0042", label: undefined }),
      removeContactPoint(stranger, { id: point }),
      makePrimaryPoint(stranger, { id: point }),
    ];
    expect(await Promise.all(strangers.map(reasonOf))).toEqual(strangers.map(() => "errors.not_found"));
    expect(await pointsOf(id)).toEqual([["+821011110041", null, true]]);
  });
});

describe("a family's phone", () => {
  test("two customers hold it, one is its recognised owner, and the name decides who applies", async () => {
    const wife = await called(tenant, { name: "최수진", phone: "010-2222-0001" });
    expect(await otherOfNumber(tenant, { name: "박민수", phone: "010 2222 0001" })).toMatchObject({
      id: wife,
    });
    expect(await otherOfNumber(tenant, { name: "최수진 님", phone: "010 2222 0001" })).toBeNull();
    const husband = await called(tenant, { name: "박민수", phone: "010-2222-0001", whose: "another" });
    expect(husband).not.toBe(wife);
    const [own] = (await pageOf(tenant, husband)).record.points;
    expect(own).toMatchObject({ primary: true, sharedWith: [{ id: wife, name: "최수진" }] });
    expect((await recognises("+821022220001", "박민수")).id).toBe(husband);
    expect((await recognises("+821022220001", "최수진")).id).toBe(wife);
    expect((await recognises("+821022220001", "처음 온 이름")).id).toBe(wife);
    const owners = await inTransaction(tenant, ({ db }) =>
      db.contactPoint.count({ where: { address: "+821022220001", recognised: true } }),
    );
    expect(owners).toBe(1);
  });

  test("when its owner gives it up, the other one becomes recognised; a refusal stays with the number", async () => {
    const first = await called(tenant, { name: "강하나", phone: "010-2222-0011" });
    const second = await called(tenant, { name: "강두리", phone: "010-2222-0012" });
    await add(second, "010-2222-0011", "언니");
    await inTransaction(tenant, (tx) =>
      suppress(tx, { channel: "sms", address: "+821022220011", scope: "advertising", source: "inbound" }),
    );
    await removeContactPoint(tenant, { id: await idOf(first, "+821022220011") });
    expect((await recognises("+821022220011", "누구")).id).toBe(second);
    const stopped = await inTransaction(tenant, (tx) => suppressionOf(tx, "sms", "+821022220011"));
    expect(stopped).toBe("advertising");
  });
});
