import { env } from "@/lib/platform/env";
import { isLoopback } from "@/lib/platform/network-address";

/** The push services of the browsers there are: Chrome and others, Firefox, Safari, Edge. */
const hosts = ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"];
const suffixes = [".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"];

/**
 * Whether an address that a browser gave us is one that we post to: https at a known push service, or, in a demo, this very
 * machine. Anything else could be somebody's way into our own house.
 */
export function isPushService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (username || password) return false;
  if (env.isDemo && isLoopback(hostname)) return protocol === "http:" || protocol === "https:";
  if (protocol !== "https:" || port) return false;
  return hosts.includes(hostname) || suffixes.some((suffix) => hostname.endsWith(suffix));
}
