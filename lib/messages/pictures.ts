import type { Capabilities } from "@/lib/platform/channels/channel";
import type { Tx } from "@/lib/platform/tenancy";

/** A stored picture that goes along with a text. */
export interface Picture {
  bytes: Uint8Array;
  contentType: string;
  width: number | null;
  height: number | null;
}

/** The pictures of a batch; mostly none, or one that all share. */
export async function picturesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Picture>> {
  if (ids.length === 0) return new Map();
  const files = await tx.db.storedFile.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, bytes: true, mediaType: true, width: true, height: true },
  });
  return new Map(files.map(({ id, mediaType, ...file }) => [id, { ...file, contentType: mediaType }]));
}

/** Whether this provider takes the picture as it is (row 60); one that is gone fits nobody. */
export function pictureFits({ picture: limit }: Capabilities, picture: Picture | undefined): boolean {
  if (!picture || !limit) return false;
  return (
    limit.contentTypes.includes(picture.contentType) &&
    picture.bytes.byteLength <= limit.bytes &&
    (picture.width ?? 0) <= limit.width &&
    (picture.height ?? 0) <= limit.height
  );
}
