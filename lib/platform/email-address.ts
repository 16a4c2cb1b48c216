export type EmailReading =
  | { kind: "email"; address: string }
  | { kind: "refused"; reason: "empty" | "too_long" | "not_an_address" };

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const DOMAIN_LABEL = /^[a-z0-9-]{1,63}$/;

/**
 * The one form used for unique keys, limits and comparing: NFKC, no spaces around, lower case. Dots and +tags stay:
 * they are different mailboxes at most providers.
 */
export function normaliseEmail(text: string): string {
  return text
    .slice(0, LONGEST_ADDRESS * 4)
    .normalize("NFKC")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, "")
    .trim()
    .toLowerCase();
}

/** Says whether mail can be addressed to the text; only a delivered mail proves that somebody reads it. */
export function readEmail(text: string): EmailReading {
  const address = normaliseEmail(text);
  if (address === "") return { kind: "refused", reason: "empty" };
  if (address.length > LONGEST_ADDRESS) return { kind: "refused", reason: "too_long" };
  const at = address.lastIndexOf("@");
  const valid = at > 0 && isLocalPart(address.slice(0, at)) && isDomain(address.slice(at + 1));
  return valid ? { kind: "email", address } : { kind: "refused", reason: "not_an_address" };
}

function isLocalPart(text: string): boolean {
  if (text.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(text)) return false;
  return !text.startsWith(".") && !text.endsWith(".") && !text.includes("..");
}

function isDomain(text: string): boolean {
  const labels = text.split(".");
  if (labels.length < 2) return false;
  if (!labels.every((label) => DOMAIN_LABEL.test(label) && !label.startsWith("-") && !label.endsWith("-")))
    return false;
  return /[a-z]/.test(labels[labels.length - 1] ?? "");
}
