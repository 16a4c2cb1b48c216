import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below the ports that Linux (32768), macOS and Windows (49152) give to outgoing connections and to whoever asks for
 * any port: one of those found free here could be gone before a process that takes seconds to start listens on it.
 */
const ports = { first: 20_000, last: 32_767 };

/** A loopback port nobody listens on now. Only another caller of this function could take it before its own caller. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(ports.first, ports.last + 1);
    if (await isFree(port, "127.0.0.1")) return port;
  }
  throw new Error(`no free port from ${ports.first} to ${ports.last}`);
}

/** Whether this port can be listened on; without a host on every interface, as the web server does. */
export function isFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host }, () => probe.close(() => resolve(true)));
  });
}
