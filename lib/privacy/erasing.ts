import { lockAddresses } from "@/lib/customers/suppressions";
import { cancel } from "@/lib/enrollments/cancellation";
import { type EnrollmentState, isOpen } from "@/lib/enrollments/states";
import { cancelPlanned } from "@/lib/messages/planning";
import { recordAccess } from "@/lib/platform/access-log";
import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import { type Belongings, belongingsOf, linesOfFiles, recordsOf, subjectsOf } from "./belongings";
import { type Cause, type Counts, recordDestruction } from "./destruction-log";
import { contractsOf, destroyOn, keepContracts } from "./kept-records";
import { personalTables } from "./personal-data";

/** What erasing a person would do, to say it before it is done. */
export interface ErasurePreview {
  /** Rows that go or become nameless, by table. */
  goes: Counts;
  /** Rows that stay nameless so that totals stay true, by table. */
  stays: Counts;
  /** Contracts that the law keeps apart, and until when the longest. */
  contracts: number;
  until: Date | null;
  /** Applications to classes still to come, which are cancelled. */
  open: number;
  /** Messages still to go out, which are taken back. */
  planned: number;
}

export async function previewErasure(tx: Tx, customerId: string): Promise<ErasurePreview> {
  const own = await belongingsOf(tx, [customerId]);
  const { customers } = own;
  const [goes, stays]: [Counts, Counts] = [{}, {}];
  for (const [table, { rows, erase }] of Object.entries(personalTables)) {
    const only = erase.kind === "rows" && erase.only ? Prisma.sql`AND ${erase.only}` : Prisma.empty;
    const count = await counted(tx, table, rows(own), only);
    if (count === 0) continue;
    (erase.kind === "stays" ? stays : goes)[table] = count;
    if (erase.kind === "rows" && erase.only) {
      const others = (await counted(tx, table, rows(own), Prisma.empty)) - count;
      if (others > 0) stays[table] = others;
    }
  }
  const contracts = await contractsOf(tx, customers);
  const ends = contracts.map(({ since }) => destroyOn("contract", since).getTime());
  return {
    goes,
    stays,
    contracts: contracts.length,
    until: ends.length > 0 ? new Date(Math.max(...ends)) : null,
    open: (await openEnrollments(tx, customers)).length,
    planned: await tx.db.message.count({
      where: { customerId: { in: customers }, state: { in: ["planned", "held", "claimed"] } },
    }),
  };
}

