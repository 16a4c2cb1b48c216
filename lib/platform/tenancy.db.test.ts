import { afterAll, describe, expect, it } from "vitest";

import { closeDatabase, databasePool } from "./database/pool";
import { recordEvent } from "./events";
import { newId } from "./ids";
import { closeQueue } from "./jobs";
import { inTransaction, outsideTenants } from "./tenancy";
import { makeTenant } from "./testing/tenant";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const customerNamed = (name: string, tenantId: string, now: Date) => ({
  tenantId,
  id: newId(),
  name,
  createdAt: now,
});

describe("a tenant's scope", () => {
  it("sees its own rows and nobody else's", async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()];
    await inTransaction(theirs, async ({ db, now, tenantId }) => {
      await db.customer.create({ data: customerNamed("남의 고객", tenantId, now) });
    });
    const seen = await inTransaction(ours, ({ db }) => db.customer.findMany());
    expect(seen).toEqual([]);
    expect(await inTransaction(theirs, ({ db }) => db.customer.count())).toBe(1);
  });

  it("refuses a query that names another tenant, and a nested write", async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()];
    await expect(
      inTransaction(ours, ({ db }) => db.customer.findMany({ where: { tenantId: theirs.tenantId } })),
    ).rejects.toThrow("another tenant's id");
    await expect(
      inTransaction(ours, ({ db, tenantId, now }) =>
        db.customer.update({
          where: { tenantId_id: { tenantId, id: newId() } },
          data: { name: "x", notes: { create: [{ id: newId(), text: "x", createdAt: now }] } } as never,
        }),
      ),
    ).rejects.toThrow("nested write");
  });

  it("leaves no tenant behind on the connection, also after an error (G29)", async () => {
    const ours = await makeTenant();
    await inTransaction(ours, async () => {
      throw new Error("stop");
    }).catch(() => {});
    expect(await outsideTenants(({ db }) => db.customer.count())).toBe(0);
    const { rows } = await databasePool().query("SELECT current_setting('app.tenant_id', true) AS tenant");
    expect(rows[0].tenant ?? "").toBe("");
  });

  it.each([
    ["a person", { kind: "customer", id: null }, 2],
    ["the worker (control)", { kind: "system", id: null }, 1],
  ] as const)(
    "%s meets a row that is locked too long and has this many turns",
    async (_who, actor, turns) => {
      const ours = await makeTenant();
      const id = await inTransaction(ours, async ({ db, now, tenantId }) => {
        const { id: made } = await db.customer.create({ data: customerNamed("잠긴 고객", tenantId, now) });
        return made;
      });
      const holder = await databasePool().connect();
      await holder.query("BEGIN");
      await holder.query("SELECT set_config('app.tenant_id', $1, true)", [ours.tenantId]);
      await holder.query("SELECT 1 FROM customer WHERE id = $1 FOR UPDATE", [id]);
      let turn = 0;
      const rename = inTransaction({ ...ours, actor }, async ({ db, tenantId }) => {
        turn += 1;
        await db.$executeRaw`SET LOCAL lock_timeout = '30ms'`;
        // Who has the row lets go before the second turn.
        if (turn === 2) await holder.query("COMMIT");
        await db.customer.update({ where: { tenantId_id: { tenantId, id } }, data: { name: "새 이름" } });
      });
      await rename.catch((error: unknown) => expect(String(error)).toMatch(/lock timeout/));
      await holder.query("ROLLBACK");
      holder.release();
      expect(turn).toBe(turns);
      const { name } = await inTransaction(ours, ({ db }) =>
        db.customer.findUniqueOrThrow({ where: { tenantId_id: { tenantId: ours.tenantId, id } } }),
      );
      expect(name).toBe(turns === 2 ? "새 이름" : "잠긴 고객");
    },
  );

  it("keeps an event and its job together: a rollback takes both back", async () => {
    const ours = await makeTenant();
    const subject = { kind: "customer", id: newId() };
    await inTransaction(ours, (tx) => recordEvent(tx, "customer.made", subject));
    await inTransaction(ours, async (tx) => {
      await recordEvent(tx, "customer.forgotten", subject);
      throw new Error("stop");
    }).catch(() => {});
    expect(await inTransaction(ours, ({ db }) => db.event.findMany({ select: { type: true } }))).toEqual([
      { type: "customer.made" },
    ]);
    const { rows } = await databasePool().query(
      "SELECT data->>'type' AS type FROM pgboss.job WHERE data->>'tenantId' = $1",
      [ours.tenantId],
    );
    expect(rows).toEqual([{ type: "customer.made" }]);
  });
});
