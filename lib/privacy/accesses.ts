import { z } from "zod";
import { readCursor, writeCursor } from "@/lib/customers/cursor";
import { type AccessAct, accessActs, recordAccess } from "@/lib/platform/access-log";
import type { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addDays, instantOf } from "@/lib/platform/zoned-time";

/** Which lines of the access log: days are those of the business's zone, both included. */
export interface AccessFilter {
  from: string;
  to: string;
  zone: string;
  member?: string | undefined;
  act?: AccessAct | undefined;
  customerId?: string | undefined;
}

export interface AccessLine {
  id: string;
  at: Date;
  act: AccessAct;
  detail: string | null;
  who: string | null;
  whoKind: string;
  network: string | null;
  customer: { id: string; name: string | null } | null;
  people: number;
  filter: string | null;
}

export interface AccessPage {
  lines: AccessLine[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

const pageSize = 50;
const filePageSize = 1000;

/** A page of the log, the newest first. */
export const accesses = (
  tenant: TenantScope,
  filter: AccessFilter,
  after?: string | undefined,
): Promise<AccessPage> => inTransaction(tenant, (tx) => pageOf(tx, filter, after, pageSize));

/** The same in pages for a file; that it was taken along is written down first. */
export async function* accessesForFile(
  tenant: TenantScope,
  filter: AccessFilter,
): AsyncGenerator<AccessLine[]> {
  let after: string | undefined;
  do {
    const page = await inTransaction(tenant, async (tx) => {
      const lines = await pageOf(tx, filter, after, filePageSize);
      if (after === undefined)
        await recordAccess(tx, { act: "exported", customerIds: [], people: 1, detail: "access_log" });
      return lines;
    });
    yield page.lines;
    after = page.next ?? undefined;
  } while (after);
}

async function pageOf(
  tx: Tx,
  filter: AccessFilter,
  after: string | undefined,
  atMost: number,
): Promise<AccessPage> {
  const place = readCursor(after, z.tuple([z.iso.datetime(), z.uuid()]));
  const rows = await tx.db.accessLog.findMany({
    where: { AND: [whereOf(filter), place ? behind(place) : {}] },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: atMost + 1,
  });
  const shown = rows.slice(0, atMost);
  const ids = [...new Set(shown.flatMap(({ customerId }) => customerId ?? []))];
  const known = await tx.db.customer.findMany({
    where: { id: { in: ids }, erasedAt: null },
    select: { id: true, name: true },
  });
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const last = shown.at(-1);
  return {
    lines: shown.map((row) => ({
      id: row.id,
      at: row.occurredAt,
      act: accessActs.find((act) => act === row.act) ?? "viewed",
      detail: row.detail,
      who: row.actorName,
      whoKind: row.actorKind,
      network: row.network,
      customer: row.customerId ? { id: row.customerId, name: names.get(row.customerId) ?? null } : null,
      people: row.people,
      filter: row.filter,
    })),
    next: last && rows.length > atMost ? writeCursor([last.occurredAt.toISOString(), last.id]) : null,
  };
}

const behind = ([at, id]: [string, string]): Prisma.AccessLogWhereInput => ({
  occurredAt: { lte: new Date(at) },
  OR: [{ occurredAt: { lt: new Date(at) } }, { id: { lt: id } }],
});

/** A person stands in a line of their own, or among the people of a list that was shown. */
const whereOf = ({ from, to, zone, member, act, customerId }: AccessFilter): Prisma.AccessLogWhereInput => ({
  occurredAt: {
    gte: instantOf({ date: from, time: "00:00", zone }),
    lt: instantOf({ date: addDays(to, 1), time: "00:00", zone }),
  },
  ...(member ? { actorId: member } : {}),
  ...(act ? { act } : {}),
  ...(customerId ? { OR: [{ customerId }, { customerIds: { has: customerId } }] } : {}),
});

/** Whose lines can be asked for: members of now and before. */
export const accessMembers = (tenant: TenantScope): Promise<{ id: string; name: string }[]> =>
  inTransaction(tenant, async ({ db }) => {
    const members = await db.membership.findMany({
      select: { id: true, account: { select: { name: true } } },
      orderBy: { createdAt: "asc" },
    });
    return members.map(({ id, account }) => ({ id, name: account.name }));
  });
