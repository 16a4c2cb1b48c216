import type { getTranslations } from "next-intl/server";
import type { ExportBegun } from "@/lib/customers/export/export";
import type { CustomerLine } from "@/lib/customers/list/lines";
import type { PlainColumn } from "@/lib/customers/list/query";
import type { CsvCell } from "@/lib/platform/csv";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { localDate } from "@/lib/platform/zoned-time";
import type { StaffScope } from "@/lib/web/staff";
import { fieldWords } from "../field-words";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** Heads and cells of an export. Numbers are written with their dashes, so that spreadsheets keep them as text. */
export function rowWriter(staff: StaffScope, fields: ExportBegun["fields"], words: Words) {
  const head = (key: PlainColumn) => words(`customerList.columns.${key}`);
  const columns: [string, (line: CustomerLine) => CsvCell][] = [
    [words("customers.list.name"), ({ name }) => name],
    [head("shop"), ({ shop }) => shop],
    [head("phone"), ({ phone }) => phone && formatPhone(phone)],
    [head("email"), ({ email }) => email],
    [head("tags"), ({ tags }) => tags.join(", ")],
    [head("groups"), ({ groups }) => groups.join(", ")],
    [head("course"), ({ lastCourse }) => lastCourse],
    [head("applications"), ({ applications }) => applications],
    [head("visits"), ({ visits }) => visits],
    [head("since"), ({ createdAt }) => localDate(createdAt, staff.tenant.zone)],
    [head("responsible"), ({ responsible }) => responsible],
    ...fields.map((field): [string, (line: CustomerLine) => CsvCell] => [
      field.label,
      (line) => fieldCell(staff, field, line.fields[field.id] ?? [], words),
    ]),
  ];
  return {
    head: columns.map(([name]) => name),
    row: (line: CustomerLine) => columns.map(([, cell]) => cell(line)),
  };
}

/** Numbers and days as programs read them; choices in words. */
function fieldCell(
  staff: StaffScope,
  field: ExportBegun["fields"][number],
  values: readonly (string | number)[],
  words: Words,
): CsvCell {
  const [first] = values;
  if (first === undefined) return null;
  if (field.kind === "number" || field.kind === "date") return first;
  const yesNo = { yes: words("common.yes"), no: words("common.no") };
  return fieldWords(field, values, staff.locale, yesNo);
}
