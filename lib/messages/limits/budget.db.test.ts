import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { takeBudget } from "./budget";
import { changeCaps, limitsOf, usedNow } from "./limits";
import type { Spend } from "./purse";
import { settleTest } from "./settling-costs";
import { sendingState } from "./state";

const won = (amount: number) => BigInt(amount) * 1_000_000n;
const noon = new Date("2026-11-24T03:00:00Z");
const capsFor = {
  perHour: 100_000,
  perDay: 100_000,
  dayWon: 1_000_000,
  monthWon: 10_000_000,
  abroadWon: 1_000_000,
};

let tenant: TenantScope;
beforeEach(async () => {
  await moveClockTo(noon);
  tenant = await makeTenant();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const caps = async (given: Partial<typeof capsFor>) =>
  changeCaps(tenant, { version: (await limitsOf(tenant)).version, ...capsFor, ...given });
const spends = (count: number, given: Partial<Spend> = {}): Spend[] =>
  Array.from({ length: count }, () => ({
    id: newId(),
    country: "KR",
    cost: won(8),
    newPerson: false,
    ...given,
  }));
const take = (wanted: Spend[]) =>
  inTransaction(tenant, async (tx) => takeBudget(tx, await sendingState(tx), wanted));
const ledger = () => inTransaction(tenant, ({ db }) => db.budgetEntry.findMany());
const cards = () =>
  inTransaction(tenant, ({ db }) => db.decision.findMany({ where: { kind: "messages.countryBreaker" } }));

/** 200 wishes in batches of four at once; how many were let go. */
async function rush(
  sender: (batch: Spend[]) => Promise<number>,
  given: Partial<Spend> = {},
): Promise<number> {
  const wishes = spends(200, given);
  const batches = Array.from({ length: 50 }, (_, index) => wishes.slice(index * 4, index * 4 + 4));
  const sent = await Promise.all(batches.map(sender));
  return sent.reduce((sum, one) => sum + one, 0);
}

describe("a budget with 50 left, 200 messages at once (G17)", () => {
  test.each([
    ["messages of the hour", { perHour: 50 }, "HOUR_CAP", "2026-11-24T04:00:00.000Z"],
    ["messages of the day", { perDay: 50 }, "DAY_CAP", "2026-11-24T15:00:00.000Z"],
    ["money of the day", { dayWon: 400 }, "BUDGET", "2026-11-24T15:00:00.000Z"],
    ["money of the month", { monthWon: 400 }, "BUDGET", "2026-11-30T15:00:00.000Z"],
  ] as const)("%s: exactly 50 leave, and the ledger is the counter", async (_, cap, reason, until) => {
    await caps(cap);
    const shortages: string[] = [];
    const sent = await rush(async (batch) => {
      const short = await take(batch);
      for (const one of short.values()) shortages.push(`${one.reason} ${one.until.toISOString()}`);
      return batch.length - short.size;
    });
    expect(sent).toBe(50);
    expect(new Set(shortages)).toEqual(new Set([`${reason} ${until}`]));
    const entries = await ledger();
    expect(entries).toHaveLength(50);
    expect(await usedNow(tenant)).toEqual({ hour: 50, day: 50, dayMoney: won(400), monthMoney: won(400) });
  });

  test("control: who counts first and writes afterwards sends more", async () => {
    await caps({ perHour: 50 });
    const sent = await rush((batch) =>
      inTransaction(tenant, async (tx) => {
        const taken = await tx.db.budgetEntry.count();
        // Nothing is waited for: work between looking and writing takes a while, and in it the others look too.
        await tx.db.$queryRaw`SELECT 1 FROM pg_sleep(0.02)`;
        const mine = batch.slice(0, Math.max(0, 50 - taken));
        const at = { hourAt: noon, dayAt: noon, monthAt: noon };
        await tx.db.budgetEntry.createMany({
          data: mine.map(({ id, country, cost }) => ({
            tenantId: tx.tenantId,
            id,
            country,
            ...at,
            reserved: cost,
            reservedAt: noon,
          })),
        });
        return mine.length;
      }),
    );
    expect(sent).toBeGreaterThan(50);
  });
});

describe("money of the day for one country abroad", () => {
  const toAmerica = { country: "US" };

  test("200 at once: exactly what it holds leaves; other countries and the own one go on", async () => {
    await caps({ abroadWon: 400 });
    const shortages = new Set<string>();
    const send = async (batch: Spend[]) => {
      const short = await take(batch);
      for (const { reason, until } of short.values()) shortages.add(`${reason} ${until.toISOString()}`);
      return batch.length - short.size;
    };
    expect(await rush(send, toAmerica)).toBe(50);
    expect([...shortages]).toEqual(["COUNTRY_CAP 2026-11-24T15:00:00.000Z"]);
    const mixed = [...spends(1, toAmerica), ...spends(50, { country: "JP" }), ...spends(60)];
    expect([...(await take(mixed)).keys()]).toEqual([mixed[0]?.id]);
    expect(await usedNow(tenant)).toMatchObject({ day: 160, dayMoney: won(160 * 8) });
    await moveClockTo(new Date("2026-11-24T15:00:00Z"));
    expect((await take(spends(51, toAmerica))).size).toBe(1);
  });

  test("what did not leave is given back to its country", async () => {
    await caps({ abroadWon: 8 });
    const [first] = spends(1, toAmerica);
    if (!first) throw new Error("no spend");
    expect((await take([first])).size).toBe(0);
    expect((await take(spends(1, toAmerica))).size).toBe(1);
    await inTransaction(tenant, (tx) => settleTest(tx, first.id, "refused"));
    expect((await take(spends(1, toAmerica))).size).toBe(0);
    expect((await take(spends(1, toAmerica))).size).toBe(1);
  });

  test("control: without the cap all 200 leave", async () => {
    await caps({});
    expect(await rush(async (batch) => batch.length - (await take(batch)).size, toAmerica)).toBe(200);
  });
});

test("the next hour, day and month begin anew, and a dear message waits where a cheap one goes", async () => {
  await caps({ perHour: 2, dayWon: 100 });
  expect((await take(spends(3))).size).toBe(1);
  await moveClockTo(new Date("2026-11-24T04:00:00Z"));
  const [dear, cheap] = [spends(1, { cost: won(90) }), spends(1)];
  expect([...(await take([...dear, ...cheap]))].map(([id, { reason }]) => [id, reason])).toEqual([
    [dear[0]?.id, "BUDGET"],
  ]);
  await moveClockTo(new Date("2026-11-24T15:00:00Z"));
  expect((await take(dear)).size).toBe(0);
  expect(await usedNow(tenant)).toMatchObject({ day: 1, dayMoney: won(90), monthMoney: won(90 + 24) });
});

describe("first texts to new people of one country", () => {
  const newcomers = (count: number, country: string) => spends(count, { country, newPerson: true });

  test("stop at once when there are suddenly many, with a card; people known before still get theirs", async () => {
    await caps({});
    const firsts = await take(newcomers(40, "US"));
    expect(firsts.size).toBe(10);
    expect(new Set([...firsts.values()].map(({ reason }) => reason))).toEqual(new Set(["COUNTRY_BREAKER"]));
    expect(await cards()).toMatchObject([{ state: "open", askedAt: noon, defaultKey: "keep" }]);
    expect((await take([...newcomers(5, "US"), ...spends(5, { country: "US" })])).size).toBe(5);
    expect((await take(newcomers(20, "KR"))).size).toBe(0);
    expect(await cards()).toHaveLength(1);
    await moveClockTo(new Date(noon.getTime() + 24 * 3_600_000));
    expect((await take(newcomers(30, "US"))).size).toBe(0);
  });

  test("go in crowds like the ones before", async () => {
    await caps({});
    await take(newcomers(30, "US"));
    await moveClockTo(new Date(noon.getTime() + 7 * 86_400_000));
    expect((await take(newcomers(91, "US"))).size).toBe(1);
  });
});
