import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import type { Span } from "./windows";

/** A row of `sending_counter`, and what is to be added to it. Country "*" is all of them. */
export interface CounterKey {
  span: Span;
  from: Date;
  country: string;
}
export interface Addition extends CounterKey {
  messages: number;
  newPeople: number;
  cost: bigint;
  /** Taken only if the counter does not rise above these; null is no matter. */
  atMost: { messages: number | null; newPeople: number | null; cost: bigint | null };
}
export interface CounterRow extends CounterKey {
  messages: number;
  newPeople: number;
  cost: bigint;
}
/** A line of the ledger to be. */
export interface NewEntry {
  id: string;
  country: string;
  hourAt: Date;
  dayAt: Date;
  monthAt: Date;
  cost: bigint;
  newPerson: boolean;
  /** Counted in its country's day, too. */
  abroad: boolean;
}

/** BigInts as text: JSON has none. */
const json = (value: unknown) =>
  JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));

/**
 * Takes from all counters at once, each by a conditional UPDATE (or the first row of its window), and writes the ledger if all
 * of them gave: one statement for a whole batch. Every statement here touches the counters in one order (`inOrder`), so that
 * two senders of a tenant never wait for each other in a circle. Answers the keys that gave; with one missing the caller
 * must give the others back.
 */
export async function takeAll(
  tx: Tx,
  additions: readonly Addition[],
  entries: readonly NewEntry[],
): Promise<CounterKey[]> {
  const rows = additions.map(({ atMost, ...one }) => ({
    ...one,
    mostMessages: atMost.messages,
    mostNewPeople: atMost.newPeople,
    mostCost: atMost.cost,
  }));
  return tx.db.$queryRaw<CounterKey[]>`
    WITH wish AS (
      SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb) w(span text, "from" timestamptz, country text, messages int,
        "newPeople" int, cost bigint, "mostMessages" int, "mostNewPeople" int, "mostCost" bigint)
    ), taken AS (
      INSERT INTO sending_counter AS c (tenant_id, span, starts_at, country, messages, new_people, cost)
      SELECT ${tx.tenantId}::uuid, w.span, w."from", w.country, w.messages, w."newPeople", w.cost FROM wish w
      WHERE w.messages <= coalesce(w."mostMessages", w.messages) AND w.cost <= coalesce(w."mostCost", w.cost)
        AND w."newPeople" <= coalesce(w."mostNewPeople", w."newPeople")
      ORDER BY w.span, w."from", w.country
      ON CONFLICT (tenant_id, span, starts_at, country) DO UPDATE SET
        messages = c.messages + excluded.messages, new_people = c.new_people + excluded.new_people,
        cost = c.cost + excluded.cost
      WHERE EXISTS (
        SELECT FROM wish w WHERE w.span = c.span AND w."from" = c.starts_at AND w.country = c.country
          AND c.messages + w.messages <= coalesce(w."mostMessages", c.messages + w.messages)
          AND c.cost + w.cost <= coalesce(w."mostCost", c.cost + w.cost)
          AND c.new_people + w."newPeople" <= coalesce(w."mostNewPeople", c.new_people + w."newPeople"))
      RETURNING c.span, c.starts_at, c.country
    ), ledger AS (
      INSERT INTO budget_entry AS e (tenant_id, id, country, hour_at, day_at, month_at, reserved, new_person, abroad, reserved_at)
      SELECT ${tx.tenantId}::uuid, n.id, n.country, n."hourAt", n."dayAt", n."monthAt", n.cost, n."newPerson", n.abroad, ${tx.now}::timestamptz
      FROM jsonb_to_recordset(${json(entries)}::jsonb) n(id uuid, country text, "hourAt" timestamptz,
        "dayAt" timestamptz, "monthAt" timestamptz, cost bigint, "newPerson" boolean, abroad boolean)
      WHERE (SELECT count(*) FROM taken) = ${additions.length}
      ON CONFLICT (tenant_id, id) DO UPDATE SET country = excluded.country, hour_at = excluded.hour_at,
        day_at = excluded.day_at, month_at = excluded.month_at, reserved = excluded.reserved, settled = NULL,
        state = 'reserved', new_person = excluded.new_person, abroad = excluded.abroad, reserved_at = excluded.reserved_at, closed_at = NULL
    )
    SELECT span, starts_at AS "from", country FROM taken`;
}

/** Reads counters and holds them until the transaction ends. One that nobody counted in yet is absent. */
export async function lockCounters(tx: Tx, keys: readonly CounterKey[]): Promise<CounterRow[]> {
  return tx.db.$queryRaw<CounterRow[]>`
    SELECT c.span, c.starts_at AS "from", c.country, c.messages, c.new_people AS "newPeople", c.cost
    FROM sending_counter c
    JOIN jsonb_to_recordset(${json(keys)}::jsonb) k(span text, "from" timestamptz, country text)
      ON k.span = c.span AND k."from" = c.starts_at AND k.country = c.country
    WHERE c.tenant_id = ${tx.tenantId}::uuid ${inOrder} FOR UPDATE OF c`;
}

/** Adds what is given (less than nothing, too) to counters that are there; the CHECKs hold them at nothing or above. */
export async function adjustCounters(tx: Tx, changes: readonly CounterRow[]): Promise<void> {
  if (changes.length === 0) return;
  await lockCounters(tx, changes);
  await tx.db.$executeRaw`
    UPDATE sending_counter c SET messages = c.messages + k.messages, new_people = c.new_people + k."newPeople",
      cost = c.cost + k.cost
    FROM jsonb_to_recordset(${json(changes)}::jsonb) k(span text, "from" timestamptz, country text, messages int,
      "newPeople" int, cost bigint)
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.span = k.span AND c.starts_at = k."from" AND c.country = k.country`;
}

/** First texts to people of a country in the busiest hour of the four weeks before. */
export async function busiestHour(tx: Tx, country: string, before: Date): Promise<number> {
  const { _max } = await tx.db.sendingCounter.aggregate({
    where: {
      span: "hour",
      country,
      startsAt: { lt: before, gte: new Date(before.getTime() - 28 * 86_400_000) },
    },
    _max: { newPeople: true },
  });
  return _max.newPeople ?? 0;
}

const inOrder = Prisma.sql`ORDER BY c.span, c.starts_at, c.country`;
