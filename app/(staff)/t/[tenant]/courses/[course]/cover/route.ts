import { removeCover, setCover } from "@/lib/courses/cover";
import { id } from "@/lib/courses/schema";
import { largestImage } from "@/lib/platform/image";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; course: string };

/** As much as a form around the largest picture takes. Bytes. */
const largestForm = largestImage + 64 * 1024;

/**
 * Takes the picture of a course from an ordinary form, because server actions take no more than a megabyte. Goes back
 * to the page of texts, which says what happened; `remove` takes the picture away.
 */
export const POST = staffRoute<Params>("courses.write", async (staff, request, { tenant, course }) => {
  if (!id.safeParse(course).success) throw new Refusal("not_found", "errors.not_found");
  const back = (outcome: string) =>
    new Response(null, {
      status: 303,
      headers: { location: `/t/${tenant}/courses/${course}/text?cover=${outcome}#cover` },
    });
  // A form says its length; whatever does not is not one of our pages.
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largestForm)) return back("tooLarge");
  const form = await request.formData();
  try {
    if (form.has("remove")) {
      await removeCover(staff, course);
      return back("removed");
    }
    const file = form.get("cover");
    if (!(file instanceof File) || file.size === 0) return back("missing");
    await setCover(staff, { courseId: course, upload: new Uint8Array(await file.arrayBuffer()) });
    return back("saved");
  } catch (error) {
    const own = error instanceof Refusal && /^courses\.cover\.([a-zA-Z]+)$/.exec(error.reason);
    if (own) return back(own[1] as string);
    throw error;
  }
});
