/** A sum in millionths of its currency. */
export interface Cost {
  micros: bigint;
  currency: string;
}

const decimal = /^-?(\d{1,9})(?:\.(\d{1,12}))?$/;

/**
 * What a provider says that a message cost: a decimal as text or number, negative where it is a charge. Null when it says
 * nothing that can be read: no cost is better than a wrong one. What is finer than a millionth is rounded up.
 */
export function readCost(price: unknown, currency: unknown): Cost | null {
  const text = typeof price === "number" && Number.isFinite(price) ? plain(price) : price;
  const unit = typeof currency === "string" ? currency.toUpperCase() : "";
  const [, whole, fraction = ""] = (typeof text === "string" && decimal.exec(text.trim())) || [];
  if (whole === undefined || !/^[A-Z]{3}$/.test(unit)) return null;
  const exact = BigInt(whole) * 10n ** 12n + BigInt(fraction.padEnd(12, "0"));
  return { micros: (exact + 999_999n) / 1_000_000n, currency: unit };
}

/** Without the exponent that small numbers are printed with. */
const plain = (value: number) => value.toFixed(12);
