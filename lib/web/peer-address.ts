import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

export const peerHeader = "x-dangol-peer";

const kept = globalThis as unknown as { dangolNotesPeers?: true };

/**
 * Writes the connection's own address into a header of each request, over whatever the client put there. Next fills
 * X-Forwarded-For only when it is missing, so by itself it cannot tell a client's claim from the truth.
 */
export function notePeers(): void {
  if (kept.dangolNotesPeers) return;
  kept.dangolNotesPeers = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  });
}
