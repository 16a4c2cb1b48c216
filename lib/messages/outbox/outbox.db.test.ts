import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishDefinition } from "@/lib/definitions/definitions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { readsOf } from "@/lib/platform/testing/reads";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { messageStates } from "../schema";
import { outboxCalendar } from "./calendar";
import { outboxOptions } from "./filter-options";
import { outbox, pageOf } from "./outbox";
import { type OutboxQuery, readOutboxAddress, writeOutboxQuery } from "./query";
import { statesOf } from "./tabs";

const noon = "2026-11-24T03:00:00Z";
let owner: pg.Client;
let small: TenantScope;
let large: TenantScope;
/** Of the small tenant: a rule, and who gets its messages. */
let rule: { key: string; versionId: string };
let customerId: string;

beforeAll(async () => {
  await moveClockTo(noon);
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
  [small, large] = [await makeTenant(), await makeTenant()];
  customerId = await messagesFor(small, 1_000);
  await messagesFor(large, 26_000);
  rule = await ruleFor(small);
  await owner.query("VACUUM ANALYZE message");
});
afterAll(async () => {
  await owner.end();
  await closeQueue();
  await closeDatabase();
});

/** As many messages in all states in turn, four at each time, over the weeks around noon. One in two hundred is advertising. */
async function messagesFor(tenant: TenantScope, count: number): Promise<string> {
  const id = newId();
  await owner.query("BEGIN");
  await owner.query("SELECT set_config('app.tenant_id', $1, true)", [tenant.tenantId]);
  await owner.query(
    "INSERT INTO customer (tenant_id, id, name, created_at) VALUES ($1, $2, '황보빛나', now())",
    [tenant.tenantId, id],
  );
  await owner.query(
    `INSERT INTO message (tenant_id, id, purpose, subject_id, customer_id, class, state, due_at, submitted_at, ended_at, held_until,
       verdict_reason, planned_at, planned_because)
     SELECT $1::uuid, gen_random_uuid(), 'notice:test', gen_random_uuid(), $2::uuid,
       CASE WHEN i % 200 = 7 THEN 'advertising' ELSE 'transactional' END, state, at,
       CASE WHEN state IN ('submitting', 'accepted', 'sent', 'delivered', 'undelivered', 'unclear', 'failed') THEN at END,
       CASE WHEN state IN ('blocked', 'cancelled', 'expired') THEN at END, CASE WHEN state = 'held' THEN at END,
       CASE WHEN state = 'blocked' THEN CASE WHEN i % 390 = 9 THEN 'gate.reasons.NO_ADDRESS' ELSE 'gate.reasons.NO_CONSENT' END END,
       $4::timestamptz, 'messages.because.followUp'
     FROM (SELECT i, ($3::text[])[i % 13 + 1] AS state, $4::timestamptz + (i / 52) * interval '7 minutes' AS at
       FROM generate_series(0, $5::int - 1) AS i) AS made`,
    [tenant.tenantId, id, messageStates, noon, count],
  );
  await owner.query("COMMIT");
  return id;
}

async function ruleFor(tenant: TenantScope) {
  const key = "invite";
  const { versionId } = await publishDefinition(tenant, { kind: "follow_up", key, title: "초대", body: {} });
  await inTransaction(tenant, ({ db }) =>
    db.message.updateMany({
      where: { class: "advertising" },
      data: { followUpVersionId: versionId },
    }),
  );
  return { key, versionId };
}

const all = (filters: OutboxQuery["filters"] = {}, tab: OutboxQuery["tab"] = "all"): OutboxQuery => ({
  tab,
  filters,
});

