import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** What a person typed as a telephone number. Only `mobile` can receive texts. */
export type PhoneReading =
  | { kind: "mobile"; e164: string; country: string; legacy?: true }
  | { kind: "landline" | "other"; e164: string; country: string }
  | { kind: "refused"; reason: PhoneRefusal };

export type PhoneRefusal = "empty" | "too_long" | "not_a_number" | "wrong_length" | "not_in_use";

const LONGEST_INPUT = 40;
const TELEPHONE_CHARACTERS = /^[0-9+\-.()/\s]*$/;
const KOREAN_MOBILE = /^\+8210[0-9]{8}$/;
const KOREAN_LEGACY_MOBILE = /^\+821[16789][0-9]{7,8}$/;
const UNASSIGNED_EXCHANGE = /^\+82100000[0-9]{4}$/;

/**
 * The one written form of a number before it is read, compared or limited: full-width digits become ASCII, every dash
 * becomes "-", invisible characters go, and `00` or `0082` (how Koreans write the international prefix) becomes `+`.
 */
export function normalisePhone(text: string): string {
  const plain = text
    .slice(0, LONGEST_INPUT * 4)
    .normalize("NFKC")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, "")
    .replace(/[\u00AD\u2010-\u2015\u2212\u30FC]/g, "-")
    .trim();
  return plain.replace(/^0\s?0\s?82(?=[\s\-.()0-9])/, "+82");
}

/**
 * Reads a telephone number as people in `country` write it, also without the zero a spreadsheet ate (1012345678).
 * The library alone is too lax for Korea (it accepts 010-123-4567, 010-0000-0000 and pagers), so Korean mobiles must
 * be 010 and eight digits; 011, 016–019 are old numbers that still exist and come back as `legacy`.
 */
export function readPhone(text: string, { country }: { country: CountryCode }): PhoneReading {
  const written = normalisePhone(text);
  if (written === "") return refused("empty");
  if (written.length > LONGEST_INPUT) return refused("too_long");
  if (!TELEPHONE_CHARACTERS.test(written)) return refused("not_a_number");

  const parsed = parsePhoneNumberFromString(written, { defaultCountry: country, extract: false });
  if (!parsed) return refused("not_a_number");
  const e164 = parsed.number;
  if (parsed.countryCallingCode === "82") return readKorean(e164, parsed.getType());
  if (!parsed.isValid() || !parsed.country) return refused("wrong_length");
  return { kind: kindOf(parsed.getType()), e164, country: parsed.country };
}

function readKorean(e164: string, type: string | undefined): PhoneReading {
  if (type === "PAGER") return refused("not_in_use");
  if (UNASSIGNED_EXCHANGE.test(e164)) return refused("not_in_use");
  if (KOREAN_MOBILE.test(e164)) return { kind: "mobile", e164, country: "KR" };
  if (e164.startsWith("+8210")) return refused("wrong_length");
  if (KOREAN_LEGACY_MOBILE.test(e164)) return { kind: "mobile", e164, country: "KR", legacy: true };
  if (type === undefined) return refused("wrong_length");
  const kind = kindOf(type);
  return { kind: kind === "mobile" ? "other" : kind, e164, country: "KR" };
}

function kindOf(type: string | undefined): "mobile" | "landline" | "other" {
  if (type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE") return "mobile";
  return type === "FIXED_LINE" || type === "UAN" || type === "VOIP" ? "landline" : "other";
}

const refused = (reason: PhoneRefusal): PhoneReading => ({ kind: "refused", reason });
