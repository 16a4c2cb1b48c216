import { courseDesk } from "@/lib/courses/course-list";
import { coverOf } from "@/lib/courses/public-page";
import { id } from "@/lib/courses/schema";
import { Refusal } from "@/lib/platform/refusal";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; course: string; file: string };

/** A course's picture at the desk, a draft's too. The file's name only keeps an older one from being shown. */
export const GET = staffRoute<Params>("courses.read", async (staff, _request, { course }) => {
  if (!id.safeParse(course).success) throw new Refusal("not_found", "errors.not_found");
  await courseDesk(staff, course, ownCoursesOnly(staff));
  const cover = await coverOf(staff, course);
  if (!cover) throw new Refusal("not_found", "errors.not_found");
  return new Response(new Uint8Array(cover.bytes), {
    headers: { "content-type": cover.mediaType, "cache-control": "private, max-age=3600" },
  });
});
