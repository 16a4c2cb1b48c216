/** Limits of Korean carriers in bytes (NCP SENS, Aligo): a text of 90, a long text of 2,000, its subject of 40. */
export const KOREAN_LIMITS = { sms: 90, lms: 2_000, subject: 40 } as const;
/** Twilio refuses a longer body. */
export const TWILIO_LONGEST_BODY = 1_600;

export interface KoreanLength {
  bytes: number;
  kind: "sms" | "lms" | "too_long";
  subjectBytes: number;
  subjectTooLong: boolean;
}

export interface SegmentLength {
  encoding: "gsm7" | "ucs2";
  /** Septets, or UTF-16 code units. */
  units: number;
  /** What is billed. */
  segments: number;
}

/**
 * Bytes as Korean carriers count them: one for ASCII, two for everything CP949 can carry; NFC first, because text from
 * macOS arrives as separate jamo. Needs no table, so forms may call it while somebody types. What CP949 cannot carry
 * counts two as well; `unsupportedCharacters` names it.
 */
export function koreanBytes(text: string): number {
  let bytes = 0;
  for (const character of text.normalize("NFC")) bytes += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return bytes;
}

/** A subject makes a long text even of a short one. */
export function koreanLength(text: string, subject = ""): KoreanLength {
  const bytes = koreanBytes(text);
  const subjectBytes = koreanBytes(subject);
  const long = bytes > KOREAN_LIMITS.sms || subjectBytes > 0;
  const kind = bytes > KOREAN_LIMITS.lms ? "too_long" : long ? "lms" : "sms";
  return { bytes, kind, subjectBytes, subjectTooLong: subjectBytes > KOREAN_LIMITS.subject };
}

const GSM_BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const GSM_EXTENDED = new Set("^{}[]~\\|€\f");
const CAPACITY = { gsm7: { one: 160, each: 153 }, ucs2: { one: 70, each: 67 } } as const;

/**
 * What Twilio bills: 160 or 70 units in one segment, 153 or 67 in each of several. One character outside GSM-7 turns
 * the whole text into UCS-2; an escape pair or a surrogate pair is never split between segments.
 */
export function segmentsOf(text: string): SegmentLength {
  const characters = [...text.normalize("NFC")];
  const gsm = characters.every((c) => GSM_BASIC.has(c) || GSM_EXTENDED.has(c));
  const encoding = gsm ? "gsm7" : "ucs2";
  const weights = characters.map((c) => (gsm ? (GSM_EXTENDED.has(c) ? 2 : 1) : c.length));
  const units = weights.reduce((sum, weight) => sum + weight, 0);
  const segments =
    units <= CAPACITY[encoding].one ? Math.min(1, units) : packed(weights, CAPACITY[encoding].each);
  return { encoding, units, segments };
}

function packed(weights: readonly number[], capacity: number): number {
  let segments = 1;
  let used = 0;
  for (const weight of weights) {
    if (used + weight > capacity) {
      segments += 1;
      used = 0;
    }
    used += weight;
  }
  return segments;
}

const PLAIN_LOOK_ALIKES: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "`": "'",
  "\u00a0": " ",
  ç: "c",
};

/** A variable's value decides for itself; its Korean name is not part of the text. */
const withoutVariables = (text: string) =>
  text.replace(/#\{[^#{}\n]{1,60}\}/g, (name) => " ".repeat(name.length));

/** Characters that make an otherwise plain text cost double, with the plain one to offer instead (row 66). */
export function costlyCharacters(text: string): { index: number; character: string; replacement: string }[] {
  const plain = withoutVariables(text);
  if (segmentsOf(plain).encoding === "gsm7" || /[ㄱ-ㅎ가-힣]/.test(plain)) return [];
  const found: { index: number; character: string; replacement: string }[] = [];
  for (let index = 0; index < plain.length; index += 1) {
    const character = plain.charAt(index);
    const replacement = PLAIN_LOOK_ALIKES[character];
    if (replacement !== undefined) found.push({ index, character, replacement });
  }
  return found;
}

/** The text with every plain look-alike taken. */
export const replaceCostly = (text: string): string =>
  costlyCharacters(text).reduceRight(
    (changed, { index, character, replacement }) =>
      changed.slice(0, index) + replacement + changed.slice(index + character.length),
    text,
  );
