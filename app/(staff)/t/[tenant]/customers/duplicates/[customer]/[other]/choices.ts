import type { getTranslations } from "next-intl/server";
import { fieldValueWords } from "@/lib/customers/fields/value-words";
import type { FieldChoice, MergePreview } from "@/lib/merging/preview";
import { formatDay } from "@/lib/platform/formats/calendar-day";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { StaffScope } from "@/lib/web/staff";

/** A field over which the two records differ, as it is asked. */
export interface AskedChoice {
  field: string;
  label: string;
  ours: string;
  theirs: string;
  side: "ours" | "theirs";
}

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** What must be chosen, in words; what was chosen before something changed is chosen still. */
export function choicesOf(
  staff: StaffScope,
  { fields }: MergePreview,
  asked: Record<string, string | string[] | undefined>,
  words: Words,
): AskedChoice[] {
  return fields
    .filter(({ ours, theirs }) => ours !== null && theirs !== null && String(ours) !== String(theirs))
    .map((choice) => {
      const chosen = asked[choice.field];
      return {
        field: choice.field,
        label: choice.own?.label ?? words(`merging.field.${choice.field as "name"}`),
        ours: valueWords(staff, choice, choice.ours),
        theirs: valueWords(staff, choice, choice.theirs),
        side: chosen === "ours" || chosen === "theirs" ? chosen : choice.side,
      };
    });
}

function valueWords(staff: StaffScope, { field, own }: FieldChoice, value: FieldChoice["ours"]): string {
  if (value === null) return "";
  if (own) return fieldValueWords(own, value, staff.locale);
  if (field === "phone") return formatPhone(String(value));
  return field === "birthday" ? formatDay(String(value), staff.locale) : String(value);
}
