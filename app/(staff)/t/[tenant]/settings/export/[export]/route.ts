import { Readable } from "node:stream";
import { exportFile } from "@/lib/exports/exports";
import { oneExportInput } from "@/lib/exports/schema";
import { Refusal } from "@/lib/platform/refusal";
import { localDate } from "@/lib/platform/zoned-time";
import { callerAddress } from "@/lib/web/request-address";
import { staffRoute } from "@/lib/web/staff-route";

/** The file with everything, part by part, to an ordinary form: each time it is taken is put on record. */
export const POST = staffRoute<{ tenant: string; export: string }>(
  "tenant.export",
  async (staff, _request, { export: id }) => {
    const asked = oneExportInput.safeParse({ id });
    if (!asked.success) throw new Refusal("not_found", "errors.not_found");
    const { slug, madeAt, bytes, parts } = await exportFile(staff, asked.data, await callerAddress());
    return new Response(Readable.toWeb(Readable.from(parts())) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "application/zip",
        "content-length": String(bytes),
        "content-disposition": `attachment; filename="${slug}-${localDate(madeAt, staff.tenant.zone)}.zip"`,
        "cache-control": "private, no-store",
      },
    });
  },
);
