import { inLongTransaction, type TenantConnection } from "@/lib/platform/database/tenant-connection";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { archiveOf } from "./archive-writing";
import { keptDays } from "./schema";
import { carriedTables, quoted } from "./tables";

/** A job names the export; what is to be done stands in its state. */
export interface ExportJob {
  tenantId: string;
  exportId: string;
}

/** Bytes of a part. */
const partSize = 1024 * 1024;

/**
 * Makes the file. May run twice: a worker that takes over from one that died begins anew, and one that was only taken for dead finds
 * that its attempt is over and ends calmly.
 */
export async function workOnExport(tenant: TenantScope, id: string): Promise<void> {
  const begun = await inTransaction(tenant, async ({ db, now }) => {
    const { count } = await db.tenantExport.updateMany({
      where: { id, state: "making" },
      data: { attempt: { increment: 1 }, progress: 0 },
    });
    if (count === 0) return null;
    const { attempt } = await db.tenantExport.findFirstOrThrow({ where: { id }, select: { attempt: true } });
    return { attempt, madeAt: now };
  });
  if (!begun) return;
  await removeParts(tenant, id);
  const mine = { id, state: "making", attempt: begun.attempt };
  await inLongTransaction(tenant.tenantId, "snapshot", async (connection) => {
    const rows = await rowsOf(connection, tenant.tenantId);
    await inTransaction(tenant, ({ db }) => db.tenantExport.updateMany({ where: mine, data: { rows } }));
    let progress = 0;
    const archive = await archiveOf(connection, {
      tenantId: tenant.tenantId,
      madeAt: begun.madeAt,
      onRows: (count) => {
        progress += count;
      },
    });
    let position = 0;
    let bytes = 0;
    for await (const part of inParts(archive)) {
      bytes += part.byteLength;
      const kept = await keepPart(tenant, mine, { position, part, progress });
      if (!kept) return archive.destroy();
      position += 1;
    }
    await inTransaction(tenant, ({ db, now }) =>
      db.tenantExport.updateMany({
        where: mine,
        data: {
          state: "ready",
          bytes,
          progress,
          finishedAt: now,
          expiresAt: new Date(now.getTime() + keptDays * 86_400_000),
        },
      }),
    );
  });
}

async function rowsOf(connection: TenantConnection, tenantId: string): Promise<number> {
  let rows = 0;
  for (const { name } of await carriedTables(connection)) {
    const owner = name === "tenant" ? "id" : "tenant_id";
    const [counted] = await connection.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${quoted(name)} WHERE ${owner} = $1::uuid`,
      [tenantId],
    );
    rows += counted?.count ?? 0;
  }
  return rows;
}

async function* inParts(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    waiting.push(chunk);
    size += chunk.byteLength;
    if (size < partSize) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** False where another worker has begun meanwhile, or the export was given up. */
const keepPart = (
  tenant: TenantScope,
  mine: { id: string; state: string; attempt: number },
  { position, part, progress }: { position: number; part: Buffer; progress: number },
): Promise<boolean> =>
  inTransaction(tenant, async ({ db, tenantId }) => {
    const { count } = await db.tenantExport.updateMany({ where: mine, data: { progress } });
    if (count === 0) return false;
    await db.tenantExportPart.createMany({
      data: [{ tenantId, exportId: mine.id, position, bytes: new Uint8Array(part) }],
    });
    return true;
  });

/** Says of an export on which every attempt failed that it failed; there is no file, and another can be asked for. */
export async function giveUpExport(tenant: TenantScope, id: string): Promise<void> {
  await removeParts(tenant, id);
  await inTransaction(tenant, ({ db, now }) =>
    db.tenantExport.updateMany({
      where: { id, state: "making" },
      data: { state: "failed", problem: "broken", finishedAt: now },
    }),
  );
}

/** Removes a file whose days are over. A worker that dies between leaves it to the next. */
export async function removeExpired(tenant: TenantScope, id: string): Promise<void> {
  const expired = ({ now }: Tx) => ({ id, state: "ready", expiresAt: { lte: now } });
  const there = await inTransaction(tenant, (tx) => tx.db.tenantExport.count({ where: expired(tx) }));
  if (there === 0) return;
  await removeParts(tenant, id);
  await inTransaction(tenant, (tx) =>
    tx.db.tenantExport.updateMany({ where: expired(tx), data: { state: "removed" } }),
  );
}

/** A hundred megabytes to a transaction. */
async function removeParts(tenant: TenantScope, exportId: string): Promise<void> {
  const some = ({ db, tenantId }: Tx) => db.$executeRaw`
    DELETE FROM tenant_export_part WHERE tenant_id = ${tenantId}::uuid AND export_id = ${exportId}::uuid AND position IN (
      SELECT position FROM tenant_export_part WHERE tenant_id = ${tenantId}::uuid AND export_id = ${exportId}::uuid
      ORDER BY position LIMIT 100)`;
  while ((await inTransaction(tenant, some)) > 0);
}