describe("the list", () => {
  test("goes through everything once, forwards and back, also where many stand at one time", async () => {
    const forwards: string[] = [];
    let cursors: (string | null)[] = [];
    for (let after: string | undefined; ; ) {
      const page = await outbox(small, all(), { after });
      forwards.push(...page.lines.map(({ id }) => id));
      cursors = [page.previous, page.next];
      if (!page.next) break;
      after = page.next;
    }
    expect(new Set(forwards).size).toBe(1_000);
    const backwards: string[] = forwards.slice(-50);
    for (let before = cursors[0]; before; ) {
      const page = await outbox(small, all(), { before });
      backwards.unshift(...page.lines.map(({ id }) => id));
      expect(page.next).not.toBeNull();
      before = page.previous;
    }
    expect(backwards).toEqual(forwards);
    const times = (await outbox(small, all())).lines.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const coming = (await outbox(small, all({}, "coming"))).lines.map(({ at }) => at.getTime());
    expect(coming).toEqual(coming.toSorted((a, b) => a - b));
  });

  test("every tab counts its own, and filters narrow all of them", async () => {
    const { counts } = await outbox(small, all());
    const { coming, waiting, gone, stopped, check } = counts as Record<string, number>;
    expect(counts["all"]).toBe(1_000);
    expect([coming, waiting, gone, stopped, check].reduce((sum = 0, one = 0) => sum + one)).toBe(1_000);
    const narrowed = await outbox(small, all({ class: "advertising", customer: customerId }));
    expect(narrowed.counts["all"]).toBe(5);
    expect(narrowed.lines.every((line) => line.class === "advertising")).toBe(true);
    expect((await outbox(small, all({ rule: rule.key }))).lines).toHaveLength(5);
    expect((await outbox(small, all({ rule: "nobody_knows" }))).lines).toEqual([]);
    expect((await outbox(small, all({ state: "held" }, "gone"))).lines).toEqual([]);
    expect((await outbox(small, all({ run: newId() }))).counts["all"]).toBe(0);
    const blocked = await outbox(small, all({ reason: "gate.reasons.NO_ADDRESS" }));
    expect(blocked.lines.map(({ explained }) => explained.reason)).toEqual(
      Array.from({ length: blocked.lines.length }, () => "gate.reasons.NO_ADDRESS"),
    );
    expect(blocked.lines.length).toBeGreaterThan(0);
  });

  test("days are the business's own: what goes at 00:30 in Seoul is of that day, not of the one before in London", async () => {
    const at = new Date("2026-12-31T15:30:00Z");
    await inTransaction(small, async ({ db }) => {
      const one = await db.message.findFirstOrThrow({ where: { state: "planned" }, select: { id: true } });
      await db.message.updateMany({ where: { id: one.id }, data: { dueAt: at } });
    });
    const on = (from: string, to = from) => outbox(small, all({ from, to }));
    expect((await on("2026-12-31")).lines).toHaveLength(0);
    expect((await on("2027-01-01")).lines).toHaveLength(1);
    const { days } = await outboxCalendar(small, "week", "2027-01-01");
    expect(days.map(({ date, groups }) => [date, groups[0]?.total ?? 0])).toContainEqual(["2027-01-01", 1]);
  });

  test("offers the reasons that occur, each once", async () => {
    const { reasons } = await outboxOptions(small, all());
    expect(reasons).toEqual(["gate.reasons.NO_ADDRESS", "gate.reasons.NO_CONSENT"]);
  });
});

test("the calendar counts what is to go and what went, by day and rule; each number is that of its list", async () => {
  const { days } = await outboxCalendar(small, "month", "2026-11-24");
  expect(days).toHaveLength(42);
  expect([days[0]?.date, days[0]?.outside, days.at(-1)?.date]).toEqual(["2026-10-26", true, "2026-12-06"]);
  const day = days.find(({ date }) => date === "2026-11-24");
  expect(day?.groups.map((group) => group.rule)).toContain(rule.key);
  for (const { rule: key, total, coming } of day?.groups ?? []) {
    if (!key) continue;
    const list = await outbox(small, all({ from: "2026-11-24", to: "2026-11-24", rule: key }, "moving"));
    expect([
      list.counts["moving"],
      (list.counts["coming"] ?? 0) + (list.counts["waiting"] ?? 0) >= coming,
    ]).toEqual([total, true]);
  }
  const total = day?.groups.reduce((sum, group) => sum + group.total, 0);
  const list = await outbox(small, all({ from: "2026-11-24", to: "2026-11-24" }, "moving"));
  expect(list.counts["moving"]).toBe(total);
});

describe("an address", () => {
  test("says the same list always the same way, and leaves out what it does not know", () => {
    const query = readOutboxAddress(
      "to=2026-11-30&state=held&tab=waiting&class=nonsense&from=2026-13-01&x=1&reason=gate.reasons.NIGHT",
    );
    expect(query).toEqual({
      tab: "waiting",
      filters: { state: "held", reason: "gate.reasons.NIGHT", to: "2026-11-30" },
    });
    expect(writeOutboxQuery(query)).toBe("?tab=waiting&state=held&reason=gate.reasons.NIGHT&to=2026-11-30");
    expect(readOutboxAddress(writeOutboxQuery(query).slice(1))).toEqual(query);
  });
});

/** Rows and index entries that finding a page reads; its counts are bounded by what a tab counts at most. */
const costOf = (tenant: TenantScope, query: OutboxQuery, after?: string): Promise<number> =>
  inTransaction(tenant, async (tx) => {
    const { rows, entries } = await readsOf(tx, () => pageOf(tx, query, { after }));
    return rows + entries;
  });

describe("what a page reads", () => {
  const tabs = ["coming", "gone", "check", "all"] as const;
  const most = 1.5;

  test.each(tabs)("of %s does not grow with the business", async (tab) => {
    const [few, many] = [await costOf(small, all({}, tab)), await costOf(large, all({}, tab))];
    expect(many).toBeLessThanOrEqual(few * most);
    expect(many).toBeLessThan(150 * statesOf(tab).length);
  });

  test("nor on a later page, nor where a reason is rare", async () => {
    const first = await outbox(large, all({}, "gone"));
    expect(await costOf(large, all({}, "gone"), first.next ?? "")).toBeLessThan(500);
    const rare = all({ reason: "gate.reasons.NO_ADDRESS" }, "stopped");
    expect(await costOf(large, rare)).toBeLessThan(500);
  });

  /** Control: without the index the first fifty are found by reading every message of these states. */
  test("the index is what makes it so", async () => {
    await owner.query("DROP INDEX message_outbox");
    const [few, many] = [await costOf(small, all({}, "gone")), await costOf(large, all({}, "gone"))];
    expect(many).toBeGreaterThan(few * most);
  });
});
