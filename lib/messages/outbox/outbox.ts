import { z } from "zod";
import { readCursor, writeCursor } from "@/lib/customers/cursor";
import { recordAccess } from "@/lib/platform/access-log";
import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { linesInOrder, type MessageLine } from "../message-list";
import { lineTimeSql } from "./line-time";
import { matching, narrowedTo } from "./matching";
import type { OutboxQuery } from "./query";
import { isForward, type OutboxTab, shownTabs, statesOf } from "./tabs";

/** A tab says no more than "10,000+": whoever wants to know opens it. */
export const mostCounted = 10_000;
const pageSize = 50;

export interface Outbox {
  lines: MessageLine[];
  counts: Partial<Record<OutboxTab, number>>;
  /** Cursors of the pages before and behind; null at the ends. */
  previous: string | null;
  next: string | null;
  now: Date;
}

/** Which page: behind a cursor, before one, or the first. */
export interface OutboxPlace {
  after?: string | undefined;
  before?: string | undefined;
}

/** One page of the outbox: what is coming from the soonest on, what is over from the newest back. */
export async function outbox(
  tenant: TenantScope,
  query: OutboxQuery,
  place: OutboxPlace = {},
): Promise<Outbox> {
  return inTransaction(tenant, async (tx) => {
    const { rows, previous, next } = await pageOf(tx, query, place);
    const lines = await linesInOrder(
      tx,
      rows.map(({ id }) => id),
    );
    const customerIds = [...new Set(lines.map(({ customer }) => customer.id))].sort();
    await recordAccess(tx, { act: "listed", customerIds, detail: "messages" });
    return { lines, counts: await countsOf(tx, query), previous, next, now: tx.now };
  });
}

interface Place {
  id: string;
  at: Date;
}

/** Which messages stand on a page, in its order, and where the pages beside it begin. */
export async function pageOf(tx: Tx, query: OutboxQuery, { after, before }: OutboxPlace) {
  const where = await matching(tx, query);
  const cursor = readCursor(before ?? after, z.tuple([z.iso.datetime(), z.uuid()]));
  const backwards = cursor !== null && before !== undefined;
  const found = await rowsOf(tx, query, where, { cursor, ascending: isForward(query.tab) !== backwards });
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [start, end] = [rows.at(0), rows.at(-1)];
  const at = (row: Place | undefined) => (row ? writeCursor([row.at.toISOString(), row.id]) : null);
  return {
    rows,
    previous: (backwards ? more : cursor !== null) ? at(start) : null,
    next: backwards || more ? at(end) : null,
  };
}

/**
 * No more of each state than a page, read from the index in its order, and of those the first: several states at once have
 * no order of their own.
 */
function rowsOf(
  tx: Tx,
  query: OutboxQuery,
  where: Prisma.Sql,
  { cursor, ascending }: { cursor: [string, string] | null; ascending: boolean },
): Promise<Place[]> {
  const states = narrowedTo(statesOf(query.tab), query);
  if (states.length === 0) return Promise.resolve([]);
  const order = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const behind = cursor
    ? Prisma.sql`AND (${lineTimeSql}, m.id) ${ascending ? Prisma.sql`>` : Prisma.sql`<`} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : Prisma.empty;
  const parts = states.map(
    (state) => Prisma.sql`(
      SELECT m.id, ${lineTimeSql} AS at FROM message m WHERE ${where} AND m.state = ${state} ${behind}
      ORDER BY ${lineTimeSql} ${order}, m.id ${order} LIMIT ${pageSize + 1})`,
  );
  return tx.db.$queryRaw<Place[]>`
    SELECT id::text AS id, at FROM (${Prisma.join(parts, " UNION ALL ")}) AS places
    ORDER BY at ${order}, places.id ${order} LIMIT ${pageSize + 1}`;
}

/** How many each tab holds with these filters, in one statement; of one that is asked for besides, too. */
async function countsOf(tx: Tx, query: OutboxQuery): Promise<Outbox["counts"]> {
  const where = await matching(tx, query);
  const tabs = [...new Set([...shownTabs, query.tab])];
  const counts = tabs.map((tab) => {
    const states = tab === query.tab ? narrowedTo(statesOf(tab), query) : statesOf(tab);
    return Prisma.sql`SELECT ${tab} AS tab, ${countIn(where, states)} AS count`;
  });
  const rows = await tx.db.$queryRaw<
    { tab: OutboxTab; count: number }[]
  >`${Prisma.join(counts, " UNION ALL ")}`;
  return Object.fromEntries(rows.map(({ tab, count }) => [tab, count]));
}

const countIn = (where: Prisma.Sql, states: readonly string[]) => Prisma.sql`(SELECT count(*)::int FROM (
  SELECT FROM message m WHERE ${where} AND m.state = ANY(${[...states]}::text[]) LIMIT ${mostCounted + 1}) AS fitting)`;

/** How many messages that may still be taken back a query finds, counted up to `mostCounted`. */
export async function countOpen(tx: Tx, query: OutboxQuery, states: readonly string[]): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ count: number }[]>`
    SELECT ${countIn(await matching(tx, query), states)} AS count`;
  return row?.count ?? 0;
}
