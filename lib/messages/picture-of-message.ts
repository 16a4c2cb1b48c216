import { inTransaction, readOutsideTenants, systemScope } from "@/lib/platform/tenancy";

import { type Picture, picturesOf } from "./pictures";
import { templateBody } from "./schema";

/** So long after a send the provider comes for its picture. */
const hours = 24;

/**
 * The picture of a message that leaves now, by its opaque id: the provider fetches it from us. Null for any other id, and
 * a day later.
 */
export async function pictureOfMessage(callbackId: string): Promise<Picture | null> {
  const [found] = await readOutsideTenants(
    (db) => db.$queryRaw<{ tenant_id: string }[]>`SELECT * FROM tenant_of_callback(${callbackId}::uuid)`,
  );
  if (!found) return null;
  return inTransaction(systemScope(found.tenant_id), async (tx) => {
    const message = await tx.db.message.findFirst({
      where: {
        callbackId,
        kind: "mms",
        submittedAt: { gt: new Date(tx.now.getTime() - hours * 3_600_000) },
      },
      select: { templateVersion: { select: { body: true } } },
    });
    const imageFileId = templateBody.safeParse(message?.templateVersion?.body).data?.imageFileId;
    return imageFileId ? ((await picturesOf(tx, [imageFileId])).get(imageFileId) ?? null) : null;
  });
}
