import { getTranslations } from "next-intl/server";
import { beginExport, exportedLines } from "@/lib/customers/export/export";
import { exportInput } from "@/lib/customers/export/schema";
import { type CsvCell, csvLine, csvMark } from "@/lib/platform/csv";
import { localDate } from "@/lib/platform/zoned-time";
import { formValues } from "@/lib/web/form-values";
import { refusedBy } from "@/lib/web/refusal-response";
import { callerAddress } from "@/lib/web/request-address";
import { staffRoute } from "@/lib/web/staff-route";
import { rowWriter } from "../row-writer";

/**
 * The file itself, written as it is read: a hundred thousand customers are never held at once. A refusal goes back to the
 * page that asks, with what was typed.
 */
export const POST = staffRoute<{ tenant: string }>("customers.export", async (staff, request) => {
  const { input } = formValues(await request.formData());
  try {
    const given = exportInput.parse(input);
    const begun = await beginExport(staff, given, await callerAddress());
    const writer = rowWriter(staff, begun.fields, await getTranslations());
    const pages = exportedLines(staff, given, begun.fields);
    return new Response(streamOf(writer.head, pages, writer.row), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="customers-${localDate(begun.now, staff.tenant.zone)}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    return backToPage(staff.tenant.slug, input, refusedBy(error));
  }
});

/** One page of rows for each pull: the reader sets the pace. */
function streamOf<Line>(
  head: readonly CsvCell[],
  pages: AsyncGenerator<Line[]>,
  row: (line: Line) => CsvCell[],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvMark + csvLine(head))),
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map((line) => csvLine(row(line))).join("")));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

function backToPage(slug: string, input: unknown, refused: { reason: string }): Response {
  const { query, ids, reason } = (input ?? {}) as { query?: unknown; ids?: unknown; reason?: unknown };
  const back = new URLSearchParams(typeof query === "string" ? query : "");
  if (Array.isArray(ids)) for (const id of ids) back.append("id", String(id));
  if (typeof reason === "string") back.set("reason", reason.slice(0, 300));
  back.set("problem", refused.reason);
  return new Response(null, {
    status: 303,
    headers: { location: `/t/${slug}/customers/export?${back}`, "cache-control": "no-store" },
  });
}
