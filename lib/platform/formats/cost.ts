/**
 * What a message costs, as people read it: "12원", "9.5원", "US$0.0079". A provider counts in parts of a won or of a cent, so
 * that up to four decimals stand, and no more than are needed.
 *
 * @param micros millionths of the currency
 */
export function formatCost(micros: bigint, currency: string, language: "ko" | "en"): string {
  const amount = Number(micros) / 1_000_000;
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: 4 };
  if (currency === "KRW" && language === "ko") return `${amount.toLocaleString("en-US", digits)}원`;
  const locale = language === "ko" ? "ko-KR" : "en-US";
  return amount.toLocaleString(locale, { style: "currency", currency, ...digits });
}
