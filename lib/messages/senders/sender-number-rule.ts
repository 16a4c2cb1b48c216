import { formatPhone } from "@/lib/platform/formats/phone-format";

/** What a sender is: only numbers that are registered with the seller of the texts may be shown (전기통신사업법 Art. 84-2). */
export const senderKinds = ["mobile", "landline", "internet", "representative", "abroad", "pool"] as const;
export type SenderKind = (typeof senderKinds)[number];

/** What shows that a number is one's own (domain.md 1.2 of the sellers' rules). */
export const senderProofs = [
  /** 휴대폰 본인인증 */
  "phone_verification",
  /** 통신서비스 이용증명원 */
  "service_certificate",
  /** 통신서비스 이용증명원과 재직증명서 */
  "employee_certificate",
  /** 위임장과 관계를 보이는 서류 */
  "power_of_attorney",
  /** 보내는 회사의 등록 확인 */
  "provider_registration",
] as const;
export type SenderProof = (typeof senderProofs)[number];

export type SenderReading =
  | {
      kind: SenderKind;
      /** As it is kept and compared. */
      number: string;
      /** 070 numbers are often filtered. */
      mayBeFiltered: boolean;
    }
  | { kind: "refused"; reason: "redirect" | "free_call" | "not_a_sender" };

const forms: readonly [RegExp, SenderKind][] = [
  [/^01[016789]\d{7,8}$/, "mobile"],
  [/^070\d{8}$/, "internet"],
  [/^(?:15|16|18)\d{6}$/, "representative"],
  [/^02\d{7,8}$/, "landline"],
  [/^0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])\d{7,8}$/, "landline"],
];

/**
 * Reads a sender as it is typed: a Korean number with its area code, an eight-digit 15XX, 16XX or 18XX number without one, a
 * foreign number with "+", or the provider's name of a pool (Twilio's MG…). 050 numbers lead on to others and cannot be
 * registered; an 080 number takes calls only.
 */
export function readSender(text: string): SenderReading {
  const written = text.slice(0, 60).normalize("NFKC").trim();
  if (/^MG[0-9a-fA-F]{32}$/.test(written)) return { kind: "pool", number: written, mayBeFiltered: false };
  const plain = written.replace(/[\s().\-–—]/g, "");
  const korean = /^(?:\+|00)?82(\d{6,12})$/.exec(plain)?.[1];
  const domestic = korean && plain.length > 8 ? withZero(korean) : plain;
  if (/^\+[1-9]\d{6,14}$/.test(domestic)) return { kind: "abroad", number: domestic, mayBeFiltered: false };
  if (!/^\d{7,12}$/.test(domestic)) return refused("not_a_sender");
  if (/^050/.test(domestic)) return refused("redirect");
  if (/^080/.test(domestic)) return refused("free_call");
  const kind = forms.find(([form]) => form.test(domestic))?.[1];
  return kind ? { kind, number: domestic, mayBeFiltered: kind === "internet" } : refused("not_a_sender");
}

/** An account's number or pool as senders are compared; null where it has none that could be registered. */
export function senderKey(sender: string | null | undefined): string | null {
  const reading = readSender(sender ?? "");
  return reading.kind === "refused" ? null : reading.number;
}

/** A sender as people write it, "070-1234-5678" and "1588-1234"; a pool's name, or what is no sender, as it stands. */
export function formatSender(sender: string): string {
  const reading = readSender(sender);
  if (reading.kind === "refused" || reading.kind === "pool") return sender;
  const { number } = reading;
  return formatPhone(number.startsWith("+") ? number : `+82${number.replace(/^0/, "")}`);
}

/** +82 2 1234 5678 is 02…, but +82 1588 1234 has no area code. */
const withZero = (digits: string) =>
  /^(?:15|16|18)\d{6}$/.test(digits) || digits.startsWith("0") ? digits : `0${digits}`;

const refused = (reason: "redirect" | "free_call" | "not_a_sender"): SenderReading => ({
  kind: "refused",
  reason,
});

/** The papers that a number of this kind can be shown with: nobody verifies a company's line by a mobile's code. */
export function proofsFor(kind: SenderKind): readonly SenderProof[] {
  if (kind === "pool" || kind === "abroad") return ["provider_registration"];
  const papers = ["service_certificate", "employee_certificate", "power_of_attorney"] as const;
  return kind === "mobile" ? ["phone_verification", ...papers] : papers;
}

/** A proof counts on every day from the registration to its last day, of the business's own calendar. */
export const proofHolds = (
  { registeredOn, validUntil }: { registeredOn: string; validUntil: string | null },
  today: string,
): boolean => registeredOn <= today && (validUntil === null || today <= validUntil);
