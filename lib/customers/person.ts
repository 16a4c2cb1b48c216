import { readName } from "@/lib/platform/formats/names";
import { normalisePhone, readPhone } from "@/lib/platform/phone-number";
import { Refusal } from "@/lib/platform/refusal";

/** A name and a number as they are stored. */
export interface Person {
  name: string;
  /** "대표", where it was typed behind the name. */
  title?: string | null;
  phone: { e164: string; canReceiveTexts: boolean; legacy: boolean };
}

/** What is wrong with a field: a message key. */
export interface FieldRefusal {
  reason: string;
}

export type PersonReading =
  | { kind: "person"; person: Person }
  | { kind: "refused"; fields: { name?: FieldRefusal; phone?: FieldRefusal } };

/**
 * Reads what somebody typed as name and telephone number (domain.md rows 46–50). Only staff may store a number that
 * cannot receive texts: on the public form a mobile number is asked for.
 */
export function readPerson(
  typed: { name: string; phone: string },
  options: { landlineToo?: boolean } = {},
): PersonReading {
  const name = readName(typed.name);
  const phone = readPhone(typed.phone, { country: "KR" });
  const fields: { name?: FieldRefusal; phone?: FieldRefusal } = {};
  if (name.kind === "refused") fields.name = { reason: `customers.name.${name.reason}` };
  if (phone.kind === "refused") fields.phone = phoneProblem(phone.reason, typed.phone);
  else if (phone.kind !== "mobile" && !options.landlineToo)
    fields.phone = { reason: "customers.phone.landline" };
  if (name.kind === "refused" || phone.kind === "refused" || fields.phone) return { kind: "refused", fields };
  const { e164, kind } = phone;
  const legacy = phone.kind === "mobile" && phone.legacy === true;
  return {
    kind: "person",
    person: {
      name: name.name,
      title: name.title,
      phone: { e164, canReceiveTexts: kind === "mobile", legacy },
    },
  };
}

/** The same for callers that show one reason at a time; throws the first. */
export function personOrRefuse(
  typed: { name: string; phone: string },
  options?: { landlineToo?: boolean },
): Person {
  const reading = readPerson(typed, options);
  if (reading.kind === "person") return reading.person;
  const { name, phone } = reading.fields;
  const first = name ?? (phone as FieldRefusal);
  throw new Refusal("invalid", first.reason, { field: name ? "name" : "phone" });
}

const MOBILE_DIGITS = 11;

/** "One digit is missing" helps more than "wrong": said where the number is plainly meant as a 010 one. */
export function phoneProblem(reason: string, typed: string): FieldRefusal {
  const digits = normalisePhone(typed).replace(/\D/g, "");
  if (reason !== "wrong_length" || !digits.startsWith("010")) return { reason: `customers.phone.${reason}` };
  const missing = MOBILE_DIGITS - digits.length;
  const most = Math.abs(missing) === 1 ? "One" : "Some";
  return { reason: `customers.phone.${missing > 0 ? "missing" : "extra"}${most}` };
}
