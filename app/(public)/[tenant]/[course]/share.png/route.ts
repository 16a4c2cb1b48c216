import { standingOf } from "@/components/public-page/standing";
import { dayOf, hoursOf, wordsOf } from "@/components/public-page/words";
import { publicCourseCover, publicCoursePage } from "@/lib/courses/public-page";
import { mayBePublicPage } from "@/lib/web/public-address";
import { missingResponse, movedResponse, pictureResponse } from "@/lib/web/public-page-response";
import { sharePictureOf } from "@/lib/web/share-image/cover-picture";
import { shareImage } from "@/lib/web/share-image/share-image";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ tenant: string; course: string }> },
) {
  const { tenant: tenantSlug, course: courseSlug } = await params;
  const page = mayBePublicPage({ tenant: tenantSlug, course: courseSlug })
    ? await publicCoursePage(tenantSlug, courseSlug)
    : null;
  if (!page) return missingResponse();
  if ("movedTo" in page) return movedResponse(`/${tenantSlug}/${page.movedTo.courseSlug}/share.png`);
  const uploaded = page.course.cover ? await publicCourseCover(tenantSlug, courseSlug) : null;
  if (uploaded) return pictureResponse(await sharePictureOf(uploaded.bytes), page);
  const { tenant, course, now } = page;
  const calendar = { zone: tenant.zone, locale: course.locale, now };
  const first = standingOf(page).run?.sessions[0];
  const picture = await shareImage({
    brandColor: tenant.brandColor,
    above: `${tenant.name} · ${wordsOf(course.locale)(`kind.${course.kind}`)}`,
    title: course.title,
    below: first ? `${dayOf(first.startsAt, calendar)} ${hoursOf(first, calendar)}` : (course.subtitle ?? ""),
  });
  return pictureResponse(picture, page);
}
