import { frontDocument } from "@/components/public-page/front-document";
import { env } from "@/lib/platform/env";
import type { Locale } from "@/lib/platform/tenancy";
import { publicPageResponse } from "@/lib/web/public-page-response";

/** In the reader's language, which a cached page could not know. It asks no database. */
export const dynamic = "force-dynamic";

export async function GET(request: Request) {
  const response = await publicPageResponse(
    frontDocument(localeOf(request), env.baseUrl, { demo: env.isDemo }),
  );
  response.headers.set("vary", "accept-language");
  return response;
}

/** Korean unless English is asked for first. */
function localeOf(request: Request): Locale {
  return /^\s*en\b/i.test(request.headers.get("accept-language") ?? "") ? "en" : "ko";
}
