import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { largestImage, pictureWithin, readImage } from "./image";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c2491d" } });

describe("an uploaded picture", () => {
  it("is written anew: smaller, turned upright, with nothing of the camera's in it", async () => {
    const photo = await picture(3000, 1000)
      .withExif({ IFD0: { Copyright: "secret" }, IFD3: { GPSLatitude: "37/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const image = await readImage(photo);
    if (image.kind !== "image") throw new Error(image.reason);
    expect([image.width, image.height]).toEqual([667, 2000]);
    const written = await sharp(image.bytes).metadata();
    expect([written.format, written.exif, written.orientation]).toEqual(["jpeg", undefined, undefined]);
  });

  it.each(["png", "webp"] as const)("may be a %s, and becomes a JPEG", async (format) => {
    const image = await readImage(await picture(20, 10).toFormat(format).toBuffer());
    expect(image).toMatchObject({ kind: "image", mediaType: "image/jpeg", width: 20, height: 10 });
  });

  it("is refused when it is no picture, whatever its name", async () => {
    const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
    expect(await readImage(svg)).toEqual({ kind: "refused", reason: "notAPicture" });
    expect(await readImage(new Uint8Array())).toEqual({ kind: "refused", reason: "notAPicture" });
    const broken = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    expect(await readImage(broken)).toEqual({ kind: "refused", reason: "unreadable" });
  });

  it("is refused when it is too large, in bytes or unfolded", async () => {
    expect(await readImage(new Uint8Array(largestImage + 1))).toEqual({
      kind: "refused",
      reason: "tooLarge",
    });
    const huge = await picture(10_000, 7000).png({ compressionLevel: 9 }).toBuffer();
    expect(huge.byteLength).toBeLessThan(largestImage);
    expect(await readImage(huge)).toEqual({ kind: "refused", reason: "unreadable" });
  });
});

describe("a picture of a message (row 60)", () => {
  const limit = { bytes: 300_000, width: 1_500, height: 1_440 };
  const noise = (width: number, height: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        background: "#fff",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    });

  it("of 301 KB or as a PNG becomes a JPEG within the limit", async () => {
    const heavy = await noise(1400, 1000).jpeg({ quality: 95 }).toBuffer();
    expect(heavy.length).toBeGreaterThan(limit.bytes);
    for (const stored of [heavy, await picture(3000, 100).png().toBuffer()]) {
      const made = await pictureWithin(stored, limit);
      const facts = await sharp(made ?? Buffer.alloc(0)).metadata();
      expect(facts.format).toBe("jpeg");
      expect(facts.width).toBeLessThanOrEqual(limit.width);
      expect(made?.length).toBeLessThanOrEqual(limit.bytes);
    }
  });

  it("is refused when it is none, or cannot be made light enough", async () => {
    expect(await pictureWithin(new TextEncoder().encode("<svg/>"), limit)).toBeNull();
    expect(
      await pictureWithin(await noise(400, 400).jpeg().toBuffer(), { ...limit, bytes: 2_000 }),
    ).toBeNull();
  });
});
