import { dayOf } from "@/lib/platform/formats/calendar-day";
import type { Tx } from "@/lib/platform/tenancy";

import { unsaid } from "../consent-basis";
import { fieldValuesOf } from "../fields/fields";
import type { KnownCustomer } from "./plan";
import type { ImportedPerson } from "./read-row";

/** Customers by the numbers and addresses they hold; several may hold one, its recognised owner comes first. */
export class KnownCustomers {
  private readonly byAddress = new Map<string, KnownCustomer[]>();
  private readonly byId = new Map<string, KnownCustomer>();

  /** Who holds one of these, each once, in the order of the person's own numbers and addresses. */
  of(person: ImportedPerson): KnownCustomer[] {
    return [...new Set(addressesOf(person).flatMap((address) => this.byAddress.get(address) ?? []))].map(
      ({ id }) => this.byId.get(id) as KnownCustomer,
    );
  }

  put(customer: KnownCustomer): void {
    this.byId.set(customer.id, customer);
    for (const address of [...customer.phones, ...customer.emails]) {
      const holders = this.byAddress.get(address) ?? [];
      if (!holders.some(({ id }) => id === customer.id)) this.byAddress.set(address, [...holders, customer]);
    }
  }
}

export const addressesOf = ({ phones, emails }: ImportedPerson): string[] => [
  ...phones.map(({ e164 }) => e164),
  ...emails,
];

/** Reads everybody who holds one of these numbers or addresses, with what an import could change. */
export async function readKnown(tx: Tx, addresses: readonly string[], into: KnownCustomers): Promise<void> {
  // Each address is looked up in its index by itself: a join of them all is planned by statistics, which a growing table has not yet.
  const holders = await tx.db.$queryRaw<{ customerId: string }[]>`
    SELECT p.customer_id AS "customerId" FROM unnest(${addresses}::text[]) AS given (address)
    CROSS JOIN LATERAL (
      SELECT c.customer_id, c.recognised, c.created_at, c.id FROM contact_point c
      WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.address = given.address
        AND c.channel = CASE WHEN given.address LIKE '%@%' THEN 'email' ELSE 'phone' END OFFSET 0) AS p
    ORDER BY p.recognised DESC, p.created_at, p.id`;
  const ids = [...new Set(holders.map(({ customerId }) => customerId))];
  if (ids.length === 0) return;
  const where = { customerId: { in: ids } };
  const [customers, points, tags, notes, own, consents, enrollments] = [
    await tx.db.customer.findMany({ where: { id: { in: ids }, erasedAt: null } }),
    await tx.db.contactPoint.findMany({ where, select: { customerId: true, channel: true, address: true } }),
    await tx.db.customerTag.findMany({
      where,
      select: { customerId: true, tag: { select: { name: true } } },
    }),
    await tx.db.customerNote.findMany({
      where: { ...where, private: false },
      select: { customerId: true, text: true },
    }),
    await fieldValuesOf(tx, ids),
    await tx.db.consent.findMany({
      where: { ...where, purpose: "advertising", channel: "sms" },
      distinct: ["customerId"],
      orderBy: [{ occurredAt: "desc" }, { recordedAt: "desc" }, { id: "desc" }],
      select: { customerId: true, given: true, basis: true },
    }),
    await tx.db.enrollment.findMany({ where, select: { customerId: true, runId: true } }),
  ];
  const rowsOf = <Row extends { customerId: string }>(rows: Row[]) =>
    Map.groupBy(rows, (row) => row.customerId);
  const [pointsOf, tagsOf, notesOf] = [rowsOf(points), rowsOf(tags), rowsOf(notes)];
  const enrollmentsOf = rowsOf(enrollments);
  const consentOf = new Map(consents.map((row) => [row.customerId, row]));
  const byId = new Map(customers.map((row) => [row.id, row]));
  for (const id of ids) {
    const row = byId.get(id);
    if (!row) continue;
    const channel = (wanted: string) =>
      (pointsOf.get(id) ?? []).flatMap((point) => (point.channel === wanted ? [point.address] : []));
    const consent = consentOf.get(id);
    into.put({
      id,
      name: row.name,
      title: row.title,
      shop: row.shop,
      trade: row.trade,
      source: row.source,
      address: row.road,
      birthday: row.birthday && dayOf(row.birthday),
      phones: channel("phone"),
      emails: channel("email"),
      tags: (tagsOf.get(id) ?? []).map(({ tag }) => tag.name),
      runs: (enrollmentsOf.get(id) ?? []).map(({ runId }) => runId),
      notes: (notesOf.get(id) ?? []).map(({ text }) => text),
      own: Object.fromEntries(own.get(id) ?? []),
      consent:
        consent && consent.basis !== unsaid
          ? { given: consent.given, basis: consent.basis === "claimed" ? "claimed" : "given" }
          : null,
    });
  }
}
