import { privacyAddress } from "@/components/public-page/business-footer";
import { notFoundDocument, privacyDocument } from "@/components/public-page/plain-documents";
import { publicTenantHome } from "@/lib/courses/public-page";
import { env } from "@/lib/platform/env";
import { mayBePublicPage } from "@/lib/web/public-address";
import { publicPageResponse } from "@/lib/web/public-page-response";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

export async function GET(_request: Request, { params }: { params: Promise<{ tenant: string }> }) {
  const { tenant: slug } = await params;
  const tenant = mayBePublicPage({ tenant: slug }) ? (await publicTenantHome(slug))?.tenant : undefined;
  if (!tenant?.privacyPolicy || privacyAddress(tenant) !== `/${slug}/privacy`) {
    return publicPageResponse(notFoundDocument(env.baseUrl), { status: 404 });
  }
  return publicPageResponse(privacyDocument(tenant, tenant.privacyPolicy, env.baseUrl));
}
