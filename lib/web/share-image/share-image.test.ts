import { ImageResponse } from "next/og";
import { createElement } from "react";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sharePictureOf } from "./cover-picture";
import { pictureFont } from "./font";
import { shareImage } from "./share-image";

const words = {
  brandColor: null,
  above: "작은가게 마케팅 · 공개강의",
  title: "혼자서도 되는 동네 마케팅",
  below: "12월 5일 (토) 오후 2시–4시",
};
const asked = vi.fn(() => Promise.reject(new Error("no network")));

beforeEach(() => vi.stubGlobal("fetch", asked));
afterEach(() => {
  vi.unstubAllGlobals();
  asked.mockClear();
});

test("is a PNG of 1200 × 600, small enough for KakaoTalk, with something drawn on it", async () => {
  const picture = Buffer.from(await shareImage(words));
  expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 1200, height: 600 });
  expect(picture.length).toBeLessThan(5_000_000);
  const empty = Buffer.from(await shareImage({ ...words, above: "", title: "", below: "" }));
  expect(picture.length).toBeGreaterThan(empty.length * 2);
});

test("asks nobody for what the font lacks: emoji, Chinese characters, other scripts", async () => {
  await shareImage({ ...words, title: "🍞 빵집 ©™ 1️⃣ 漢字 👩‍👩‍👧 ภาษา العربية ☀️", above: "🇰🇷", below: "🎉" });
  expect(asked).not.toHaveBeenCalled();
});

test("control: the renderer itself would ask for them", async () => {
  const { faces } = await pictureFont();
  await new ImageResponse(createElement("div", { style: { display: "flex" } }, "🍞 漢字"), { fonts: faces })
    .arrayBuffer()
    .catch(() => undefined);
  expect(asked).toHaveBeenCalled();
});

test("draws what Korean and English titles are made of", async () => {
  const { draws } = await pictureFont();
  for (const letter of "가힣뷁A z0–9·,.!?%&()[]{}\"'‘’“”~…₩★①「」")
    expect([letter, letter === " " || draws(letter)]).toEqual([letter, true]);
});

test("the owner's picture is cropped to 2:1 and turned upright, without where it was taken", async () => {
  const photo = await sharp({ create: { width: 600, height: 900, channels: 3, background: "#6b8f71" } })
    .withExif({ IFD0: { Copyright: "somebody" }, IFD3: { GPSLatitude: "37/1 0/1 0/1" } })
    .jpeg()
    .toBuffer();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const metadata = await sharp(Buffer.from(await sharePictureOf(photo))).metadata();
  expect(metadata).toMatchObject({ format: "png", width: 1200, height: 600 });
  expect(metadata.exif).toBeUndefined();
});
