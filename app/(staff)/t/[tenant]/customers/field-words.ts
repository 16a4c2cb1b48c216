import type { CustomerFieldDefinition } from "@/lib/customers/fields/schema";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { Locale } from "@/lib/platform/tenancy";

/** The values of an own field as a person reads them. */
export function fieldWords(
  field: CustomerFieldDefinition,
  values: readonly (string | number)[],
  locale: Locale,
  yesNo: { yes: string; no: string },
): string {
  return values
    .map((value) => {
      if (typeof value === "number") return value.toLocaleString(locale);
      if (field.kind === "date") return formatDate(new Date(`${value}T00:00:00Z`), "UTC", locale);
      if (field.kind === "yes_no") return value === "yes" ? yesNo.yes : yesNo.no;
      return field.options.find(({ key }) => key === value)?.label ?? value;
    })
    .join(", ");
}
