import { getTranslations } from "next-intl/server";
import { businessNow } from "@/lib/platform/clock";
import { csvLine, csvMark } from "@/lib/platform/csv";
import { localDate } from "@/lib/platform/zoned-time";
import { accessesForFile } from "@/lib/privacy/accesses";
import { staffRoute } from "@/lib/web/staff-route";
import { accessWords } from "../access-words";
import { askedAccess } from "../asked";

/** The log as a file, with the same conditions as the page; written as it is read. */
export const GET = staffRoute<{ tenant: string }>("privacy.write", async (staff, request) => {
  const words = await getTranslations("privacy.access");
  const say = await accessWords();
  const today = localDate(await businessNow(), staff.tenant.zone);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const { filter } = askedAccess(asked, today, staff.tenant.zone);
  const encoder = new TextEncoder();
  const pages = accessesForFile(staff, filter);
  const head = [words("when"), words("who"), words("what"), words("whom"), words("where")];
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvMark + csvLine(head))),
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) return controller.close();
      const lines = value.map((line) =>
        csvLine([line.at.toISOString(), say.who(line), say.what(line), say.whom(line), line.network ?? ""]),
      );
      controller.enqueue(encoder.encode(lines.join("")));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="access-log-${filter.from}-${filter.to}.csv"`,
      "cache-control": "no-store",
    },
  });
});
