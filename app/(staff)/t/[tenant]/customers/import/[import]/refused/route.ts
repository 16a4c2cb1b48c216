import { createTranslator } from "use-intl/core";
import { z } from "zod";
import { importRows, importSummary } from "@/lib/customers/imports/imports";
import { csvLine, csvMark } from "@/lib/platform/csv";
import { messagesOf } from "@/lib/platform/i18n/messages";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

const pageSize = 1000;

/** The rows that could not be taken, as they stood in the file, each with its line and why: to be put right and brought in again. */
export const GET = staffRoute<{ tenant: string; import: string }>(
  "customers.write",
  async (staff, _request, { import: id }) => {
    if (!z.uuid().safeParse(id).success) throw new Refusal("not_found", "errors.not_found");
    const { titles } = await importSummary(staff, id);
    const words = createTranslator({ locale: staff.locale, messages: messagesOf(staff.locale) });
    const lines = [csvLine([...titles, words("imports.row.lineTitle"), words("imports.row.whyTitle")])];
    let after = 0;
    for (;;) {
      const rows = await importRows(staff, id, { verdict: "refuse", after, atMost: pageSize });
      for (const { line, cells, reason } of rows) {
        const padded = Array.from(
          { length: Math.max(titles.length, cells.length) },
          (_, place) => cells[place] ?? "",
        );
        lines.push(csvLine([...padded, line, refusalWords(words, { reason: reason ?? "" })]));
      }
      if (rows.length < pageSize) break;
      after = rows.at(-1)?.line ?? after;
    }
    return new Response(csvMark + lines.join(""), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="refused-rows.csv"',
        "cache-control": "no-store",
      },
    });
  },
);
