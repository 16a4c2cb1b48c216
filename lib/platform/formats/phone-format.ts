/** How Koreans group digits: area or network code, exchange, last four. Needs no library, so pages may use it. */
const KOREAN_GROUPS: readonly { form: RegExp; groups: string }[] = [
  { form: /^(2)([0-9]{3,4})([0-9]{4})$/, groups: "0$1-$2-$3" },
  { form: /^(1[568][0-9]{2})([0-9]{4})$/, groups: "$1-$2" },
  { form: /^(50[0-9])([0-9]{3,4})([0-9]{4})$/, groups: "0$1-$2-$3" },
  { form: /^([1-8][0-9])([0-9]{3,4})([0-9]{4})$/, groups: "0$1-$2-$3" },
];
const NORTH_AMERICAN = /^\+1([0-9]{3})([0-9]{3})([0-9]{4})$/;

/** "010-1234-5678" for Korean numbers, "+1 212-555-0123" for North American ones, otherwise the E.164 form itself. */
export function formatPhone(e164: string): string {
  if (e164.startsWith("+82")) {
    const national = e164.slice(3);
    for (const { form, groups } of KOREAN_GROUPS)
      if (form.test(national)) return national.replace(form, groups);
  }
  return e164.replace(NORTH_AMERICAN, "+1 $1-$2-$3");
}

/** "010-••••-5678": enough for the owner of a number to recognise it, too little for anybody else. */
export function maskPhone(e164: string): string {
  const shown = formatPhone(e164);
  const keptAtEnd = shown.length - 4;
  const code = e164.startsWith("+82") ? shown.indexOf("-") : Math.min(3, keptAtEnd);
  // 1588-1234 has no group in the middle: part of the first one is hidden instead.
  const keptAtStart = code < keptAtEnd - 1 ? code : 2;
  return [...shown].map((c, i) => (i >= keptAtStart && i < keptAtEnd && /[0-9]/.test(c) ? "•" : c)).join("");
}

/** 011, 016–019: still given to some, but most became 010 long ago, so it is worth asking (row 50). */
export const isLegacyMobile = (e164: string): boolean => /^\+821[16789][0-9]{7,8}$/.test(e164);

export const lastFour = (e164: string) => e164.slice(-4);
