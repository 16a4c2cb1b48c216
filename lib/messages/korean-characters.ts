import iconv from "iconv-lite";

/** A character that a Korean handset would show as "?", where it stands, and what to write instead ("" = leave out). */
export interface UnsupportedCharacter {
  /** UTF-16 index in the NFC form of the text. */
  index: number;
  character: string;
  replacement: string;
}

const REPLACEMENTS: Readonly<Record<string, string>> = {
  "–": "-",
  "—": "-",
  "−": "-",
  "‐": "-",
  "‑": "-",
  "•": "·",
  "◦": "·",
  "‣": "▶",
  "₩": "원",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2009": " ",
  "✅": "√",
  "✔": "√",
  "☑": "√",
  "❌": "X",
  "✖": "X",
  "⭐": "★",
  "🌟": "★",
  "❤": "♥",
  "💕": "♥",
  "💛": "♥",
  "📞": "☎",
  "📱": "☎",
  "➡": "→",
  "⬅": "←",
  "👉": "▶",
  "➜": "→",
  "©": "(C)",
  "‼": "!!",
  "⁉": "!?",
};

/**
 * What CP949, the character set of Korean carriers, cannot carry: emoji, long dashes, bullets, ₩, é, a non-breaking
 * space (row 56). Server only: the encoder's tables are large.
 */
export function unsupportedCharacters(text: string): UnsupportedCharacter[] {
  const found: UnsupportedCharacter[] = [];
  let index = 0;
  for (const character of text.normalize("NFC")) {
    if (!isCarried(character)) found.push({ index, character, replacement: replacementOf(character) });
    index += character.length;
  }
  return found;
}

/** The text with every offered replacement taken; "₩1,000" becomes "1,000원". With `only`, that one character's. */
export function replaceUnsupported(text: string, only?: string): string {
  const joined = text.normalize("NFC");
  const won =
    only === undefined || only === "₩" ? joined.replace(/₩\s?([0-9][0-9,]{0,20})/g, "$1원") : joined;
  return [...won]
    .map((character) =>
      isCarried(character) || (only !== undefined && character !== only)
        ? character
        : replacementOf(character),
    )
    .join("");
}

/** Syllables such as 뷁 that CP949 has and older EUC-KR handsets may not: a warning, not an obstacle (row 57). */
export function rareSyllables(text: string): { index: number; character: string }[] {
  const found: { index: number; character: string }[] = [];
  let index = 0;
  for (const character of text.normalize("NFC")) {
    if (/[가-힣]/.test(character) && isBeyondEucKr(character)) found.push({ index, character });
    index += character.length;
  }
  return found;
}

function isCarried(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80)
    return code >= 0x20 ? code !== 0x7f : character === "\n" || character === "\r" || character === "\t";
  return code <= 0xffff && isInCp949(character);
}

/** Encoding is slow and texts repeat their letters; at most one entry for each of 65,536 characters. */
const carried = new Map<string, boolean>();

function isInCp949(character: string): boolean {
  const before = carried.get(character);
  if (before !== undefined) return before;
  const now = iconv.encode(character, "cp949").length === 2;
  carried.set(character, now);
  return now;
}

/** EUC-KR uses only bytes from A1 up; CP949 put its additions below. */
const isBeyondEucKr = (character: string) => iconv.encode(character, "cp949").some((byte) => byte < 0xa1);

function replacementOf(character: string): string {
  const offered = REPLACEMENTS[character];
  if (offered !== undefined) return offered;
  const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");
  return plain !== character && [...plain].every(isCarried) ? plain : "";
}
