import { senderIdInput } from "@/lib/messages/senders/schema";
import { addPaper, largestPaperForm, paperOf } from "@/lib/messages/senders/sender-numbers";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; sender: string };

const idOf = ({ sender }: Params): string => {
  const asked = senderIdInput.safeParse({ id: sender });
  if (!asked.success) throw new Refusal("not_found", "errors.not_found");
  return asked.data.id;
};

/** Nothing in it may run or load, whatever a reader makes of its bytes. */
const inert = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox";

/** The copy of a sender's proof, to whoever may change accounts. */
export const GET = staffRoute<Params>("keys.write", async (staff, _request, params) => {
  const { mediaType, bytes } = await paperOf(staff, idOf(params));
  return new Response(bytes, {
    headers: {
      "content-type": mediaType,
      "content-disposition": mediaType.startsWith("image/") ? "inline" : "attachment",
      "content-security-policy": inert,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});

/** Takes the copy from an ordinary form, because server actions take no more than a megabyte. */
export const POST = staffRoute<Params>("keys.write", async (staff, request, params) => {
  const id = idOf(params);
  const back = (outcome: string) =>
    new Response(null, {
      status: 303,
      headers: { location: `/t/${params.tenant}/settings/texting/numbers?paper=${outcome}` },
    });
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largestPaperForm)) return back("bad");
  const file = (await request.formData()).get("file");
  if (!(file instanceof File)) return back("bad");
  try {
    await addPaper(staff, { id, upload: new Uint8Array(await file.arrayBuffer()) });
    return back("added");
  } catch (error) {
    if (error instanceof Refusal && error.kind === "invalid") return back("bad");
    throw error;
  }
});
