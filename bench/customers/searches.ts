import { type Hits, searchCustomers, searchedNumber } from "@/lib/customers/search";
import { readDay } from "@/lib/platform/formats/calendar-day";
import { searchText, searchWords } from "@/lib/platform/formats/choseong";
import type { TenantScope } from "@/lib/platform/tenancy";

import type { Measurement } from "./measurement";
import type { Samples } from "./samples";

const kinds = {
  full: "a name",
  part: "part of a name",
  consonants: "초성",
  lastFour: "last four digits",
  number: "a whole number",
  shop: "a shop",
  email: "an e-mail address",
  note: "words of a note",
  typo: "a name with one typo",
} as const;

/**
 * Under row-level security nothing but the reviewed function gets at the index (its operators are not leakproof), so the
 * best SQL is that function, called by plain pg.
 */
const text = `SELECT id, rank, sort_name, total
  FROM search_customers($1, 50, NULL, NULL, NULL, NULL, $2::double precision, $3::date)`;

const seed = "uuid_hash_extended($1::uuid, 0)";
const page = 'ORDER BY place, c.name COLLATE "C", c.id LIMIT 50';
const named = (place: string, pieces: string, fits: string) => `
  SELECT c.id, c.name, ${place} AS place FROM customer c
  WHERE c.tenant_id = $1 AND c.erased_at IS NULL AND search_tokens(c.tenant_id, c.name, c.shop) ${pieces} AND ${fits} ${page}`;
const numbered = (fits: string) => `
  SELECT c.id, c.name, 0 AS place FROM contact_point p JOIN customer c ON c.tenant_id = $1 AND c.id = p.customer_id
  WHERE p.tenant_id = $1 AND ${fits} AND c.erased_at IS NULL ${page}`;
const name = "search_text(c.name)";

/**
 * What somebody would write who knew which kind of words was typed, and where alone to look; sent as the owner, without
 * row-level security. The product's search does not know, and looks in names, numbers, shops, addresses, fields and notes.
 */
const byHand: Record<keyof typeof kinds, string> = {
  full: named("0", `@> ARRAY[hashtextextended('=' || $2, ${seed})]`, `${name} = $2`),
  part: named(
    `CASE WHEN ${name} = $2 THEN 0 WHEN starts_with(${name}, $2) THEN 1 ELSE 4 END`,
    `@> wanted_tokens(${seed}, ARRAY[$2], 3)`,
    `strpos(${name}, $2) > 0`,
  ),
  consonants: named(
    `CASE WHEN ${name} ~ ('^' || letters_pattern($2) || '$') THEN 6 WHEN ${name} ~ ('^' || letters_pattern($2)) THEN 7 ELSE 8 END`,
    `@> wanted_tokens(${seed}, ARRAY[$2], 3)`,
    `${name} ~ letters_pattern($2)`,
  ),
  lastFour: numbered("p.last_four = $2"),
  number: numbered("p.last_four = right($2, 4) AND p.address = '+82' || substr($2, 2)"),
  shop: `
    SELECT c.id, c.name, CASE WHEN starts_with(search_text(o.name), $2) THEN 10 ELSE 11 END AS place FROM shop o
    JOIN customer_shop b ON b.tenant_id = $1 AND b.shop_id = o.id
    JOIN customer c ON c.tenant_id = $1 AND c.id = b.customer_id AND c.erased_at IS NULL
    WHERE o.tenant_id = $1 AND search_tokens(o.tenant_id, o.name, NULL) @> wanted_tokens(${seed}, ARRAY[$2], 3)
      AND strpos(search_text(o.name), $2) > 0 ${page}`,
  email: numbered(
    `p.channel = 'email' AND text_tokens(p.tenant_id, p.address, 3) @> wanted_tokens(${seed}, ARRAY[$2], 3)
      AND strpos(search_text(p.address), $2) > 0`,
  ),
  note: `
    SELECT c.id, c.name, 17 AS place FROM customer_note n
    JOIN customer c ON c.tenant_id = $1 AND c.id = n.customer_id AND c.erased_at IS NULL
    WHERE n.tenant_id = $1 AND NOT n.private AND text_tokens(n.tenant_id, n.text, 2) @> wanted_tokens(${seed}, ARRAY[$2], 2)
      AND strpos(long_search_text(n.text), $2) > 0 ${page}`,
  typo: named(
    `typo_distance($2, c.name)`,
    `&& typo_tokens(${seed}, $2)`,
    `typo_distance($2, c.name) IS NOT NULL`,
  ),
};

/** Of words that fit more than the function looks through, which thousand it sees is not said. */
const known = (total: number, ids: string[]) => (total < 900 ? [total, ids] : ["many", ids.length]);

export const searches = (scope: TenantScope, samples: Samples): Measurement[] =>
  (Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => {
    const typed = (input: number) => samples[kind][input] ?? "";
    return {
      name: `search: ${kinds[kind]}`,
      inputs: samples[kind].length,
      verb: (input) => searchCustomers(scope, typed(input)),
      sql: (input) => ({
        text,
        values: [searchWords(typed(input)), searchedNumber(typed(input)), readDay(typed(input))],
      }),
      bare: (input) => ({ text: byHand[kind], values: [scope.tenantId, searchText(typed(input))] }),
      told: {
        verb: ({ hits, total }: Hits) =>
          known(
            total,
            hits.map(({ id }) => id),
          ),
        sql: (rows: { id: string; total: string }[]) =>
          known(
            Number(rows[0]?.total ?? 0),
            rows.map(({ id }) => id),
          ),
      },
      bareFits: ({ hits, total }: Hits, [first]: { id: string }[]) =>
        total >= 900 || hits.some(({ id }) => id === first?.id),
    };
  });
