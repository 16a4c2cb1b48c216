import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { readImage } from "@/lib/platform/image";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { courseOrRefuse } from "./courses";

/** Puts a picture on a course's page in place of the one before. The upload is checked and written anew first. */
export async function setCover(
  tenant: TenantScope,
  given: { courseId: string; upload: Uint8Array },
): Promise<void> {
  const image = await readImage(given.upload);
  if (image.kind === "refused") throw new Refusal("invalid", `courses.cover.${image.reason}`);
  return inTransaction(tenant, async (tx) => {
    const { kind: _, ...file } = image;
    const id = newId();
    await tx.db.storedFile.create({ data: { ...file, tenantId: tx.tenantId, id, createdAt: tx.now } });
    await putCover(tx, given.courseId, id);
  });
}

/** Back to the cover made from the title. */
export async function removeCover(tenant: TenantScope, courseId: string): Promise<void> {
  return inTransaction(tenant, (tx) => putCover(tx, courseId, null));
}

async function putCover(tx: Tx, courseId: string, fileId: string | null): Promise<void> {
  const { coverFileId } = await courseOrRefuse(tx, courseId);
  const { count } = await tx.db.course.updateMany({
    where: { id: courseId, coverFileId },
    data: { coverFileId: fileId },
  });
  if (count === 0) throw new Refusal("conflict", "courses.changedMeanwhile");
  if (coverFileId) await tx.db.storedFile.deleteMany({ where: { id: coverFileId } });
  await recordEvent(tx, "course.changed", { kind: "course", id: courseId }, { fields: ["cover"] });
  await publicPageChanged(tx);
}
