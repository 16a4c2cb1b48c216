import sharp from "sharp";

/** An upload is never trusted to be small: beyond this it is refused rather than decoded. */
const limits = { limitInputPixels: 50_000_000, failOn: "error" as const };

/** The owner's picture at a width, turned upright and without what the camera wrote into it (place, time). */
export async function coverPicture(bytes: Uint8Array, width: number): Promise<ArrayBuffer> {
  return exact(
    await sharp(bytes, limits)
      .rotate()
      .resize({ width, withoutEnlargement: true })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer(),
  );
}

/** The owner's picture as messengers crop it, 2:1, its most telling part in the middle. */
export async function sharePictureOf(bytes: Uint8Array): Promise<ArrayBuffer> {
  return exact(
    await sharp(bytes, limits)
      .rotate()
      .resize({ width: 1200, height: 600, fit: "cover", position: sharp.strategy.attention })
      .png({ palette: true, quality: 90 })
      .toBuffer(),
  );
}

export function exact(buffer: Buffer): ArrayBuffer {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer;
}
