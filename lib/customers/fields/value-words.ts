import { formatDay } from "@/lib/platform/formats/calendar-day";

import type { CustomerFieldDefinition, FieldValue } from "./schema";

const yesNo = { ko: { yes: "네", no: "아니요" }, en: { yes: "Yes", no: "No" } };

/** A value as a person reads it, also where its option was retired. */
export function fieldValueWords(
  field: Pick<CustomerFieldDefinition, "kind" | "options">,
  value: FieldValue,
  locale: "ko" | "en",
): string {
  if (Array.isArray(value)) return value.map((key) => optionWords(field, key)).join(", ");
  if (typeof value === "number") return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
  if (field.kind === "date") return formatDay(value, locale);
  if (field.kind === "yes_no") return value === "yes" ? yesNo[locale].yes : yesNo[locale].no;
  return field.kind === "choice" ? optionWords(field, value) : value;
}

const optionWords = ({ options }: Pick<CustomerFieldDefinition, "options">, key: string) =>
  options.find((option) => option.key === key)?.label ?? key;
