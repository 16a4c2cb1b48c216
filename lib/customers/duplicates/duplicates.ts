import { z } from "zod";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { readCursor, writeCursor } from "../cursor";

/** sure: the same number or address, the same name · likely: nearly so, or the same name at one shop · maybe: look twice */
export const confidences = ["sure", "likely", "maybe"] as const;
export type Confidence = (typeof confidences)[number];

/** What two have in common, and how their names stand to each other. */
export const reasons = ["phone", "email", "shop", "name_same", "name_near", "name_other"] as const;
export type Reason = (typeof reasons)[number];

export interface PersonOfPair {
  id: string;
  name: string;
  shop: string | null;
  phone: string | null;
  createdAt: Date;
}

export interface Suggestion {
  one: PersonOfPair;
  other: PersonOfPair;
  confidence: Confidence;
  reasons: Reason[];
}

export interface Suggestions {
  pairs: Suggestion[];
  total: number;
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

const pageSize = 30;

interface PairRow {
  one: string;
  other: string;
  rank: number;
  reasons: Reason[];
  total: bigint;
}

/**
 * Pairs who may be one person, the likeliest first: of the whole business, or of one customer, `of`, and then by a name alone too.
 * Found by the reviewed function customer_doubles, which compares only who shares something (docs/decisions/0009-merging.md).
 */
export async function suggestedPairs(
  tenant: TenantScope,
  { of, after }: { of?: string | undefined; after?: string | undefined } = {},
): Promise<Suggestions> {
  return inTransaction(tenant, async (tx) => {
    const place = readCursor(after, z.tuple([z.int(), z.uuid(), z.uuid()]));
    const rows = await tx.db.$queryRaw<PairRow[]>`
      SELECT one::text, other::text, rank, reasons, total FROM customer_doubles(${pageSize + 1}::int, ${of ?? null}::uuid,
        ${place?.[0] ?? null}::int, ${place?.[1] ?? null}::uuid, ${place?.[2] ?? null}::uuid)`;
    const shown = rows.slice(0, pageSize);
    const people = await peopleOf(
      tx,
      shown.flatMap(({ one, other }) => [one, other]),
    );
    const last = shown.at(-1);
    return {
      pairs: shown.flatMap((row) => {
        const [one, other] = [people.get(row.one), people.get(row.other)];
        const confidence = confidences[row.rank];
        return one && other && confidence ? [{ one, other, confidence, reasons: row.reasons }] : [];
      }),
      total: Number(rows[0]?.total ?? 0),
      next: last && rows.length > pageSize ? writeCursor([last.rank, last.one, last.other]) : null,
    };
  });
}

async function peopleOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PersonOfPair>> {
  const rows = await tx.db.customer.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      name: true,
      shop: true,
      createdAt: true,
      contactPoints: {
        where: { channel: "phone" },
        orderBy: [{ primary: "desc" }, { createdAt: "asc" }],
        take: 1,
        select: { address: true },
      },
    },
  });
  return new Map(
    rows.map(({ contactPoints: [point], ...row }) => [
      row.id,
      { ...row, phone: point ? formatPhone(point.address) : null },
    ]),
  );
}
