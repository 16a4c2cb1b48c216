import { createHash } from "node:crypto";
import type { ReactElement } from "react";

interface About {
  status?: number;
  /** When the page stops being true by itself; the cache forgets it then. */
  fresh?: { now: Date; freshUntil: Date | null };
}

const STYLE = /<style>(.*?)<\/style>/s;

/**
 * A page that may be cached and still has a strict policy: it runs no script at all, and of styles only its own, named
 * by its hash. Browsers ask again each time, so that an edit is seen at the next look.
 */
export async function publicPageResponse(document: ReactElement, about: About = {}): Promise<Response> {
  // A static import of it is refused by Next's build.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const html = `<!doctype html>${renderToStaticMarkup(document)}`;
  return new Response(html, {
    status: about.status ?? 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=0, must-revalidate",
      "content-security-policy": publicPageCsp(STYLE.exec(html)?.[1] ?? ""),
      ...freshFor(about),
    },
  });
}

function publicPageCsp(style: string): string {
  return [
    "default-src 'none'",
    "script-src 'none'",
    `style-src 'self' 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "font-src 'self'",
    "img-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * For the cache alone (lib/web/public-page-cache.mjs), which takes it away. A span rather than a time, so that a moved
 * business clock means the same to a process that knows only its own.
 */
export function freshFor({ status, fresh }: About): Record<string, string> {
  // What was not there may be made by somebody who need not know of this page: a minute bounds the surprise.
  if (status === 404) return { "x-dangol-fresh-for": "60" };
  if (!fresh?.freshUntil) return {};
  return {
    "x-dangol-fresh-for": String(Math.max(0, (fresh.freshUntil.getTime() - fresh.now.getTime()) / 1000)),
  };
}

/** An old address answers with the new one for ever. Relative, so that it is right behind any proxy. */
export function movedResponse(address: string): Response {
  return new Response(null, {
    status: 308,
    headers: { location: address, "cache-control": "public, max-age=0, must-revalidate" },
  });
}

/** For files: nothing to read, nothing to run. */
export const missingResponse = () =>
  new Response(null, {
    status: 404,
    headers: { "cache-control": "public, max-age=0, must-revalidate", ...freshFor({ status: 404 }) },
  });

/** Messengers keep a share image for hours by themselves; asking again costs them a look into memory here. */
export const pictureResponse = (png: ArrayBuffer, fresh?: About["fresh"]) =>
  new Response(png, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=300", ...freshFor({ fresh }) },
  });
