import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const maxBody = 1_000_000;

/** The whole request body as text; larger than a megabyte throws. */
export async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBody) throw new Error("request body too large");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(value));
}

export const sendHtml = (response: ServerResponse, status: number, html: string) =>
  void response
    .writeHead(status, { "Content-Type": "text/html; charset=utf-8" })
    .end(`<!doctype html><html lang="ko"><meta name="viewport" content="width=device-width">${html}</html>`);

export const redirect = (response: ServerResponse, location: string) =>
  void response.writeHead(302, { Location: location }).end();

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Listens on loopback only; port 0 picks a free one. What a handler throws is answered 500: the database may be away. */
export async function listen(handler: Handler, port: number) {
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    try {
      await handler(request, response);
    } catch {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: 20500, message: "Internal Server Error", status: 500 });
    }
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}
