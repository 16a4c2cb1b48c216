import { linkOverDocument } from "@/components/public-page/link-over-document";
import { notFoundDocument } from "@/components/public-page/plain-documents";
import { isMachine } from "@/lib/messages/links/machines";
import { openShortLink } from "@/lib/messages/links/short-links";
import { env } from "@/lib/platform/env";
import { countTry } from "@/lib/platform/rate-limit";
import { publicPageResponse } from "@/lib/web/public-page-response";
import { callerAddressIn, networkOf } from "@/lib/web/request-address";

/** A carrier's phones share few addresses, and all may open one announcement at once; guessing 64 bits would need far more. */
const perNetwork = { name: "short-link", atMost: 3_000, seconds: 600 };

interface Context {
  params: Promise<{ code: string }>;
}

/** A short link from a text leads on to its page. The one thing opening it does is to be written down. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { allowed, retryAfterSeconds } = await countTry(
    perNetwork,
    networkOf(callerAddressIn(request.headers)),
  );
  if (!allowed)
    return new Response(null, { status: 429, headers: { "retry-after": String(retryAfterSeconds) } });
  const { headers, method } = request;
  const byMachine = isMachine({
    method,
    userAgent: headers.get("user-agent") ?? "",
    purpose: headers.get("sec-purpose") ?? headers.get("purpose") ?? "",
  });
  const opened = await openShortLink((await params).code, { byMachine });
  if (!opened) return unkept(await publicPageResponse(notFoundDocument(env.baseUrl), { status: 404 }));
  if (opened.outcome === "over")
    return unkept(await publicPageResponse(linkOverDocument(opened.business, env.baseUrl), { status: 410 }));
  // Relative, so that it stays on the host it came from.
  return unkept(new Response(null, { status: 303, headers: { location: opened.path } }));
}

export const HEAD = GET;

/** The address is a secret, and what it leads to is somebody's own: nobody keeps it or tells it on. */
function unkept(response: Response): Response {
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("x-robots-tag", "noindex");
  response.headers.delete("x-dangol-fresh-for");
  return response;
}
