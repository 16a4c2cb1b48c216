import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

/** A file with everything as the worker leaves it, with a mark of its business in it. */
export async function madeExport(scope: TenantScope, mark = ""): Promise<string> {
  const id = newId();
  const bytes = new TextEncoder().encode(`not quite a zip ${mark}`);
  await inTransaction(scope, async ({ db, tenantId, now }) => {
    await db.tenantExport.createMany({
      data: [
        {
          tenantId,
          id,
          reason: `세무사 교체 ${mark}`,
          state: "ready",
          bytes: bytes.byteLength,
          createdAt: now,
          finishedAt: now,
          expiresAt: new Date(now.getTime() + 7 * 86_400_000),
        },
      ],
    });
    await db.tenantExportPart.createMany({ data: [{ tenantId, exportId: id, position: 0, bytes }] });
  });
  return id;
}
