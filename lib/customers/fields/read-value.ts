import { readDay } from "@/lib/platform/formats/calendar-day";

import { type CustomerFieldDefinition, type FieldValue, longestFieldText } from "./schema";

/** `value` null: left empty. A refusal is a message key. */
export type ValueReading = { kind: "value"; value: FieldValue | null } | { kind: "refused"; reason: string };

const value = (read: FieldValue | null): ValueReading => ({ kind: "value", value: read });
const refused = (reason: string): ValueReading => ({ kind: "refused", reason });

/**
 * Reads what was typed into an own field. A retired option may stay where it was chosen before (`before`), and cannot be
 * chosen anew.
 */
export function readFieldValue(
  field: Pick<CustomerFieldDefinition, "kind" | "options">,
  typed: string | readonly string[],
  before?: FieldValue | null,
): ValueReading {
  const given = (typeof typed === "string" ? [typed] : typed).map((one) => one.trim()).filter(Boolean);
  const first = given[0];
  if (first === undefined) return value(null);
  switch (field.kind) {
    case "text":
      return first.length > longestFieldText ? refused("fields.value.tooLong") : value(first);
    case "number": {
      const number = readNumber(first);
      return number === null ? refused("fields.value.notANumber") : value(number);
    }
    case "date": {
      const day = readDay(first);
      return day ? value(day) : refused("fields.value.notADay");
    }
    case "yes_no":
      return first === "yes" || first === "no" ? value(first) : refused("fields.value.notAChoice");
    case "choice":
    case "choices": {
      const stood = before === undefined || before === null ? [] : [before].flat();
      const open = field.options.filter(({ key, retired }) => !retired || stood.includes(key));
      const chosen = open.filter(({ key }) => given.includes(key)).map(({ key }) => key);
      if (chosen.length !== new Set(given).size) return refused("fields.value.notAChoice");
      return value(field.kind === "choices" ? chosen : (chosen[0] as string));
    }
  }
}

const NUMBER = /^[-+]?[0-9]{1,15}(?:\.[0-9]{1,6})?$/;

/** "1,200", "-3.5", "１２"; null for anything else. */
export function readNumber(text: string): number | null {
  const plain = text
    .slice(0, 60)
    .normalize("NFKC")
    .replace(/[,\s]/g, "")
    .replace(/\u2212/g, "-");
  return NUMBER.test(plain) ? Number(plain) + 0 : null;
}
