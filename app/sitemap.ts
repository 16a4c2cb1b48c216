import type { MetadataRoute } from "next";
import { publicAddresses } from "@/lib/courses/public-page";
import { env } from "@/lib/platform/env";

export const dynamic = "force-dynamic";

/** Every tenant's home and every listed course. Pages that are only for those who have the link are not in it. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const addresses = await publicAddresses();
  return addresses.map(({ tenantSlug, courseSlug }) => ({
    url: [env.baseUrl, tenantSlug, courseSlug].filter(Boolean).join("/"),
  }));
}
