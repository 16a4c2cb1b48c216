import { beginImport } from "@/lib/customers/imports/imports";
import { largestImport } from "@/lib/customers/imports/schema";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string };

/** As much as a form around the largest file takes. Bytes. */
const largestForm = largestImport + 64 * 1024;

/** Takes a list of customers from an ordinary form, because server actions take no more than a megabyte. */
export const POST = staffRoute<Params>("customers.write", async (staff, request, { tenant }) => {
  const to = (address: string) =>
    new Response(null, { status: 303, headers: { location: `/t/${tenant}/customers/import${address}` } });
  // A form says its length; whatever does not is not one of our pages.
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largestForm)) return to("?problem=tooLarge");
  const file = (await request.formData()).get("file");
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) return to("?problem=missing");
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { id } = await beginImport(staff, { fileName: file.name, bytes });
    return to(`/${id}`);
  } catch (error) {
    const own = error instanceof Refusal && /^imports\.file\.([a-zA-Z]+)$/.exec(error.reason);
    if (own) return to(`?problem=${own[1]}`);
    throw error;
  }
});
