export type BusinessNumberReading =
  | { kind: "number"; digits: string }
  | { kind: "refused"; reason: "wrong_length" | "not_a_number" };

const WRITTEN = /^[0-9\s-]{1,30}$/;
const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/**
 * Reads a Korean business registration number (사업자등록번호) as people type it: ten digits, hyphens and full-width digits
 * allowed, whose last digit is the checksum of the others. All zeros pass the sum and belong to nobody (row 75).
 */
export function readBusinessNumber(text: string): BusinessNumberReading {
  const plain = text
    .slice(0, 60)
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  if (!WRITTEN.test(plain)) return { kind: "refused", reason: "not_a_number" };
  const digits = plain.replace(/\D/g, "");
  if (digits.length !== 10) return { kind: "refused", reason: "wrong_length" };
  if (/^0+$/.test(digits) || checkDigit(digits) !== Number(digits[9]))
    return { kind: "refused", reason: "not_a_number" };
  return { kind: "number", digits };
}

function checkDigit(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (10 - ((sum + Math.floor((Number(digits[8]) * 5) / 10)) % 10)) % 10;
}

/** "124-81-00998". */
export const formatBusinessNumber = (digits: string): string =>
  digits.replace(/^([0-9]{3})([0-9]{2})([0-9]{5})$/, "$1-$2-$3");
