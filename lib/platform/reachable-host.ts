import { lookup } from "node:dns/promises";
import { env } from "./env";
import { isLoopback, isPublicAddress } from "./network-address";

/** The host was named by a user and is not one that we connect to. */
export class ForbiddenHost extends Error {
  constructor() {
    super("not a public host");
  }
}

/**
 * The IP address to connect to for a host that a user named: looked up once, so that a name cannot change its meaning
 * between check and connection. Throws ForbiddenHost where any of its addresses is inside our own house; a demo knows
 * this machine only. Throws the resolver's error where the name is unknown.
 */
export async function reachableAddress(hostname: string): Promise<string> {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (env.isDemo) {
    if (!isLoopback(host)) throw new ForbiddenHost();
    return "127.0.0.1";
  }
  const found = await lookup(host, { all: true });
  const [first] = found;
  if (!first || !found.every(({ address }) => isPublicAddress(address))) throw new ForbiddenHost();
  return first.address;
}
