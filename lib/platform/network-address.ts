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

/** Networks that are nobody's public server: this machine, private, link-local, shared, reserved, multicast and mapped ones. */
const notPublic = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notPublic.addSubnet(network, bits, "ipv4");
const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");
const notPublicV6 = new BlockList();
for (const [network, bits] of [
  ["2001:db8::", 32],
  ["2001::", 23],
  ["2002::", 16],
] as const)
  notPublicV6.addSubnet(network, bits, "ipv6");

/** Whether this IP address can be a server of somebody else on the internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic.check(address, "ipv4");
  return version === 6 && publicV6.check(address, "ipv6") && !notPublicV6.check(address, "ipv6");
}

const bare = (hostname: string) => hostname.toLowerCase().replace(/^\[|\]$/g, "");

function isIn(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? "ipv6" : "ipv4");
}
