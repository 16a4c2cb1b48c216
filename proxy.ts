import { type NextRequest, NextResponse } from "next/server";
import { machineCsp, newNonce, pageCsp } from "@/lib/web/csp";
import { signInOrigins } from "@/lib/web/sign-in-origins";

const development = process.env.NODE_ENV === "development";

/**
 * Gives every page rendered for a request its own content security policy, and tells the page its address (`x-pathname`, `x-search`). Nothing is
 * authorised here: pages, actions and routes do that themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const headers = new Headers(request.headers);
  headers.set("x-pathname", pathname);
  headers.set("x-search", request.nextUrl.search);
  headers.delete("x-nonce");
  headers.delete("content-security-policy");
  if (pathname.startsWith("/api/")) return withCsp(NextResponse.next({ request: { headers } }), machineCsp);

  const nonce = newNonce();
  const csp = pageCsp(nonce, { formActions: signInOrigins(pathname), development });
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", csp);
  return withCsp(NextResponse.next({ request: { headers } }), csp);
}

function withCsp(response: NextResponse, csp: string): NextResponse {
  response.headers.set("content-security-policy", csp);
  return response;
}

/**
 * Named one by one, so that a tenant's cached public pages (`/`, `/<tenant>`, `/<tenant>/<course>`) never come through
 * here: they bring a stricter policy of their own, a nonce would be stale there, and passing here costs time.
 */
export const config = {
  matcher: [
    "/(api|account|check-in|dev|door|guardian|here|invitations|my|operator|preferences|reset|signin|survey|t|tenants)/:path*",
    "/:tenant((?!_next|fonts|api)[^/]+)/:course/:rest+",
  ],
};
