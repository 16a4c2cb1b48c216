import { appliedDocument, isOutcome } from "@/components/public-page/applied-document";
import { notFoundDocument } from "@/components/public-page/plain-documents";
import { publicCoursePage } from "@/lib/courses/public-page";
import { env } from "@/lib/platform/env";
import { mayBePublicPage } from "@/lib/web/public-address";
import { movedResponse, publicPageResponse } from "@/lib/web/public-page-response";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

/** Where a browser without JavaScript is led after applying: the same page for everybody, so it is made once and kept. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ tenant: string; course: string; outcome: string }> },
) {
  const { tenant, course, outcome } = await params;
  const page =
    isOutcome(outcome) && mayBePublicPage({ tenant, course }) ? await publicCoursePage(tenant, course) : null;
  if (!page || !isOutcome(outcome)) return publicPageResponse(notFoundDocument(env.baseUrl), { status: 404 });
  if ("movedTo" in page) return movedResponse(`/${tenant}/${page.movedTo.courseSlug}/applied/${outcome}`);
  return publicPageResponse(appliedDocument(page, outcome, env.baseUrl));
}
