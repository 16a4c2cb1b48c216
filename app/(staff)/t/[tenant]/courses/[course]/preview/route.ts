import { courseDocument } from "@/components/public-page/course-document";
import { courseDesk } from "@/lib/courses/course-list";
import { previewCoursePage } from "@/lib/courses/public-page";
import { id } from "@/lib/courses/schema";
import { env } from "@/lib/platform/env";
import { Refusal } from "@/lib/platform/refusal";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { publicPageResponse } from "@/lib/web/public-page-response";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; course: string };

/**
 * The page as the public would see it, whatever its visibility. The picture comes from the desk, because a draft's is
 * not public.
 */
export const GET = staffRoute<Params>("courses.read", async (staff, _request, { course }) => {
  if (!id.safeParse(course).success) throw new Refusal("not_found", "errors.not_found");
  await courseDesk(staff, course, ownCoursesOnly(staff));
  const page = await previewCoursePage(staff, course);
  const shown = await publicPageResponse(courseDocument(page, env.baseUrl));
  const publicCover = `/${page.tenant.slug}/${page.course.slug}/cover/`;
  const html = (await shown.text()).replaceAll(
    publicCover,
    `/t/${page.tenant.slug}/courses/${course}/cover/`,
  );
  const headers = new Headers(shown.headers);
  headers.set("cache-control", "private, no-store");
  return new Response(html, { status: shown.status, headers });
});
