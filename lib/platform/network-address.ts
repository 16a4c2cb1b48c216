import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const privateNetworks = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  privateNetworks.addSubnet(network, bits, "ipv4");
privateNetworks.addSubnet("fc00::", 7, "ipv6");
privateNetworks.addSubnet("fe80::", 10, "ipv6");

/** Whether this host of a URL is this very machine. Names other than localhost are not looked up. */
export function isLoopback(hostname: string): boolean {
  const host = bare(hostname);
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  return isIn(loopback, host);
}

/** Whether this host of a URL can be reached only from this machine or the house it stands in. */
export function isPrivate(hostname: string): boolean {
  return isLoopback(hostname) || isIn(privateNetworks, bare(hostname)) || bare(hostname).endsWith(".local");
}

const bare = (hostname: string) => hostname.toLowerCase().replace(/^\[|\]$/g, "");

function isIn(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? "ipv6" : "ipv4");
}
