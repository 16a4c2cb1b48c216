import { historiesOf, seeMergedAway } from "@/lib/customers/merged-away";
import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

/** Everything by which rows are known to be of these people. */
export interface Belongings {
  customers: string[];
  enrollments: string[];
  messages: string[];
  inbound: string[];
  requests: string[];
  /** Files kept with them, as they are stored. */
  files: string[];
  /** Shops that are nobody else's. */
  shops: string[];
  /** Numbers (E.164) and e-mail addresses that are nobody else's. */
  numbers: string[];
  emails: string[];
}

/** Ids of rows that personal links, questions to staff and events name as their subject. */
export const subjectsOf = (own: Belongings): string[] => [
  ...own.customers,
  ...own.enrollments,
  ...own.messages,
  ...own.inbound,
  ...own.requests,
];

/**
 * These people with every record that was merged into theirs: what stands under one of them is of the same person. From here on
 * the transaction meets those who were merged away.
 */
export async function recordsOf(tx: Tx, customerIds: readonly string[]): Promise<string[]> {
  await seeMergedAway(tx);
  const records: string[] = [];
  for (const id of customerIds) records.push(...(await historiesOf(tx, id)));
  return [...new Set(records)];
}

/** What is these people's and nobody else's: a family's number or a shared shop stays the others'. */
export async function belongingsOf(tx: Tx, customerIds: readonly string[]): Promise<Belongings> {
  const { db } = tx;
  const customers = await recordsOf(tx, customerIds);
  const whose = { customerId: { in: customers } };
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const points = await db.$queryRaw<{ channel: string; address: string }[]>`
    SELECT DISTINCT p.channel, p.address FROM contact_point p
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.customer_id = ANY(${customers}::uuid[]) AND NOT EXISTS (
      SELECT FROM contact_point o WHERE o.tenant_id = p.tenant_id AND o.channel = p.channel AND o.address = p.address
        AND o.customer_id <> ALL(${customers}::uuid[]))`;
  const shops = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT s.shop_id::text AS id FROM customer_shop s
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.customer_id = ANY(${customers}::uuid[]) AND NOT EXISTS (
      SELECT FROM customer_shop o WHERE o.tenant_id = s.tenant_id AND o.shop_id = s.shop_id
        AND o.customer_id <> ALL(${customers}::uuid[]))`;
  const addresses = (channel: string) =>
    points.filter((point) => point.channel === channel).map(({ address }) => address);
  const files = await db.customerFile.findMany({ where: whose, select: { fileId: true } });
  const numbers = addresses("phone");
  return {
    customers,
    enrollments: ids(await db.enrollment.findMany({ where: whose, select: { id: true } })),
    messages: ids(await db.message.findMany({ where: whose, select: { id: true } })),
    inbound: ids(
      await db.inboundMessage.findMany({
        where: { OR: [whose, { customerId: null, fromAddress: { in: numbers } }] },
        select: { id: true },
      }),
    ),
    requests: ids(await db.privacyRequest.findMany({ where: whose, select: { id: true } })),
    files: files.map(({ fileId }) => fileId),
    shops: ids(shops),
    numbers,
    emails: addresses("email"),
  };
}

/** The ways in which people and spreadsheets write a number, digits alone: 01012345678, 1012345678, 821012345678. */
export function writtenAs(e164: string): string[] {
  const digits = e164.replaceAll(/\D/g, "");
  if (!digits.startsWith("82")) return [digits];
  const national = digits.slice(2);
  return [digits, national, `0${national}`];
}

/** Whether a line of a file that was brought in is theirs: by what it became, or because a cell is their number or address. */
export const linesOfFiles = ({ customers, numbers, emails }: Belongings): Prisma.Sql => Prisma.sql`(
  t.customer_id = ANY(${customers}::uuid[]) OR EXISTS (
    SELECT FROM unnest(t.cells) cell
    WHERE regexp_replace(cell, '\\D', '', 'g') = ANY(${numbers.flatMap(writtenAs)}::text[])
      OR lower(btrim(cell)) = ANY(${emails}::text[])))`;
