import { z } from "zod";
import { readCursor, writeCursor } from "@/lib/customers/cursor";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { RetentionKind } from "./schema";

/** Why something was destroyed: a person's wish, a rule of the business, or the end of a legal period. */
export type Cause =
  | { cause: "request" | "kept_expired" | "access_expired" }
  | { cause: "rule"; rule: RetentionKind };

/** Rows by table. */
export type Counts = Record<string, number>;

/** What was destroyed, without a name: kinds and numbers, when, why and by whom. */
export async function recordDestruction(
  tx: Tx,
  why: Cause,
  destroyed: { people: number; counts: Counts },
): Promise<void> {
  const counts = Object.fromEntries(Object.entries(destroyed.counts).filter(([, count]) => count > 0));
  if (Object.keys(counts).length === 0) return;
  await tx.db.destructionLog.createMany({
    data: [
      {
        tenantId: tx.tenantId,
        id: newId(),
        occurredAt: tx.now,
        cause: why.cause,
        rule: why.cause === "rule" ? why.rule : null,
        people: destroyed.people,
        counts,
        actorKind: tx.actor.kind,
        actorId: tx.actor.id,
        actorName: tx.actor.name ?? null,
      },
    ],
  });
}

export interface DestructionLine {
  id: string;
  at: Date;
  cause: string;
  rule: string | null;
  people: number;
  counts: Counts;
  by: string | null;
}

const pageSize = 50;

/** The newest first, a page at a time. */
export const destructions = (
  tenant: TenantScope,
  after?: string | undefined,
): Promise<{ lines: DestructionLine[]; next: string | null }> =>
  inTransaction(tenant, async ({ db }) => {
    const place = readCursor(after, z.tuple([z.iso.datetime(), z.uuid()]));
    const rows = await db.destructionLog.findMany({
      where: place
        ? {
            occurredAt: { lte: new Date(place[0]) },
            OR: [{ occurredAt: { lt: new Date(place[0]) } }, { id: { lt: place[1] } }],
          }
        : {},
      orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
      take: pageSize + 1,
    });
    const last = rows[pageSize - 1];
    return {
      lines: rows.slice(0, pageSize).map((row) => ({
        id: row.id,
        at: row.occurredAt,
        cause: row.cause,
        rule: row.rule,
        people: row.people,
        counts: row.counts as Counts,
        by: row.actorName,
      })),
      next: last && rows.length > pageSize ? writeCursor([last.occurredAt.toISOString(), last.id]) : null,
    };
  });
