import { readFile } from "node:fs/promises";
import path from "node:path";

/** Pretendard for pictures: every Korean syllable, from the font's own package, so that nothing is fetched. */
export interface PictureFont {
  faces: { name: string; data: Buffer; weight: 600 | 800 }[];
  /** Whether the font draws it. What it does not draw would be fetched from strangers by the picture's renderer. */
  draws: (character: string) => boolean;
}

let kept: Promise<PictureFont> | undefined;

export const pictureFont = () => {
  kept ??= load();
  return kept;
};

async function load(): Promise<PictureFont> {
  const folder = path.join(process.cwd(), "node_modules/pretendard/dist/public/static");
  const [semiBold, extraBold] = await Promise.all([
    readFile(path.join(folder, "Pretendard-SemiBold.otf")),
    readFile(path.join(folder, "Pretendard-ExtraBold.otf")),
  ]);
  const covered = coverageOf(extraBold);
  return {
    faces: [
      { name: "Pretendard", data: semiBold, weight: 600 },
      { name: "Pretendard", data: extraBold, weight: 800 },
    ],
    // Pictographs are taken for emoji even when the font has them, and format characters only join those.
    draws: (character) =>
      covered.has(character.codePointAt(0) ?? 0) &&
      !/\p{Extended_Pictographic}|\p{Cf}|\p{M}/u.test(character),
  };
}

/** The code points of an OpenType font, from the segmented table (format 12) of its `cmap`. */
function coverageOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, "cmap");
  const covered = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const table = cmap + font.readUInt32BE(cmap + 8 + index * 8);
    if (font.readUInt16BE(table) !== 12) continue;
    for (let group = 0; group < font.readUInt32BE(table + 12); group++) {
      const at = table + 16 + group * 12;
      for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code++) covered.add(code);
    }
  }
  return covered;
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`font: no ${tag} table`);
}
