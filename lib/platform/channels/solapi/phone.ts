/** A Korean number as Solapi wants it, digits only with the leading 0; null for a number of another country. */
export const koreanDigits = (e164: string): string | null => {
  const rest = /^\+82(\d{8,10})$/.exec(e164)?.[1];
  return rest === undefined ? null : `0${rest}`;
};

/** A sender as registered: 02…, 010…, or the eight digits of 15XX. */
export const senderDigits = (number: string): string => koreanDigits(number) ?? number.replace(/\D/g, "");

/** E.164 of a number that Solapi prints; numbers without a leading 0 (15XX) have none and stay. */
export const e164Of = (digits: string): string => digits.replace(/^0/, "+82");
