import { removeTemplatePicture, setTemplatePicture } from "@/lib/follow-ups/template-picture";
import { templateOf } from "@/lib/follow-ups/templates";
import { largestImage } from "@/lib/platform/image";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; key: string };

/** As much as a form around the largest picture takes. Bytes. */
const largestForm = largestImage + 64 * 1024;

/**
 * Takes the picture of a text from an ordinary form, because server actions take no more than a megabyte. Goes back to the
 * editor, which says what happened; `remove` takes the picture away.
 */
export const POST = staffRoute<Params>("messages.write", async (staff, request, { tenant, key }) => {
  await templateOf(staff, key);
  const back = (outcome: string) =>
    new Response(null, {
      status: 303,
      headers: {
        location: `/t/${tenant}/messages/templates/${encodeURIComponent(key)}?picture=${outcome}#picture`,
      },
    });
  // A form says its length; whatever does not is not one of our pages.
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largestForm)) return back("tooLarge");
  const form = await request.formData();
  try {
    if (form.has("remove")) {
      await removeTemplatePicture(staff, key);
      return back("removed");
    }
    const file = form.get("picture");
    if (!(file instanceof File) || file.size === 0) return back("missing");
    await setTemplatePicture(staff, { key, upload: new Uint8Array(await file.arrayBuffer()) });
    return back("saved");
  } catch (error) {
    const own = error instanceof Refusal && /^templates\.picture\.([a-zA-Z]+)$/.exec(error.reason);
    if (own) return back(own[1] as string);
    throw error;
  }
});
