import { z } from "zod";
import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { instantOf, localDate } from "@/lib/platform/zoned-time";

import { readCursor, writeCursor } from "../cursor";

export interface TaskLine {
  id: string;
  title: string;
  /** "2026-12-05" */
  dueOn: string | null;
  assignee: { id: string; name: string } | null;
  customer: { id: string; name: string } | null;
  doneAt: Date | null;
  version: number;
  /** Where at the desk it is done, where there is one place: "privacy/access?month=2026-11". */
  place: string | null;
  /** Open, and its day is over. */
  overdue: boolean;
}

export interface TaskList {
  tasks: TaskLine[];
  /** Open and done ones of these owners. */
  counts: { open: number; done: number };
  /** The day it is where the business is. */
  today: string;
  next: string | null;
}

interface Row {
  id: string;
  title: string;
  due_on: string | null;
  assignee_id: string | null;
  assignee: string | null;
  customer_id: string | null;
  customer: string | null;
  done_at: Date | null;
  version: number;
  place: string | null;
}

const pageSize = 50;
/** Behind every real day: tasks without one come last. Word for word as in the index task_due. */
const noDay = "9999-12-31";
const byDay = Prisma.sql`coalesce(t.due_on, '9999-12-31'::date)`;

/**
 * Tasks a page at a time: open ones by their day, so the overdue come first and those without a day last; done ones the
 * latest first. `mine` is the membership whose tasks alone are meant.
 */
export async function taskList(
  tenant: TenantScope,
  asked: { zone: string; mine: string | null; done: boolean; after?: string | undefined },
): Promise<TaskList> {
  return inTransaction(tenant, async (tx) => {
    const today = localDate(tx.now, asked.zone);
    const owner = ownedBy(asked.mine);
    const rows = asked.done ? await doneRows(tx, owner, asked.after) : await openRows(tx, owner, asked.after);
    const [counts] = await tx.db.$queryRaw<{ open: number; done: number }[]>`
      SELECT count(*) FILTER (WHERE done_at IS NULL)::int AS open, count(done_at)::int AS done
      FROM task t WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${owner}`;
    const tasks = rows.slice(0, pageSize).map((row) => lineOf(row, today));
    const last = rows[pageSize - 1];
    return {
      tasks,
      today,
      counts: counts ?? { open: 0, done: 0 },
      next:
        last && rows.length > pageSize
          ? writeCursor([asked.done ? (last.done_at as Date).toISOString() : (last.due_on ?? noDay), last.id])
          : null,
    };
  });
}

/** One task, open or done; null once it was taken away. */
export async function taskById(tenant: TenantScope, id: string, zone: string): Promise<TaskLine | null> {
  return inTransaction(tenant, async (tx) => {
    const [row] = await tx.db.$queryRaw<Row[]>`${columns(tx)} AND t.id = ${id}::uuid`;
    return row ? lineOf(row, localDate(tx.now, zone)) : null;
  });
}

/** What a member has to do today: own tasks and nobody's, overdue ones first. */
export async function dueTasks(tx: Tx, zone: string, membershipId: string): Promise<TaskLine[]> {
  const today = localDate(tx.now, zone);
  const rows = await tx.db.$queryRaw<Row[]>`
    ${columns(tx)} AND t.done_at IS NULL AND t.due_on <= ${today}::date
      AND (t.assignee_id = ${membershipId}::uuid OR t.assignee_id IS NULL)
    ORDER BY t.due_on, t.id LIMIT 20`;
  return rows.map((row) => lineOf(row, today));
}

/** One customer's tasks: all that are open, and what was done today, to take it back. */
export async function tasksOfCustomer(
  tenant: TenantScope,
  customerId: string,
  zone: string,
): Promise<TaskLine[]> {
  return inTransaction(tenant, async (tx) => {
    const today = localDate(tx.now, zone);
    const since = instantOf({ date: today, time: "00:00", zone });
    const rows = await tx.db.$queryRaw<Row[]>`
      ${columns(tx)} AND t.customer_id = ${customerId}::uuid AND (t.done_at IS NULL OR t.done_at >= ${since})
      ORDER BY t.done_at NULLS FIRST, t.due_on NULLS LAST, t.id LIMIT 50`;
    return rows.map((row) => lineOf(row, today));
  });
}

const ownedBy = (mine: string | null) =>
  mine ? Prisma.sql`t.assignee_id = ${mine}::uuid` : Prisma.sql`true`;

const columns = (tx: Tx) => Prisma.sql`
  SELECT t.id, t.title, t.due_on::text, t.done_at, t.version, t.place, t.assignee_id, a.name AS assignee,
    t.customer_id, c.name AS customer
  FROM task t
  LEFT JOIN membership m ON m.tenant_id = ${tx.tenantId}::uuid AND m.id = t.assignee_id
  LEFT JOIN account a ON a.id = m.account_id
  LEFT JOIN customer c ON c.tenant_id = ${tx.tenantId}::uuid AND c.id = t.customer_id
  WHERE t.tenant_id = ${tx.tenantId}::uuid`;

function openRows(tx: Tx, owner: Prisma.Sql, after: string | undefined): Promise<Row[]> {
  const place = readCursor(after, z.tuple([z.iso.date(), z.uuid()]));
  const behind = place
    ? Prisma.sql`AND (${byDay}, t.id) > (${place[0]}::date, ${place[1]}::uuid)`
    : Prisma.empty;
  return tx.db.$queryRaw<Row[]>`
    ${columns(tx)} AND t.done_at IS NULL AND ${owner} ${behind}
    ORDER BY ${byDay}, t.id LIMIT ${pageSize + 1}`;
}

function doneRows(tx: Tx, owner: Prisma.Sql, after: string | undefined): Promise<Row[]> {
  const place = readCursor(after, z.tuple([z.iso.datetime(), z.uuid()]));
  const behind = place
    ? Prisma.sql`AND (t.done_at, t.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`
    : Prisma.empty;
  return tx.db.$queryRaw<Row[]>`
    ${columns(tx)} AND t.done_at IS NOT NULL AND ${owner} ${behind}
    ORDER BY t.done_at DESC, t.id DESC LIMIT ${pageSize + 1}`;
}

const lineOf = (row: Row, today: string): TaskLine => ({
  id: row.id,
  title: row.title,
  dueOn: row.due_on,
  doneAt: row.done_at,
  version: row.version,
  place: row.place,
  assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee ?? "" } : null,
  customer: row.customer_id ? { id: row.customer_id, name: row.customer ?? "" } : null,
  overdue: row.done_at === null && row.due_on !== null && row.due_on < today,
});
