import { headers } from "next/headers";
import { env } from "@/lib/platform/env";
import { isPrivate } from "@/lib/platform/network-address";

/** Whether the request being handled was sent by a page of ours (safety.md rule 30). */
export async function isOurOrigin(): Promise<boolean> {
  const given = await headers();
  return ourOrigin({ origin: given.get("origin"), host: given.get("host") }, env);
}

/**
 * Missing and `null` origins are strangers: Next would take a server action without one. A demo may also be opened by the
 * machine's other private names (127.0.0.1, a phone in the same house), where Origin and Host must agree.
 */
export function ourOrigin(
  request: { origin: string | null; host: string | null },
  site: { baseUrl: string; isDemo: boolean },
): boolean {
  const { origin, host } = request;
  if (!origin || !URL.canParse(origin)) return false;
  if (origin === new URL(site.baseUrl).origin) return true;
  const url = new URL(origin);
  return site.isDemo && url.origin === origin && url.host === host && isPrivate(url.hostname);
}
