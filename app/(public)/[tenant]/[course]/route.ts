import { courseDocument } from "@/components/public-page/course-document";
import { notFoundDocument } from "@/components/public-page/plain-documents";
import { publicCoursePage } from "@/lib/courses/public-page";
import { env } from "@/lib/platform/env";
import { mayBePublicPage } from "@/lib/web/public-address";
import { movedResponse, publicPageResponse } from "@/lib/web/public-page-response";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ tenant: string; course: string }> },
) {
  const { tenant, course } = await params;
  const page = mayBePublicPage({ tenant, course }) ? await publicCoursePage(tenant, course) : null;
  if (!page) return publicPageResponse(notFoundDocument(env.baseUrl), { status: 404 });
  if ("movedTo" in page) return movedResponse(`/${tenant}/${page.movedTo.courseSlug}`);
  return publicPageResponse(courseDocument(page, env.baseUrl), { fresh: page });
}
