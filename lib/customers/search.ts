import { readDay } from "@/lib/platform/formats/calendar-day";
import { searchWords } from "@/lib/platform/formats/choseong";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { readNumber } from "./fields/read-value";

/** Where a page of hits ended: the next one begins behind it. */
export interface HitPlace {
  rank: number;
  name: string;
  id: string;
}

/** What a customer was found by; `id` is the shop's, number's, address', field's or note's, null for the customer's own row. */
export interface Match {
  kind: "name" | "phone" | "email" | "shop" | "field" | "note";
  id: string | null;
}

export interface Hit extends HitPlace {
  match: Match;
}

export interface Hits {
  /** The best hit first. */
  hits: Hit[];
  /** How many fit in all; a thousand stands for more. */
  total: number;
}

interface HitRow {
  id: string;
  rank: number;
  sort_name: string;
  total: bigint;
  matched: Match["kind"];
  matched_id: string | null;
}

/** What was typed as the number of an own field; 0032 is the end of a telephone number and not thirty-two. */
export const searchedNumber = (typed: string): number | null =>
  /^\s*[-+]?[0\uFF10][0-9\uFF10-\uFF19]/.test(typed) ? null : readNumber(typed);

/**
 * Customers by name, part of it, initial consonants (ㅎㄱㄷ), the last four digits or any spelling of a number, shop, e-mail
 * address, own field (its text, a choice's label, its number or day in any spelling), note, or a name with one typo when nothing else fits (domain.md row 74). Private notes are searched
 * for their author alone. Ids only, found by the reviewed function search_customers; read their rows under the same scope.
 */
export async function searchCustomers(
  tenant: TenantScope,
  typed: string,
  { after, atMost = 50 }: { after?: HitPlace | undefined; atMost?: number } = {},
): Promise<Hits> {
  const words = searchWords(typed);
  if (words === "") return { hits: [], total: 0 };
  const viewer = tenant.actor.kind === "member" ? tenant.actor.id : null;
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.$queryRaw<HitRow[]>`
      SELECT id, rank, sort_name, total, matched, matched_id FROM search_customers(${words}, ${atMost}::int,
        ${after?.rank ?? null}::int, ${after?.name ?? null}::text, ${after?.id ?? null}::uuid, ${viewer}::text,
        ${searchedNumber(typed)}::float8, ${readDay(typed)}::date)`;
    return {
      hits: rows.map((row) => ({
        id: row.id,
        rank: row.rank,
        name: row.sort_name,
        match: { kind: row.matched, id: row.matched_id },
      })),
      total: Number(rows[0]?.total ?? 0),
    };
  });
}
