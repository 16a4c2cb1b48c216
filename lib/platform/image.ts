import { createHash } from "node:crypto";
import sharp from "sharp";

/** What a person may upload as a picture. Bytes. */
export const largestImage = 8 * 1024 * 1024;
/** A small file may unfold into a huge picture: this is as much as is unfolded. */
const mostPixels = 60_000_000;
const longestSide = 2000;

export interface Image {
  kind: "image";
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: "image/jpeg";
  width: number;
  height: number;
  sha256: string;
}

export type ImageReading = Image | { kind: "refused"; reason: "tooLarge" | "notAPicture" | "unreadable" };

/**
 * Reads an uploaded picture by its first bytes, not by its name or what the browser says, and writes it anew as a JPEG
 * of at most 2000 px: turned as the camera meant it, without place, camera or any other words inside.
 */
export async function readImage(upload: Uint8Array, atMost = largestImage): Promise<ImageReading> {
  if (upload.byteLength > atMost) return { kind: "refused", reason: "tooLarge" };
  if (!isPicture(upload)) return { kind: "refused", reason: "notAPicture" };
  try {
    const { data, info } = await sharp(upload, { limitInputPixels: mostPixels, failOn: "error" })
      .rotate()
      .flatten({ background: "#ffffff" })
      .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .jpeg({ quality: 82, progressive: true })
      .toBuffer({ resolveWithObject: true });
    const bytes = new Uint8Array(data);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { kind: "image", bytes, mediaType: "image/jpeg", width: info.width, height: info.height, sha256 };
  } catch {
    return { kind: "refused", reason: "unreadable" };
  }
}

/** What somebody takes a picture as: bytes, and pixels of each side. */
export interface ImageLimit {
  bytes: number;
  width: number;
  height: number;
}

const qualities = [82, 70, 58, 46, 34];
const shrinkings = [1, 0.75, 0.5, 0.35];

/** The picture anew, as good as it can be within the limit. Null where even a small one is too heavy. */
export async function fitImage(image: Image, limit: ImageLimit): Promise<Image | null> {
  if (image.bytes.byteLength <= limit.bytes && image.width <= limit.width && image.height <= limit.height)
    return image;
  for (const shrinking of shrinkings)
    for (const quality of qualities) {
      const { data, info } = await sharp(image.bytes)
        .resize({
          width: Math.round(limit.width * shrinking),
          height: Math.round(limit.height * shrinking),
          fit: "inside",
          withoutEnlargement: true,
        })
        .jpeg({ quality, progressive: true })
        .toBuffer({ resolveWithObject: true });
      if (data.byteLength > limit.bytes) continue;
      const bytes = new Uint8Array(data);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return { ...image, bytes, width: info.width, height: info.height, sha256 };
    }
  return null;
}

/** JPEG, PNG or WebP. Others (SVG can carry scripts) are not let near the decoder. */
function isPicture(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return true;
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return true;
  return text(0, 4) === "RIFF" && text(8, 12) === "WEBP";
}
