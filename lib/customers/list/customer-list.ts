import { z } from "zod";
import { recordAccess } from "@/lib/platform/access-log";
import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { readCursor, writeCursor } from "../cursor";
import { searchCustomers } from "../search";
import { type CustomerLine, countedLines, linesOf } from "./lines";
import { allHits, matching } from "./matching";
import { conditionsOf, type ListQuery, type ListSort } from "./query";

export interface CustomerList {
  customers: CustomerLine[];
  /** How many fit in all; with words that are searched for, a thousand stands for more. */
  total: number;
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

const pageSize = 50;

/** The tenant's customers that fit, a page at a time. Erased ones are not shown. */
export async function customerList(
  tenant: TenantScope,
  query: ListQuery,
  after?: string | undefined,
): Promise<CustomerList> {
  return inTransaction(tenant, async (tx) => {
    const page = await (query.search ? foundCustomers(tx, query, after) : sortedCustomers(tx, query, after));
    await recordAccess(tx, {
      act: query.search ? "searched" : "listed",
      customerIds: page.customers.map(({ id }) => id),
      filter: conditionsOf(query) || null,
    });
    return page;
  });
}

/** The words' own order: the best hit first. */
async function foundCustomers(tx: Tx, query: ListQuery, after: string | undefined): Promise<CustomerList> {
  const place = readCursor(after, z.tuple([z.int(), z.string(), z.uuid()]));
  if (query.filters.length > 0) return filteredHits(tx, query, place?.[2]);
  const { hits, total } = await searchCustomers(tx, query.search, {
    atMost: pageSize,
    after: place ? { rank: place[0], name: place[1], id: place[2] } : undefined,
  });
  const last = hits.at(-1);
  return {
    customers: await linesInOrder(
      tx,
      hits.map(({ id }) => id),
      query,
    ),
    total,
    next: last && hits.length === pageSize ? writeCursor([last.rank, last.name, last.id]) : null,
  };
}

/** Hits are few (see search.ts), so all are found, narrowed, and cut into pages. */
async function filteredHits(tx: Tx, query: ListQuery, afterId: string | undefined): Promise<CustomerList> {
  const hits = await allHits(tx, query.search);
  const where = await matching(tx, { ...query, search: "" });
  const fitting = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM customer c WHERE ${where} AND c.id = ANY(${hits.map(({ id }) => id)}::uuid[])`;
  const fit = new Set(fitting.map(({ id }) => id));
  const found = hits.filter(({ id }) => fit.has(id));
  const start = afterId ? found.findIndex(({ id }) => id === afterId) + 1 : 0;
  const page = found.slice(start, start + pageSize);
  const last = page.at(-1);
  return {
    customers: await linesInOrder(
      tx,
      page.map(({ id }) => id),
      query,
    ),
    total: found.length,
    next: last && found.length > start + pageSize ? writeCursor([last.rank, last.name, last.id]) : null,
  };
}

async function linesInOrder(tx: Tx, ids: string[], query: ListQuery): Promise<CustomerLine[]> {
  const page = Prisma.sql`SELECT c.* FROM customer c
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.erased_at IS NULL AND c.id = ANY(${ids}::uuid[])`;
  const byId = new Map((await linesOf(tx, page, query.columns)).map((line) => [line.id, line]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function sortedCustomers(tx: Tx, query: ListQuery, after: string | undefined): Promise<CustomerList> {
  const where = await matching(tx, query);
  const order = orders[query.sort];
  const { lines, total } =
    query.filters.length > 0
      ? await countedLines(tx, filteredPage(tx, where, query.sort, after), query.columns, order)
      : {
          lines: await linesOf(tx, indexedPage(where, query.sort, after), query.columns, order),
          total: null,
        };
  const customers = lines.slice(0, pageSize);
  const last = customers.at(-1);
  return {
    customers,
    total: total ?? (await countMatching(tx, where)),
    next: last && lines.length > pageSize ? writeCursor([placeOf(last, query.sort), last.id]) : null,
  };
}

/** Everybody's list is read from the index of its order, as far as the page goes. */
const indexedPage = (where: Prisma.Sql, sort: ListSort, after: string | undefined) => Prisma.sql`
  SELECT c.* FROM customer c WHERE ${where} ${behind(sort, after)} ORDER BY ${orders[sort]} LIMIT ${pageSize + 1}`;

/** What filters cost is paid once: who fits is found, counted and cut into pages in one statement. */
const filteredPage = (tx: Tx, where: Prisma.Sql, sort: ListSort, after: string | undefined) => Prisma.sql`
  WITH fit AS MATERIALIZED (SELECT c.id, c.name, c.created_at FROM customer c WHERE ${where})
  SELECT k.*, (SELECT count(*)::int FROM fit) AS total
  FROM (SELECT c.id FROM fit c WHERE true ${behind(sort, after)} ORDER BY ${orders[sort]} LIMIT ${pageSize + 1}) AS page
  JOIN customer k ON k.tenant_id = ${tx.tenantId}::uuid AND k.id = page.id`;

export async function countMatching(tx: Tx, where: Prisma.Sql): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM customer c WHERE ${where}`;
  return row?.count ?? 0;
}

/** Word for word as in the indexes customer_recent and customer_by_name, which give these orders without sorting. */
const orders: Record<ListSort, Prisma.Sql> = {
  recent: Prisma.sql`c.created_at DESC, c.id DESC`,
  oldest: Prisma.sql`c.created_at, c.id`,
  name: Prisma.sql`c.name COLLATE "C", c.id`,
};

const placeOf = ({ name, createdAt }: CustomerLine, sort: ListSort) =>
  sort === "name" ? name : createdAt.toISOString();

function behind(sort: ListSort, after: string | undefined): Prisma.Sql {
  if (sort === "name") {
    const place = readCursor(after, z.tuple([z.string(), z.uuid()]));
    return place
      ? Prisma.sql`AND (c.name COLLATE "C", c.id) > (${place[0]} COLLATE "C", ${place[1]}::uuid)`
      : Prisma.empty;
  }
  const place = readCursor(after, z.tuple([z.iso.datetime(), z.uuid()]));
  if (!place) return Prisma.empty;
  const [at, id] = place;
  return sort === "recent"
    ? Prisma.sql`AND (c.created_at, c.id) < (${at}::timestamptz, ${id}::uuid)`
    : Prisma.sql`AND (c.created_at, c.id) > (${at}::timestamptz, ${id}::uuid)`;
}
