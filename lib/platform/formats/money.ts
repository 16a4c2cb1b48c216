const LARGEST_READABLE = 1_000_000_000_000;
const THOUSANDS_AND_REST =
  /^(?:([0-9]{1,8}(?:\.[0-9]{1,4})?)만)?(?:([0-9]{1,4}(?:\.[0-9])?)천)?([0-9]{1,13})?원?$/;

/** "1,234,000원" · "₩1,234,000". Whole won only; anything else is a mistake of the caller. */
export function formatMoney(krw: number, language: "ko" | "en"): string {
  return language === "ko" ? `${grouped(krw)}원` : `${krw < 0 ? "-" : ""}₩${grouped(Math.abs(krw))}`;
}

/** Money in a text message: Korean carriers cannot carry the ₩ sign. */
export function formatMoneyInText(krw: number, language: "ko" | "en"): string {
  return language === "ko" ? `${grouped(krw)}원` : `KRW ${grouped(krw)}`;
}

/** A price on a page: nothing to pay is "무료" · "Free". */
export function formatPrice(krw: number, language: "ko" | "en"): string {
  if (krw === 0) return language === "ko" ? "무료" : "Free";
  return formatMoney(krw, language);
}

/** Won as people type them: "1,234,000원", "₩30000", "30만원", "1만 5천원", "무료". Null when it is not an amount. */
export function readMoney(text: string): number | null {
  if (text.length > 60) return null;
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,₩\\]/g, "")
    .replace(/^KRW/i, "");
  if (plain === "무료") return 0;
  const parts = THOUSANDS_AND_REST.exec(plain);
  if (!parts || plain === "" || plain === "원") return null;
  const [, tenThousands = "0", thousands = "0", rest = "0"] = parts;
  const krw =
    Math.round(Number(tenThousands) * 10_000) + Math.round(Number(thousands) * 1_000) + Number(rest);
  return krw <= LARGEST_READABLE ? krw : null;
}

function grouped(krw: number): string {
  if (!Number.isSafeInteger(krw)) throw new RangeError("an amount of won is a whole number");
  return krw.toLocaleString("en-US");
}