async function counted(tx: Tx, table: string, rows: Prisma.Sql, only: Prisma.Sql): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${Prisma.raw(`"${table}"`)} t
    WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${rows} ${only}`;
  return row?.count ?? 0;
}

/** Applications and waits for classes that are still to come (or have no date yet). */
export async function openEnrollments(tx: Tx, customerIds: readonly string[]): Promise<{ id: string }[]> {
  const rows = await tx.db.enrollment.findMany({
    where: {
      customerId: { in: [...customerIds] },
      run: {
        state: { not: "cancelled" },
        OR: [
          { sessions: { none: {} } },
          { sessions: { some: { cancelledAt: null, endsAt: { gt: tx.now } } } },
        ],
      },
    },
    select: { id: true, state: true },
    orderBy: { id: "asc" },
  });
  return rows.filter(({ state }) => isOpen(state as EnrollmentState));
}

/**
 * Nobody is written to any more, at once and whatever else waits: what is planned is taken back, open applications are
 * cancelled and their places given back, links die. Under the locks that a STOP, a send and an application take.
 */
export async function stopEverything(tx: Tx, people: readonly string[]): Promise<void> {
  const customerIds = await recordsOf(tx, people);
  await lockPeople(tx, customerIds);
  for (const { id } of await openEnrollments(tx, customerIds)) await cancel(tx, id, { by: "customer" });
  await cancelPlanned(tx, { customerId: { in: [...customerIds] } }, "messages.erased");
  const own = await belongingsOf(tx, customerIds);
  await tx.db.personalLink.updateMany({
    where: { subjectId: { in: subjectsOf(own) }, revokedAt: null },
    data: { revokedAt: tx.now },
  });
}

async function lockPeople(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const points = await tx.db.contactPoint.findMany({
    where: { customerId: { in: [...customerIds] } },
    select: { channel: true, address: true },
  });
  for (const [channel, kind] of [
    ["sms", "phone"],
    ["email", "email"],
  ] as const)
    await lockAddresses(
      tx,
      channel,
      points.filter((point) => point.channel === kind).map(({ address }) => address),
    );
  await tx.db.$queryRaw`SELECT 1 FROM customer c
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.id = ANY(${[...customerIds]}::uuid[]) ORDER BY c.id FOR UPDATE`;
}

/** Whose text is on its way and must be settled first: handed over, or looked for at the provider, which needs number and text. */
export async function inFlight(tx: Tx, customerIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db.message.findMany({
    where: {
      customerId: { in: [...customerIds] },
      OR: [{ state: "submitting" }, { state: "unclear", nextListingAt: { not: null } }],
    },
    select: { customerId: true },
  });
  return new Set(rows.map(({ customerId }) => customerId));
}

const nobody = { ko: "삭제된 고객", en: "Erased customer" } as const;

/**
 * Everything of these people goes or loses what says who it was; what the law keeps is put apart first; a line without
 * names says what was destroyed. Refusals stay, as the hashes they always were. The caller has stopped everything and
 * made sure that nothing is on its way.
 */
export async function erase(tx: Tx, customerIds: readonly string[], why: Cause): Promise<void> {
  const own = await belongingsOf(tx, customerIds);
  await keepContracts(tx, own.customers);
  const counts: Counts = {};
  await dropWaitingFiles(tx, own);
  await forgetSearches(tx, own);
  for (const [table, { rows, erase }] of Object.entries(personalTables)) {
    const whose = Prisma.sql`t.tenant_id = ${tx.tenantId}::uuid AND ${rows(own)}`;
    const name = Prisma.raw(`"${table}"`);
    if (erase.kind === "rows")
      counts[table] = await tx.db
        .$executeRaw`DELETE FROM ${name} t WHERE ${whose} ${erase.only ? Prisma.sql`AND ${erase.only}` : Prisma.empty}`;
    if (erase.kind === "blank")
      counts[table] = await tx.db.$executeRaw`UPDATE ${name} t SET ${erase.set} WHERE ${whose}`;
  }
  const [history] = await tx.db.$queryRaw<{ events: bigint; consents: bigint }[]>`
    SELECT * FROM erase_history(${own.customers}::uuid[], ${subjectsOf(own)}::uuid[])`;
  counts["event"] = Number(history?.events);
  counts["consent"] = Number(history?.consents);
  const { locale } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { locale: true },
  });
  await tx.db.customer.updateMany({
    where: { id: { in: own.customers } },
    data: { name: nobody[locale === "en" ? "en" : "ko"], erasedAt: tx.now },
  });
  await recordDestruction(tx, why, { people: customerIds.length, counts });
  await recordAccess(tx, { act: "erased", customerIds: own.customers });
}

/** A file that waits to be brought in holds all its lines; what is still needed of it stands in its rows. */
async function dropWaitingFiles(tx: Tx, own: Belongings): Promise<void> {
  await tx.db.$executeRaw`DELETE FROM stored_file f WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.id IN (
    SELECT i.id FROM customer_import i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.state <> 'reading' AND EXISTS (
      SELECT FROM customer_import_row t WHERE t.tenant_id = i.tenant_id AND t.import_id = i.id AND ${linesOfFiles(own)}))`;
}

/** A saved list that searches for one of them searches for nothing any more. */
async function forgetSearches(tx: Tx, own: Belongings): Promise<void> {
  const people = await tx.db.customer.findMany({
    where: { id: { in: own.customers } },
    select: { name: true },
  });
  const digits = own.numbers.map((number) => number.replaceAll(/\D/g, "").slice(-8));
  const theirs = (words: string) =>
    people.some(({ name }) => words.includes(name)) ||
    own.emails.some((email) => words.includes(email)) ||
    digits.some((eight) => words.replaceAll(/\D/g, "").includes(eight));
  for (const view of await tx.db.savedView.findMany({ select: { id: true, query: true } })) {
    const query = new URLSearchParams(view.query);
    if (!theirs(query.get("q") ?? "")) continue;
    query.delete("q");
    await tx.db.savedView.updateMany({ where: { id: view.id }, data: { query: query.toString() } });
  }
}
