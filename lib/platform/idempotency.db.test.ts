import { afterAll, describe, expect, test } from "vitest";
import { closeDatabase } from "./database/pool";
import { answerOnce } from "./idempotency";
import { newId } from "./ids";
import { inTransaction, type TenantScope, type Tx } from "./tenancy";
import { makeTenant } from "./testing/tenant";

afterAll(closeDatabase);

const addCustomer = (tx: Tx, name: string) =>
  tx.db.customer.create({
    data: { tenantId: tx.tenantId, id: newId(), name, createdAt: tx.now },
    select: { id: true },
  });
const customers = (tenant: TenantScope) => inTransaction(tenant, ({ db }) => db.customer.count());
const once = (tenant: TenantScope, key: string, input: { name: string }, actorKey = "visitor") =>
  inTransaction(tenant, (tx) => answerOnce(tx, { actorKey, key, input }, () => addCustomer(tx, input.name)));

describe("one key", () => {
  test("has one effect and one answer, fifty times at once (G4)", async () => {
    const tenant = await makeTenant();
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => once(tenant, key, { name: "김하나" })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await customers(tenant)).toBe(1);
  });

  test("control: without it every repeat has its effect", async () => {
    const tenant = await makeTenant();
    await Promise.all(
      Array.from({ length: 5 }, () => inTransaction(tenant, (tx) => addCustomer(tx, "김하나"))),
    );
    expect(await customers(tenant)).toBe(5);
  });

  test("with another input is refused", async () => {
    const tenant = await makeTenant();
    const key = newId();
    await once(tenant, key, { name: "김하나" });
    await expect(once(tenant, key, { name: "이두리" })).rejects.toMatchObject({ kind: "conflict" });
  });

  test("answers no other tenant and no other actor", async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()];
    const key = newId();
    const { id } = await once(ours, key, { name: "김하나" });
    expect((await once(theirs, key, { name: "김하나" })).id).not.toBe(id);
    expect((await once(ours, key, { name: "김하나" }, "link:x")).id).not.toBe(id);
  });

  test("whose work failed may be tried again", async () => {
    const tenant = await makeTenant();
    const request = { actorKey: "visitor", key: newId(), input: {} };
    const failing = inTransaction(tenant, (tx) =>
      answerOnce(tx, request, () => Promise.reject(new Error("no"))),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await inTransaction(tenant, (tx) => answerOnce(tx, request, async () => "yes"))).toBe("yes");
  });
});
