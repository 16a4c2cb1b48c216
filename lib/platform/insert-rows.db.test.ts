import { afterAll, beforeAll, expect, test } from "vitest";

import type { Prisma } from "./database/generated/client";
import { closeDatabase } from "./database/pool";
import { newId } from "./ids";
import { insertRows } from "./insert-rows";
import { closeQueue } from "./jobs";
import { inTransaction, type TenantScope } from "./tenancy";
import { makeTenant } from "./testing/tenant";

let tenant: TenantScope;

beforeAll(async () => {
  tenant = await makeTenant();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const event = (tenantId: string, payload: Prisma.InputJsonObject) => ({
  tenantId,
  id: newId(),
  occurredAt: new Date("2026-07-01T01:02:03.456Z"),
  type: "test.happened",
  subjectKind: "customer",
  subjectId: newId(),
  actorKind: "system",
  payload,
});

test("what comes in is what Prisma would have put there", async () => {
  await inTransaction(tenant, async (tx) => {
    const words = { said: '큰따옴표 " 와 \\ 그리고 😀', list: [1, null, { deep: "값" }], none: null };
    const ours = { ...event(tx.tenantId, words), customerId: null, actorName: "홍길동" };
    const theirs = { ...ours, id: newId() };
    expect(await insertRows(tx, "event", [ours])).toBe(1);
    await tx.db.event.createMany({ data: [theirs] });
    const [one, other] = await Promise.all(
      [ours, theirs].map(({ id }) => tx.db.event.findFirstOrThrow({ where: { id }, omit: { id: true } })),
    );
    expect(one).toEqual(other);
    expect(one?.payload).toEqual(words);
  });
});

test("dates without a time, money of any size, lists and bytes arrive as they are", async () => {
  await inTransaction(tenant, async (tx) => {
    const customer = { tenantId: tx.tenantId, id: newId(), name: "홍길동", createdAt: tx.now };
    await insertRows(tx, "customer", [{ ...customer, birthday: new Date("1990-02-28") }]);
    const kept = await tx.db.customer.findFirstOrThrow({ where: { id: customer.id } });
    expect([kept.birthday?.toISOString(), kept.version]).toEqual(["1990-02-28T00:00:00.000Z", 1]);
    const bytes = Uint8Array.from([0, 255, 92, 120]);
    const file = { id: newId(), sha256: "-", mediaType: "image/png", bytes, createdAt: tx.now };
    await insertRows(tx, "storedFile", [{ tenantId: tx.tenantId, ...file }]);
    const stored = await tx.db.storedFile.findFirstOrThrow({ where: { id: file.id } });
    expect([...stored.bytes]).toEqual([...bytes]);
  });
});

test("rows of which only some have a value, and keys that are taken", async () => {
  await inTransaction(tenant, async (tx) => {
    const [first, second] = [event(tx.tenantId, { a: 1 }), event(tx.tenantId, { b: 2 })];
    expect(await insertRows(tx, "event", [])).toBe(0);
    expect(await insertRows(tx, "event", [{ ...first, actorName: "홍길동" }, second])).toBe(2);
    const rows = await tx.db.event.findMany({ where: { id: { in: [first.id, second.id] } } });
    expect(rows.map(({ actorName }) => actorName)).toEqual(expect.arrayContaining(["홍길동", null]));
    const key = {
      tenantId: tx.tenantId,
      actorKey: "test",
      key: newId(),
      requestHash: "-",
      response: {},
      createdAt: tx.now,
    };
    expect(await insertRows(tx, "idempotencyKey", [key], { skipDuplicates: true })).toBe(1);
    expect(await insertRows(tx, "idempotencyKey", [key], { skipDuplicates: true })).toBe(0);
  });
});

test("another tenant's row is refused, by the function and, should it not look, by the database", async () => {
  const other = await makeTenant();
  const foreign = event(other.tenantId, {});
  await expect(inTransaction(tenant, (tx) => insertRows(tx, "event", [foreign]))).rejects.toThrow(
    "another tenant",
  );
  const blind = (tx: Parameters<typeof insertRows>[0]) =>
    insertRows({ ...tx, tenantId: other.tenantId }, "event", [foreign]);
  await expect(inTransaction(tenant, blind)).rejects.toThrow(/row-level security/);
});
