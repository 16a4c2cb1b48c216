import { choose } from "@/lib/follow-ups/preferences";
import { openLink } from "@/lib/platform/personal-links";
import { countTry } from "@/lib/platform/rate-limit";
import { visitorIn } from "@/lib/web/visitor";

const perLink = { name: "one-click", atMost: 20, seconds: 600 };
const longestBody = 1_000;

/**
 * One-click unsubscribe (RFC 8058): mail programs post this form without cookies and without an Origin, so it is a listed
 * exception to the Origin rule (safety.md rule 30). The secret of the link is the right to do it; it only ever withdraws, and
 * what it withdraws is advertising by mail, the only messages that carry this address.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const form = new URLSearchParams((await request.text()).slice(0, longestBody));
  if (form.get("List-Unsubscribe") !== "One-Click") return new Response(null, { status: 400 });
  const { allowed } = await countTry(perLink, token);
  if (!allowed) return new Response(null, { status: 429 });
  const link = await openLink(token, ["preferences"]);
  if (!link) return new Response(null, { status: 404 });
  const holder = {
    tenantId: link.tenantId,
    actor: { kind: "customer" as const, id: null },
    locale: link.tenantLocale,
  };
  const { addressHash, userAgent } = visitorIn(request.headers);
  const evidence = { source: "one_click", sourcePage: "preferences", ipHash: addressHash, userAgent };
  await choose(holder, link.subjectId, { choice: "mail", given: false }, evidence);
  return new Response(null, { status: 200 });
}

/** A scanner or a person who opens the address sees the page; opening it changes nothing (row 33). */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return new Response(null, {
    status: 303,
    headers: { location: `/preferences/${encodeURIComponent(token)}` },
  });
}
