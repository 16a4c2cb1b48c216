import { homeDocument } from "@/components/public-page/home-document";
import { notFoundDocument } from "@/components/public-page/plain-documents";
import { publicTenantHome } from "@/lib/courses/public-page";
import { env } from "@/lib/platform/env";
import { mayBePublicPage } from "@/lib/web/public-address";
import { publicPageResponse } from "@/lib/web/public-page-response";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

export async function GET(_request: Request, { params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const home = mayBePublicPage({ tenant }) ? await publicTenantHome(tenant) : null;
  if (!home) return publicPageResponse(notFoundDocument(env.baseUrl), { status: 404 });
  return publicPageResponse(homeDocument(home, env.baseUrl), { fresh: home });
}
