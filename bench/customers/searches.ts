import { type Hits, searchCustomers } from "@/lib/customers/search";
import { searchWords } from "@/lib/platform/formats/choseong";
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
const text = "SELECT id, rank, sort_name, total FROM search_customers($1, 50)";

export const searches = (scope: TenantScope, samples: Samples): Measurement[] =>
  (Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => {
    const words = samples[kind];
    return {
      name: `search: ${kinds[kind]}`,
      inputs: words.length,
      verb: (input) => searchCustomers(scope, words[input] ?? ""),
      sql: (input) => ({ text, values: [searchWords(words[input] ?? "")] }),
      told: {
        verb: ({ hits, total }: Hits) => [total, hits.map(({ id }) => id)],
        sql: (rows: { id: string; total: string }[]) => [
          Number(rows[0]?.total ?? 0),
          rows.map(({ id }) => id),
        ],
      },
    };
  });
