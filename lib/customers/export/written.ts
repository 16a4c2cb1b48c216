import { createTranslator } from "use-intl/core";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { messagesOf } from "@/lib/platform/i18n/messages";
import type { TableCell } from "@/lib/platform/table-file";
import type { Locale } from "@/lib/platform/tenancy";
import { localDate } from "@/lib/platform/zoned-time";

import type { CustomerFieldDefinition } from "../fields/schema";
import { fieldValueWords } from "../fields/value-words";
import type { CustomerLine } from "../list/lines";
import { fieldOf, type ListColumn, type PlainColumn } from "../list/query";

type Cell = (line: CustomerLine) => TableCell;

/**
 * Heads and cells of an export. Telephone numbers are text, written with their dashes so that they stay it; days are days, numbers
 * numbers; choices stand in words.
 */
export function writtenAs(
  columns: readonly ListColumn[],
  fields: readonly CustomerFieldDefinition[],
  { zone, locale }: { zone: string; locale: Locale },
): { head: string[]; row: (line: CustomerLine) => TableCell[] } {
  const words = createTranslator({ locale, messages: messagesOf(locale) });
  const plain: Record<PlainColumn, Cell> = {
    shop: ({ shop }) => shop,
    phone: ({ phone }) => phone && formatPhone(phone),
    email: ({ email }) => email,
    tags: ({ tags }) => tags.join(", "),
    groups: ({ groups }) => groups.join(", "),
    course: ({ lastCourse }) => lastCourse,
    applications: ({ applications }) => applications,
    visits: ({ visits }) => visits,
    since: ({ createdAt }) => ({ day: localDate(createdAt, zone) }),
    responsible: ({ responsible }) => responsible,
  };
  const known = new Map(fields.map((field) => [field.id, field]));
  const beside = columns.flatMap((column): [string, Cell][] => {
    const id = fieldOf(column);
    if (id === null)
      return [[words(`customerList.columns.${column as PlainColumn}`), plain[column as PlainColumn]]];
    const field = known.get(id);
    return field ? [[field.label, (line) => fieldCell(field, line.fields[id] ?? [], locale)]] : [];
  });
  const all: [string, Cell][] = [[words("customers.list.name"), ({ name }) => name], ...beside];
  return { head: all.map(([name]) => name), row: (line) => all.map(([, cell]) => cell(line)) };
}

function fieldCell(
  field: CustomerFieldDefinition,
  values: readonly (string | number)[],
  locale: Locale,
): TableCell {
  const [first] = values;
  if (first === undefined) return null;
  if (field.kind === "number") return first;
  if (field.kind === "date") return { day: String(first) };
  return values.map((value) => fieldValueWords(field, String(value), locale)).join(", ");
}
