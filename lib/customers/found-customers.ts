import { recordAccess } from "@/lib/platform/access-log";
import { searchWords } from "@/lib/platform/formats/choseong";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { excerptOf } from "./excerpt";
import { notesSeenBy } from "./notes";
import { type Hit, type Match, searchCustomers } from "./search";

/** A customer as the search shows one, with what was found when that is not the name. */
export interface FoundCustomer {
  id: string;
  name: string;
  shop: string | null;
  lastFour: string | null;
  because: { kind: Exclude<Match["kind"], "name">; text: string } | null;
}

export interface FoundCustomers {
  customers: FoundCustomer[];
  /** How many fit in all; a thousand stands for more. */
  total: number;
}

const shown = 8;

/** The best few for what is being typed, each with the reason it was found. */
export async function foundCustomers(tenant: TenantScope, typed: string): Promise<FoundCustomers> {
  return inTransaction(tenant, async (tx) => {
    const { hits, total } = await searchCustomers(tx, typed, { atMost: shown });
    if (hits.length === 0) return { customers: [], total };
    const rows = await tx.db.customer.findMany({
      where: { id: { in: hits.map(({ id }) => id) } },
      select: {
        id: true,
        name: true,
        shop: true,
        contactPoints: {
          where: { channel: "phone" },
          orderBy: [{ primary: "desc" }, { createdAt: "asc" }],
          take: 1,
          select: { lastFour: true },
        },
      },
    });
    await recordAccess(tx, { act: "searched", customerIds: rows.map(({ id }) => id) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const texts = await textsOf(tx, hits, searchWords(typed).split(" "));
    const customers = hits.flatMap(({ id, match }) => {
      const row = byId.get(id);
      if (!row) return [];
      const { contactPoints, ...customer } = row;
      const text = match.kind === "shop" && !match.id ? row.shop : texts.get(keyOf(id, match));
      return {
        ...customer,
        lastFour: contactPoints[0]?.lastFour ?? null,
        because: match.kind !== "name" && text ? { kind: match.kind, text } : null,
      };
    });
    return { customers, total };
  });
}

const keyOf = (customerId: string, { kind, id }: Match): string => `${kind} ${customerId} ${id}`;

/** What was found, in its own words, for each hit; one query for each kind that occurs. */
async function textsOf(tx: Tx, hits: readonly Hit[], words: string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const of = (...kinds: Match["kind"][]) =>
    hits.filter(({ match }) => match.id && kinds.includes(match.kind));
  const ids = (found: readonly Hit[]) => found.flatMap(({ match }) => match.id ?? []);
  const tell = (found: readonly Hit[], words: (hit: Hit) => string | null | undefined) => {
    for (const hit of found) texts.set(keyOf(hit.id, hit.match), words(hit) ?? "");
  };

  const reached = of("phone", "email");
  if (reached.length > 0) {
    const points = await tx.db.contactPoint.findMany({ where: { id: { in: ids(reached) } } });
    const byId = new Map(points.map((point) => [point.id, point]));
    tell(reached, ({ match }) => {
      const address = byId.get(match.id as string)?.address;
      return address && match.kind === "phone" ? formatPhone(address) : address;
    });
  }
  const atShops = of("shop");
  if (atShops.length > 0) {
    const shops = await tx.db.shop.findMany({ where: { id: { in: ids(atShops) } } });
    const byId = new Map(shops.map(({ id, name }) => [id, name]));
    tell(atShops, ({ match }) => byId.get(match.id as string));
  }
  const noted = of("note");
  if (noted.length > 0) {
    const notes = await tx.db.customerNote.findMany({
      where: { id: { in: ids(noted) }, ...notesSeenBy(tx) },
      select: { id: true, text: true },
    });
    const byId = new Map(notes.map(({ id, text }) => [id, text]));
    tell(noted, ({ match }) => excerptOf(byId.get(match.id as string) ?? "", words));
  }
  const described = of("field");
  if (described.length > 0) {
    const values = await tx.db.customerFieldValue.findMany({
      where: {
        fieldId: { in: ids(described) },
        customerId: { in: described.map(({ id }) => id) },
        text: { not: null },
      },
      select: { customerId: true, fieldId: true, text: true, field: { select: { label: true } } },
    });
    const byKey = new Map(values.map((value) => [`${value.customerId} ${value.fieldId}`, value]));
    tell(described, ({ id, match }) => {
      const value = byKey.get(`${id} ${match.id}`);
      return value && `${value.field.label}: ${excerptOf(value.text ?? "", words)}`;
    });
  }
  return texts;
}
