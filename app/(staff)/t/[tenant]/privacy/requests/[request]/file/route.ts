import { z } from "zod";
import { Refusal } from "@/lib/platform/refusal";
import { localDate } from "@/lib/platform/zoned-time";
import { disclose } from "@/lib/privacy/disclosure";
import { disclosureDocument, disclosureJson } from "@/lib/privacy/disclosure-document";
import { requestOrRefuse } from "@/lib/privacy/requests";
import { staffRoute } from "@/lib/web/staff-route";

/** The copy for the person who asked to see their data: a page to read, or data for programs. */
export const GET = staffRoute<{ tenant: string; request: string }>(
  "privacy.write",
  async (staff, request, { request: id }) => {
    if (!z.uuid().safeParse(id).success) throw new Refusal("not_found", "errors.not_found");
    const asked = await requestOrRefuse(staff, id);
    if (asked.kind !== "access") throw new Refusal("not_found", "errors.not_found");
    const copy = await disclose(staff, asked.customer.id);
    const asData = new URL(request.url).searchParams.get("as") !== "html";
    const name = `personal-data-${localDate(copy.at, copy.zone)}.${asData ? "json" : "html"}`;
    return new Response(asData ? disclosureJson(copy) : disclosureDocument(copy), {
      headers: {
        "content-type": asData ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
      },
    });
  },
);
