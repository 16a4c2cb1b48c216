import type { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { removeExpired } from "./making";
import type { askForExportInput, ExportState, oneExportInput } from "./schema";

/**
 * Asks for a file with everything of the business; a worker makes it. Who asked, why and from where is on record before the first byte
 * (domain.md row 44). For owners.
 */
export async function askForExport(
  tenant: TenantScope,
  { reason }: z.output<typeof askForExportInput>,
  network: string,
): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    const id = newId();
    const { count } = await tx.db.tenantExport.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id,
          reason,
          state: "making",
          createdAt: tx.now,
          createdBy: tx.actor.id,
          createdByName: tx.actor.name ?? null,
        },
      ],
      // One is made at a time.
      skipDuplicates: true,
    });
    if (count === 0) throw new Refusal("conflict", "exports.underWay");
    await recordEvent(
      tx,
      "tenant.exported",
      { kind: "tenant", id: tx.tenantId },
      { export: id, reason, network },
    );
    await enqueue(tx, "exports.work", [{ tenantId: tx.tenantId, exportId: id }]);
    return { id };
  });
}

export interface ExportLine {
  id: string;
  reason: string;
  state: ExportState;
  progress: number;
  rows: number;
  bytes: number;
  problem: string | null;
  createdAt: Date;
  createdByName: string | null;
  expiresAt: Date | null;
}

/** The newest exports of a business. A file whose days are over counts as removed, whether or not a worker came by. */
export const exportsOf = (tenant: TenantScope): Promise<ExportLine[]> =>
  inTransaction(tenant, async ({ db, now }) => {
    const rows = await db.tenantExport.findMany({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 20,
    });
    return rows.map((row) => ({
      ...row,
      bytes: Number(row.bytes),
      state: row.expiresAt && row.expiresAt <= now ? "removed" : (row.state as ExportState),
    }));
  });

export interface ExportFile {
  slug: string;
  madeAt: Date;
  bytes: number;
  parts: () => AsyncGenerator<Uint8Array>;
}

/** The file, part by part, to its owner; each time it is taken is on record. Refused when it is not there or its days are over. */
export async function exportFile(
  tenant: TenantScope,
  { id }: z.output<typeof oneExportInput>,
  network: string,
): Promise<ExportFile> {
  return inTransaction(tenant, async (tx) => {
    const found = await tx.db.tenantExport.findFirst({
      where: { id, state: "ready", expiresAt: { gt: tx.now } },
      select: { bytes: true, createdAt: true, tenant: { select: { slug: true } } },
    });
    if (!found) throw new Refusal("not_found", "errors.not_found");
    await recordEvent(
      tx,
      "tenant.export_downloaded",
      { kind: "tenant", id: tx.tenantId },
      { export: id, network },
    );
    return {
      slug: found.tenant.slug,
      madeAt: found.createdAt,
      bytes: Number(found.bytes),
      parts: () => partsOf(tenant, id),
    };
  });
}

async function* partsOf(tenant: TenantScope, exportId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const part = await inTransaction(tenant, ({ db }) =>
      db.tenantExportPart.findFirst({ where: { exportId, position }, select: { bytes: true } }),
    );
    if (!part) return;
    yield part.bytes;
  }
}

/** Removes the file at once; that there was one stays on record. */
export async function removeExport(
  tenant: TenantScope,
  { id }: z.output<typeof oneExportInput>,
): Promise<void> {
  const { count } = await inTransaction(tenant, ({ db, now }) =>
    db.tenantExport.updateMany({
      where: { id, state: "ready", expiresAt: { gt: now } },
      data: { expiresAt: now },
    }),
  );
  if (count === 0) throw new Refusal("conflict", "exports.notThere");
  await removeExpired(tenant, id);
}

export interface Departure {
  type: "customers.exported" | "tenant.exported" | "tenant.export_downloaded";
  at: Date;
  by: string | null;
  reason: string | null;
  count: number | null;
}

const departures = ["customers.exported", "tenant.exported", "tenant.export_downloaded"];

/** What left the business, the newest first: who took it, when and why. */
export const departuresOf = (tenant: TenantScope): Promise<Departure[]> =>
  inTransaction(tenant, async ({ db, tenantId }) => {
    const events = await db.event.findMany({
      where: { subjectId: tenantId, type: { in: departures } },
      orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
      take: 50,
      select: { type: true, occurredAt: true, actorName: true, payload: true },
    });
    return events.map(({ type, occurredAt, actorName, payload }) => {
      const { reason, count } = payload as { reason?: unknown; count?: unknown };
      return {
        type: type as Departure["type"],
        at: occurredAt,
        by: actorName,
        reason: typeof reason === "string" ? reason : null,
        count: typeof count === "number" ? count : null,
      };
    });
  });
