import { createHash } from "node:crypto";
import type { TemplateBody } from "@/lib/messages/schema";
import { providerNamed } from "@/lib/platform/channels/providers";
import { newId } from "@/lib/platform/ids";
import { type PictureLimit, pictureWithin, readImage, sizeOf } from "@/lib/platform/image";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { publishBody, templateOf } from "./templates";

/** What Korean carriers take: a JPEG of at most 300 KB, 1,500 by 1,440 (row 60). */
const limit: PictureLimit = providerNamed("solapi").capabilities.picture ?? {
  bytes: 300_000,
  width: 1_500,
  height: 1_440,
};

/**
 * Puts a picture to a text, which then goes as an MMS: checked, written anew as a JPEG and made as small as carriers want it
 * (row 60). Earlier versions keep theirs.
 */
export async function setTemplatePicture(
  tenant: TenantScope,
  given: { key: string; upload: Uint8Array },
): Promise<void> {
  const image = await readImage(given.upload);
  if (image.kind === "refused") throw new Refusal("invalid", `templates.picture.${image.reason}`);
  const bytes = await pictureWithin(image.bytes, limit);
  if (!bytes) throw new Refusal("invalid", "templates.picture.tooLarge");
  const size = await sizeOf(bytes);
  await inTransaction(tenant, async (tx) => {
    const known = await templateOf(tx, given.key);
    if (known.body.channel !== "sms") throw new Refusal("invalid", "templates.picture.textsOnly");
    const id = newId();
    await tx.db.storedFile.create({
      data: {
        ...size,
        tenantId: tx.tenantId,
        id,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        mediaType: image.mediaType,
        bytes: new Uint8Array(bytes),
        createdAt: tx.now,
      },
    });
    await publishBody(tx, known, { ...known.body, imageFileId: id }, known.rowVersion);
  });
}

/** The text without its picture. */
export async function removeTemplatePicture(tenant: TenantScope, key: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const known = await templateOf(tx, key);
    const { imageFileId: _, ...body } = known.body;
    await publishBody(tx, known, body satisfies TemplateBody, known.rowVersion);
  });
}

/** The picture that goes with a text now; by another name than its own there is none. */
export async function templatePicture(
  tenant: TenantScope,
  key: string,
  fileId: string,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  return inTransaction(tenant, async (tx) => {
    const { imageFileId } = (await templateOf(tx, key)).body;
    const file =
      imageFileId === fileId &&
      (await tx.db.storedFile.findFirst({
        where: { id: imageFileId },
        select: { bytes: true, mediaType: true },
      }));
    if (!file) throw new Refusal("not_found", "errors.not_found");
    return file;
  });
}
