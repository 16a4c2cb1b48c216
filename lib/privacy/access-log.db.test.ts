import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { customerPage } from "@/lib/customers/customer-page";
import { addCustomer } from "@/lib/customers/customer-page-changes";
import { beginExport } from "@/lib/customers/export/export";
import { foundCustomers } from "@/lib/customers/found-customers";
import { customerList } from "@/lib/customers/list/customer-list";
import { readListQuery } from "@/lib/customers/list/query";
import { tagCustomer } from "@/lib/customers/tags/tags";
import { dueTasks } from "@/lib/customers/tasks/task-list";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { askForReview, firstBusinessDay, monthOfAccess } from "./access-review";
import { accesses } from "./accesses";

let tenant: TenantScope;
let id: string;

const staff = (scope: TenantScope, name = "이가람"): TenantScope => ({
  ...scope,
  actor: { kind: "member", id: newId(), name, network: "192.0.2.7" },
});
const days = { from: "2026-11-01", to: "2027-12-31", zone: "Asia/Seoul" };
const linesOf = async (scope: TenantScope, filter: object = {}) =>
  (await accesses(scope, { ...days, ...filter })).lines;

beforeAll(async () => {
  await moveClockTo("2026-11-20T01:00:00Z");
  tenant = staff(await makeTenant());
  id = (await addCustomer(tenant, { name: "홍길동", phone: "010-2222-3333", shop: null, note: null })).id;
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("the access log", () => {
  test("says who looked at whom, when and from where, once for the same look within ten minutes", async () => {
    const reader = staff(tenant);
    await customerPage(reader, id);
    await customerPage(reader, id);
    await moveClockTo("2026-11-20T01:11:00Z");
    await customerPage(reader, id);
    const lines = await linesOf(tenant, { member: reader.actor.id });
    expect(lines.map(({ act, at, who, network, customer }) => ({ act, at, who, network, customer }))).toEqual(
      ["2026-11-20T01:11:00Z", "2026-11-20T01:00:00Z"].map((at) => ({
        act: "viewed",
        at: new Date(at),
        who: "이가람",
        network: "192.0.2.7",
        customer: { id, name: "홍길동" },
      })),
    );
  });

  test("writes down that somebody asked for whom there is not, and nothing of what the system does", async () => {
    const reader = staff(tenant);
    const nobody = newId();
    expect(await customerPage(reader, nobody)).toBeNull();
    expect(await linesOf(tenant, { member: reader.actor.id })).toMatchObject([
      { act: "refused", customer: { id: nobody, name: null } },
    ]);
    const other = await makeTenant();
    await customerPage(other, newId());
    expect(await linesOf(other)).toEqual([]);
  });

  test("keeps whom a search found and no word of it; lists and exports with number and conditions", async () => {
    const reader = staff(tenant);
    await foundCustomers(reader, "홍길동");
    await customerList(reader, readListQuery({ q: "홍길동" }));
    await customerList(reader, readListQuery({ came: "never" }));
    const file = { format: "csv", extent: "shown", reason: "x" } as const;
    await beginExport(reader, { ids: undefined, query: "came=never&q=", all: 1, ...file }, "192.0.2.7");
    const lines = await linesOf(tenant, { member: reader.actor.id });
    expect(lines.map(({ act, people, filter }) => [act, people, filter]).sort()).toEqual([
      ["exported", 1, "came=never"],
      ["listed", 1, "came=never"],
      ["searched", 1, null],
    ]);
    const rows = await inTransaction(tenant, ({ db }) => db.accessLog.findMany());
    expect(JSON.stringify(rows)).not.toContain("홍길동");
  });

  test("writes down every change of a customer with its kind", async () => {
    const writer = staff(tenant);
    await tagCustomer(writer, { customerId: id, name: "단골" });
    await tagCustomer(writer, { customerId: id, name: "조용한 분" });
    const lines = await linesOf(tenant, { act: "changed", member: writer.actor.id });
    expect(lines.map(({ detail, customer }) => [detail, customer?.id])).toEqual([
      ["customer.tagged", id],
      ["customer.tagged", id],
    ]);
  });

  test("finds a person among those of a list, comes in pages, and shows no other business's lines", async () => {
    const scope = staff(await makeTenant());
    const first = (await addCustomer(scope, { name: "가", phone: "010-1111-0001", shop: null, note: null }))
      .id;
    await addCustomer(scope, { name: "나", phone: "010-1111-0002", shop: null, note: null });
    await customerList(scope, readListQuery({}));
    expect((await linesOf(scope, { customerId: first })).map(({ act }) => act).sort()).toEqual([
      "changed",
      "listed",
    ]);
    await inTransaction(scope, ({ db, tenantId, now }) =>
      db.accessLog.createMany({
        data: Array.from({ length: 120 }, () => ({
          tenantId,
          occurredAt: now,
          id: newId(),
          act: "viewed",
          actorKind: "member",
        })),
      }),
    );
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await accesses(scope, days, after);
      seen.push(...page.lines.map((line) => line.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(123);
    expect(new Set(seen).size).toBe(123);
    expect((await linesOf(tenant)).map((line) => line.id)).not.toContain(seen[0]);
  });

  test("can't be changed or emptied by the application", async () => {
    const tries = [
      "UPDATE access_log SET actor_name = 'nobody'",
      "DELETE FROM access_log",
      "TRUNCATE access_log",
      "UPDATE destruction_log SET people = 0",
      "DELETE FROM destruction_log",
    ];
    for (const sql of tries)
      await expect(inTransaction(tenant, ({ db }) => db.$executeRawUnsafe(sql))).rejects.toThrow(
        /permission denied/,
      );
  });

  test("forgets after a year, not before, and after two where there are fifty thousand people", async () => {
    const forgotten = (scope: TenantScope) =>
      inTransaction(scope, async ({ db }) => {
        const [row] = await db.$queryRaw<{ gone: bigint }[]>`SELECT forget_access_log(1000) AS gone`;
        return Number(row?.gone);
      });
    await moveClockTo("2026-11-21T00:00:00Z");
    const small = staff(await makeTenant());
    await addCustomer(small, { name: "가", phone: "010-1111-0001", shop: null, note: null });
    const large = staff(await makeTenant());
    await addCustomer(large, { name: "가", phone: "010-1111-0001", shop: null, note: null });
    await inTransaction(large, async ({ db, tenantId }) => {
      await db.$executeRaw`INSERT INTO customer (tenant_id, id, name, created_at)
        SELECT ${tenantId}::uuid, gen_random_uuid(), '', now() FROM generate_series(1, 50000)`;
    });
    await moveClockTo("2027-11-20T23:59:00Z");
    expect([await forgotten(small), await forgotten(large)]).toEqual([0, 0]);
    await moveClockTo("2027-11-21T00:01:00Z");
    expect([await forgotten(small), await forgotten(large)]).toEqual([1, 0]);
    await moveClockTo("2028-11-21T00:01:00Z");
    expect(await forgotten(large)).toBe(1);
  });
});

describe("the monthly review", () => {
  test("the first business day skips weekends and holidays", () => {
    expect(firstBusinessDay("2026-12")).toBe("2026-12-01");
    expect(firstBusinessDay("2026-08")).toBe("2026-08-03");
    expect(firstBusinessDay("2027-01")).toBe("2027-01-04");
  });

  test("is asked for once, from the first business day on, with a link to the month; not where nothing happened", async () => {
    await moveClockTo("2026-12-15T01:00:00Z");
    const scope = staff(await makeTenant());
    await addCustomer(scope, { name: "가", phone: "010-1111-0001", shop: null, note: null });
    const quiet = await makeTenant();
    const system = systemScope(scope.tenantId);
    const asked = () => inTransaction(system, (tx) => dueTasks(tx, "Asia/Seoul", newId()));
    await moveClockTo("2027-01-03T14:59:00Z");
    await askForReview(system);
    expect(await asked()).toEqual([]);
    await moveClockTo("2027-01-03T15:01:00Z");
    for (const one of [system, system, quiet]) await askForReview(one);
    expect(await asked()).toMatchObject([
      { title: "2026-12 개인정보 접속기록 점검", place: "privacy/access?month=2026-12", dueOn: "2027-01-04" },
    ]);
    expect(await inTransaction(quiet, ({ db }) => db.task.count())).toBe(0);
  });

  test("shows who looked at night, took files along, and at unusually many", async () => {
    const scope = staff(await makeTenant());
    const line = (given: { at: string; act?: string; people?: number; actorId: string }) => ({
      tenantId: scope.tenantId,
      id: newId(),
      occurredAt: new Date(given.at),
      act: given.act ?? "listed",
      people: given.people ?? 1,
      actorKind: "member",
      actorId: given.actorId,
      actorName: given.actorId,
    });
    await inTransaction(scope, ({ db }) =>
      db.accessLog.createMany({
        data: [
          line({ actorId: "a", at: "2026-10-10T03:00:00Z", people: 90 }),
          line({ actorId: "a", at: "2026-11-10T03:00:00Z", people: 80 }),
          line({ actorId: "b", at: "2026-10-10T03:00:00Z", people: 30 }),
          line({ actorId: "b", at: "2026-11-10T14:00:00Z", people: 500, act: "exported" }),
          line({ actorId: "b", at: "2026-11-10T12:59:00Z" }),
        ],
      }),
    );
    const { members } = await monthOfAccess(scope, "2026-11", "Asia/Seoul");
    expect(
      members.map(({ name, people, exports, atNight, unusual }) => [name, people, exports, atNight, unusual]),
    ).toEqual([
      ["b", 501, 1, 1, true],
      ["a", 80, 0, 0, false],
    ]);
  });
});
