import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Subscription } from "../push";

/** A notification as the push service got it, and as the browser reads it. */
interface Received {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** What the service in between sees. */
  sealed: Buffer;
  words: unknown;
}

/** A push service on this machine with browsers of its own (RFC 8030); `answer` is what it says to the next notifications. */
export async function startPushReceiver() {
  const received: Received[] = [];
  const browsers = new Map<string, (sealed: Buffer) => unknown>();
  let status = 201;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sealed = Buffer.concat(chunks);
    const path = request.url ?? "";
    received.push({ path, headers: request.headers, sealed, words: browsers.get(path)?.(sealed) });
    if (status >= 300 && status < 400) response.setHeader("Location", "http://127.0.0.1:1/elsewhere");
    response.writeHead(status).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    received,
    answer: (next: number) => {
      status = next;
    },
    /** A browser that subscribed here. */
    browser(name: string): Subscription {
      const pair = createECDH("prime256v1");
      const p256dh = pair.generateKeys("base64url", "uncompressed");
      const auth = randomBytes(16);
      browsers.set(`/${name}`, (sealed) => unsealed(sealed, pair, auth));
      return { endpoint: `${url}/${name}`, p256dh, auth: auth.toString("base64url") };
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

/** RFC 8291 over RFC 8188, written from the documents and not from the library that seals. */
function unsealed(sealed: Buffer, pair: ReturnType<typeof createECDH>, auth: Buffer): unknown {
  const salt = sealed.subarray(0, 16);
  const keyLength = sealed[20] ?? 0;
  const senderKey = sealed.subarray(21, 21 + keyLength);
  const body = sealed.subarray(21 + keyLength);
  const derive = (key: Buffer, extract: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync("sha256", key, extract, info, length));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), senderKey]);
  const secret = derive(pair.computeSecret(senderKey), auth, info, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createDecipheriv("aes-128-gcm", key, nonce, { authTagLength: 16 }).setAuthTag(
    body.subarray(-16),
  );
  const text = Buffer.concat([cipher.update(body.subarray(0, -16)), cipher.final()]).toString("utf8");
  // Padded with one delimiter and zeroes; JSON ends with its brace.
  return JSON.parse(text.slice(0, text.lastIndexOf("}") + 1));
}
