import { ImageResponse } from "next/og";
import sharp from "sharp";
import { brandColors } from "@/components/public-page/brand-color";
import { exact } from "./cover-picture";
import { type PictureFont, pictureFont } from "./font";

/** What the picture says. It is seen at the size of a thumbnail, so there is little of it. */
export interface ShareWords {
  brandColor: string | null;
  above: string;
  title: string;
  below: string;
}

const WIDTH = 1200;
const HEIGHT = 600;

/** The typographic cover as a PNG, 2:1 as KakaoTalk shows it. */
export async function shareImage({ brandColor, ...words }: ShareWords): Promise<ArrayBuffer> {
  const font = await pictureFont();
  const [above, title, below] = [words.above, words.title, words.below].map((text) => drawn(text, font)) as [
    string,
    string,
    string,
  ];
  const colors = brandColors(brandColor);
  const ground = colors?.light.cover ?? "#231f1a";
  const accent = colors?.dark.accent ?? "#f08a63";
  const size = title.length <= 12 ? 104 : title.length <= 24 ? 84 : title.length <= 44 ? 64 : 50;
  const picture = new ImageResponse(
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        padding: "64px 76px 60px",
        background: ground,
        color: "#fbf8f3",
        fontFamily: "Pretendard",
        fontWeight: 600,
        wordBreak: "keep-all",
      }}
    >
      <div style={{ fontSize: 34, opacity: 0.8 }}>{cut(above, 40)}</div>
      <div
        style={{
          fontSize: size,
          fontWeight: 800,
          lineHeight: 1.2,
          letterSpacing: "-0.035em",
          textWrap: "balance",
        }}
      >
        {cut(title, 70)}
      </div>
      <div style={{ display: "flex", alignItems: "center", fontSize: 36, minHeight: 46 }}>
        <div style={{ width: 56, height: 6, borderRadius: 3, background: accent, marginRight: 26 }} />
        {cut(below, 42)}
      </div>
    </div>,
    { width: WIDTH, height: HEIGHT, fonts: font.faces },
  );
  return exact(
    await sharp(await picture.arrayBuffer())
      .png({ palette: true, quality: 95 })
      .toBuffer(),
  );
}

function drawn(text: string, font: PictureFont) {
  const letters = [...text.normalize("NFC")].filter((letter) => letter === " " || font.draws(letter));
  return letters
    .join("")
    .replace(/ {2,20}/g, " ")
    .trim();
}

function cut(text: string, length: number) {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : text;
}
