import { z } from "zod";
import { recordAccess } from "@/lib/platform/access-log";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";
import { fileName, readUpload } from "./stored-upload";

const mostFiles = 100;

/** Puts a picture or a PDF with a customer. The upload is checked by its bytes first. */
export async function addFile(
  tenant: TenantScope,
  given: { customerId: string; name: string; upload: Uint8Array },
): Promise<{ id: string }> {
  const reading = await readUpload(given.upload);
  if (reading.kind === "refused") throw new Refusal("invalid", `customers.files.${reading.reason}`);
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, given.customerId);
    const there = await tx.db.customerFile.count({
      where: { customerId: given.customerId, removedAt: null },
    });
    if (there >= mostFiles) throw new Refusal("limit", "customers.files.tooMany");
    const { file } = reading;
    const [id, fileId] = [newId(), newId()];
    await tx.db.storedFile.create({
      data: { ...file, tenantId: tx.tenantId, id: fileId, createdAt: tx.now },
      select: { id: true },
    });
    await tx.db.customerFile.create({
      data: {
        tenantId: tx.tenantId,
        id,
        customerId: given.customerId,
        fileId,
        name: fileName(given.name, file.mediaType),
        size: file.bytes.byteLength,
        addedBy: tx.actor.name ?? null,
        addedAt: tx.now,
      },
      select: { id: true },
    });
    await recordFileChange(tx, given.customerId);
    return { id };
  });
}

/** Before an upload is read at all: "not found" for nobody of this tenant. */
export const refuseUnknown = (tenant: TenantScope, customerId: string): Promise<void> =>
  inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
  });

export const fileInput = z.object({ customerId: z.uuid(), id: z.uuid() });
type OneFile = z.output<typeof fileInput>;

/** Nobody sees it any more; it can be put back. Calm when that was done already. */
export const removeFile = (tenant: TenantScope, file: OneFile): Promise<void> => markFile(tenant, file, true);

export const putFileBack = (tenant: TenantScope, file: OneFile): Promise<void> =>
  markFile(tenant, file, false);

async function markFile(tenant: TenantScope, { customerId, id }: OneFile, removed: boolean): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const file = await tx.db.customerFile.findFirst({ where: { id, customerId }, select: { id: true } });
    if (!file) throw new Refusal("not_found", "errors.not_found");
    const { count } = await tx.db.customerFile.updateMany({
      where: { id, removedAt: removed ? null : { not: null } },
      data: { removedAt: removed ? tx.now : null },
    });
    if (count > 0) await recordFileChange(tx, customerId);
  });
}

export interface ServedFile {
  name: string;
  mediaType: string;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A file of this very customer that was not removed; else "not found". */
export async function fileOf(tenant: TenantScope, { customerId, id }: OneFile): Promise<ServedFile> {
  return inTransaction(tenant, async (tx) => {
    const found = await tx.db.customerFile.findFirst({
      where: { id, customerId, removedAt: null },
      select: { name: true, file: { select: { mediaType: true, sha256: true, bytes: true } } },
    });
    if (!found) throw new Refusal("not_found", "errors.not_found");
    await recordAccess(tx, { act: "downloaded", customerIds: [customerId], detail: "file" });
    return { name: found.name, ...found.file };
  });
}

export interface ListedFile {
  id: string;
  name: string;
  size: number;
  picture: boolean;
  addedBy: string | null;
  addedAt: Date;
  removedAt: Date | null;
}

/** The newest first, removed ones too. */
export async function filesOf(tx: Tx, customerId: string): Promise<ListedFile[]> {
  const rows = await tx.db.customerFile.findMany({
    where: { customerId },
    orderBy: [{ addedAt: "desc" }, { id: "desc" }],
    include: { file: { select: { mediaType: true } } },
  });
  return rows.map(({ id, name, size, addedBy, addedAt, removedAt, file }) => ({
    id,
    name,
    size,
    picture: file.mediaType.startsWith("image/"),
    addedBy,
    addedAt,
    removedAt,
  }));
}

const recordFileChange = (tx: Tx, customerId: string) =>
  recordEvent(
    tx,
    "customer.changed",
    { kind: "customer", id: customerId, customerId },
    { fields: ["files"] },
  );
