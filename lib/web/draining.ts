import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

const kept = globalThis as unknown as { dangolDrains?: true };

/**
 * Once the process is told to stop, each answer ends its connection. Node lets a connection that was busy at that moment
 * live on, and a proxy that keeps it busy would hold the process until it is killed, with requests in flight.
 */
export function drainWhenStopped(): void {
  if (kept.dangolDrains) return;
  kept.dangolDrains = true;
  const open = new Set<ServerResponse>();
  let stopping = false;
  subscribe("http.server.request.start", (message) => {
    const { response } = message as { response: ServerResponse };
    if (stopping) response.shouldKeepAlive = false;
    open.add(response);
    response.once("close", () => open.delete(response));
  });
  process.once("SIGTERM", () => {
    stopping = true;
    for (const response of open) response.shouldKeepAlive = false;
  });
}
