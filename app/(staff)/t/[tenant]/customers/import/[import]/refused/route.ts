import { createTranslator } from "use-intl/core";
import { z } from "zod";
import { refusedRows } from "@/lib/customers/imports/refused-rows";
import { messagesOf } from "@/lib/platform/i18n/messages";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { Refusal } from "@/lib/platform/refusal";
import { mediaTypes, tableFile } from "@/lib/platform/table-file";
import { staffRoute } from "@/lib/web/staff-route";

/** The rows that could not be taken, as they stood in the file, each with its line and why: to be put right and brought in again. */
export const GET = staffRoute<{ tenant: string; import: string }>(
  "customers.write",
  async (staff, _request, { import: id }) => {
    if (!z.uuid().safeParse(id).success) throw new Refusal("not_found", "errors.not_found");
    const { titles, portions } = await refusedRows(staff, id);
    const words = createTranslator({ locale: staff.locale, messages: messagesOf(staff.locale) });
    async function* written() {
      for await (const rows of portions())
        yield rows.map(({ line, cells, reason }) => [
          ...titles.map((_, place) => cells[place] ?? ""),
          line,
          refusalWords(words, { reason: reason ?? "" }),
        ]);
    }
    const head = [...titles, words("imports.row.lineTitle"), words("imports.row.whyTitle")];
    return new Response(tableFile("csv", head, written()), {
      headers: {
        "content-type": mediaTypes.csv,
        "content-disposition": 'attachment; filename="refused-rows.csv"',
        "cache-control": "no-store",
      },
    });
  },
);
