import { BlockList, isIP } from "node:net";
import { headers } from "next/headers";
import { env } from "@/lib/platform/env";
import { peerHeader } from "./peer-address";

/** The address of the caller as far as it can be trusted; "unknown" when the server did not note the connection's. */
export const callerAddress = async (): Promise<string> => callerAddressIn(await headers());

export const callerAddressIn = (given: Pick<Headers, "get">): string =>
  addressBehindProxies(given.get(peerHeader), given.get("x-forwarded-for"), env.trustedProxies);

/**
 * Walks X-Forwarded-For from the right, past the proxies we trust, and stops at the first stranger: whatever stands
 * further left was written by that stranger. Without a trusted proxy the header is not read at all.
 */
export function addressBehindProxies(
  peer: string | null,
  forwardedFor: string | null,
  trustedProxies: readonly string[],
): string {
  const trusted = blockList(trustedProxies);
  let address = plain(peer ?? "");
  if (!isIP(address)) return "unknown";
  const hops = (forwardedFor ?? "").split(",").map(plain).filter(Boolean);
  while (isTrusted(trusted, address)) {
    const next = hops.pop();
    if (next === undefined || !isIP(next)) break;
    address = next;
  }
  return address;
}

/** What a limit counts by: an IPv4 address, or the /64 network that one IPv6 connection is given. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const front = head.split(":").filter(Boolean);
  const back = (tail ?? "").split(":").filter(Boolean);
  const groups =
    tail === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill("0"), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

function blockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [network = "", bits] = entry.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    if (bits) list.addSubnet(network, Number(bits), family);
    else list.addAddress(network, family);
  }
  return list;
}

const isTrusted = (list: BlockList, address: string) =>
  list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Without a port, brackets or the prefix of an IPv4 address inside IPv6. */
function plain(text: string): string {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  return bare.includes(".") ? bare.replace(/:\d+$/, "") : bare;
}
