import { calendarFileOf } from "@/components/public-page/calendar-file";
import { publicCoursePage } from "@/lib/courses/public-page";
import { env } from "@/lib/platform/env";
import { mayBePublicPage } from "@/lib/web/public-address";
import { freshFor, missingResponse, movedResponse } from "@/lib/web/public-page-response";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ tenant: string; course: string }> },
) {
  const { tenant, course } = await params;
  const page = mayBePublicPage({ tenant, course }) ? await publicCoursePage(tenant, course) : null;
  if (page && "movedTo" in page) return movedResponse(`/${tenant}/${page.movedTo.courseSlug}/calendar.ics`);
  const file = page && calendarFileOf(page, env.baseUrl);
  if (!file) return missingResponse();
  return new Response(file, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `inline; filename="${course}.ics"`,
      "cache-control": "public, max-age=0, must-revalidate",
      ...freshFor({ fresh: page }),
    },
  });
}
