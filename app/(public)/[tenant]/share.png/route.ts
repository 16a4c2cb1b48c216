import { publicTenantHome } from "@/lib/courses/public-page";
import { mayBePublicPage } from "@/lib/web/public-address";
import { missingResponse, pictureResponse } from "@/lib/web/public-page-response";
import { shareImage } from "@/lib/web/share-image/share-image";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

export async function GET(_request: Request, { params }: { params: Promise<{ tenant: string }> }) {
  const { tenant: slug } = await params;
  const home = mayBePublicPage({ tenant: slug }) ? await publicTenantHome(slug) : null;
  if (!home) return missingResponse();
  const { name, introduction, brandColor } = home.tenant;
  return pictureResponse(await shareImage({ brandColor, above: "", title: name, below: introduction ?? "" }));
}
