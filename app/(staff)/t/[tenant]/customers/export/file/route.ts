import { beginExport, exportedLines } from "@/lib/customers/export/export";
import { exportInput } from "@/lib/customers/export/schema";
import { writtenAs } from "@/lib/customers/export/written";
import { mediaTypes, tableFile } from "@/lib/platform/table-file";
import { localDate } from "@/lib/platform/zoned-time";
import { formValues } from "@/lib/web/form-values";
import { refusedBy } from "@/lib/web/refusal-response";
import { callerAddress } from "@/lib/web/request-address";
import { staffRoute } from "@/lib/web/staff-route";

/**
 * The file itself, written as it is read: a hundred thousand customers are never held at once. A refusal goes back to the
 * page that asks, with what was typed.
 */
export const POST = staffRoute<{ tenant: string }>("customers.export", async (staff, request) => {
  const { input } = formValues(await request.formData());
  try {
    const given = exportInput.parse(input);
    const { zone } = staff.tenant;
    const { now, columns, fields } = await beginExport(staff, given, await callerAddress());
    const written = writtenAs(columns, fields, { zone, locale: staff.locale });
    async function* portions() {
      for await (const lines of exportedLines(staff, given, columns)) yield lines.map(written.row);
    }
    return new Response(tableFile(given.format, written.head, portions()), {
      headers: {
        "content-type": mediaTypes[given.format],
        "content-disposition": `attachment; filename="customers-${localDate(now, zone)}.${given.format}"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    return backToPage(staff.tenant.slug, input, refusedBy(error));
  }
});

function backToPage(slug: string, input: unknown, refused: { reason: string }): Response {
  const { query, ids, ...typed } = (input ?? {}) as Record<string, unknown>;
  const back = new URLSearchParams(typeof query === "string" ? query : "");
  if (Array.isArray(ids)) for (const id of ids) back.append("id", String(id));
  for (const name of ["reason", "format", "extent"])
    if (typeof typed[name] === "string") back.set(name, typed[name].slice(0, 300));
  back.set("problem", refused.reason);
  return new Response(null, {
    status: 303,
    headers: { location: `/t/${slug}/customers/export?${back}`, "cache-control": "no-store" },
  });
}
