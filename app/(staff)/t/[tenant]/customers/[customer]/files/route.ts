import { z } from "zod";
import { addFile, refuseUnknown } from "@/lib/customers/record/files";
import { largestFile } from "@/lib/customers/record/stored-upload";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; customer: string };

/** As much as a form around the largest file takes. Bytes. */
const largestForm = largestFile + 64 * 1024;

/**
 * Takes a file from an ordinary form, because server actions take no more than a megabyte. Goes back to the customer's
 * page, which says what happened.
 */
export const POST = staffRoute<Params>("customers.write", async (staff, request, { tenant, customer }) => {
  if (!z.uuid().safeParse(customer).success) throw new Refusal("not_found", "errors.not_found");
  await refuseUnknown(staff, customer);
  const back = (outcome: string) =>
    new Response(null, {
      status: 303,
      headers: { location: `/t/${tenant}/customers/${customer}?files=${outcome}#files` },
    });
  // A form says its length; whatever does not is not one of our pages.
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largestForm)) return back("tooLarge");
  const file = (await request.formData()).get("file");
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) return back("missing");
  try {
    const upload = new Uint8Array(await file.arrayBuffer());
    await addFile(staff, { customerId: customer, name: file.name, upload });
    return back("added");
  } catch (error) {
    const own = error instanceof Refusal && /^customers\.files\.([a-zA-Z]+)$/.exec(error.reason);
    if (own) return back(own[1] as string);
    throw error;
  }
});
