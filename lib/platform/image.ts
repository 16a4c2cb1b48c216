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

/** What a carrier takes as the picture of a message. */
export interface PictureLimit {
  bytes: number;
  width: number;
  height: number;
}

/**
 * A stored picture as a JPEG that a carrier takes: made smaller, then coarser, until it is light enough. Null for what is no
 * picture, and for one that stays too heavy.
 */
export async function pictureWithin(stored: Uint8Array, limit: PictureLimit): Promise<Uint8Array | null> {
  if (!isPicture(stored)) return null;
  for (const [share, quality] of [
    [1, 82],
    [1, 65],
    [0.75, 65],
    [0.5, 60],
  ] as const) {
    const data = await sharp(stored, { limitInputPixels: mostPixels, failOn: "error" })
      .rotate()
      .flatten({ background: "#ffffff" })
      .resize({
        width: Math.floor(limit.width * share),
        height: Math.floor(limit.height * share),
        fit: "inside",
        withoutEnlargement: true,
      })
      .toColourspace("srgb")
      .jpeg({ quality })
      .toBuffer()
      .catch(() => null);
    if (!data) return null;
    if (data.length <= limit.bytes) return new Uint8Array(data);
  }
  return null;
}

/** Pixels of a picture of our own making. */
export async function sizeOf(picture: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(picture).metadata();
  return { width, height };
}

/** JPEG, PNG or WebP. Others (SVG can carry scripts) are not let near the decoder. */
function isPicture(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return true;
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return true;
  return text(0, 4) === "RIFF" && text(8, 12) === "WEBP";
}
