import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { POST as inbound } from "@/app/api/webhooks/twilio/inbound/route";
import { POST as status } from "@/app/api/webhooks/twilio/status/route";
import { moveClock } from "@/lib/platform/clock";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { calmWorker } from "@/lib/worker/run-until-calm";
import { scratchDatabase } from "@/scripts/database/scratch";
import { startTwilioServer, type TwilioServer } from "@/scripts/providers/twilio/twilio";

/** Everything a virtual month needs: a database of its own, the provider, the webhooks and a worker; time stands in our hand. */
export interface World {
  provider: TwilioServer;
  accountSid: string;
  authToken: string;
  now: () => Date;
  /** Moves business time and works until nothing is left to do at that time. Time never goes back. */
  goTo: (at: Date) => Promise<void>;
  end: () => Promise<void>;
}

/** The webhook routes themselves behind a small HTTP server, so that callbacks take the way they take in production. */
async function webhookServer() {
  const routes: Record<string, (request: Request) => Promise<Response>> = {
    "/api/webhooks/twilio/status": status,
    "/api/webhooks/twilio/inbound": inbound,
  };
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const route = routes[url.pathname];
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const answer = route
      ? await route(new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }))
      : new Response(null, { status: 404 });
    outgoing.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Must run before anything reads the settings: the environment names this world's own database and provider. */
export async function makeWorld(begin: Date): Promise<World> {
  const serverUrl = process.env.DATABASE_URL;
  if (!serverUrl)
    throw new Error(
      "DATABASE_URL must name a Postgres server, for example postgresql://owner@127.0.0.1:5432/postgres",
    );
  const database = await scratchDatabase(serverUrl);
  const webhooks = await webhookServer();
  const accountSid = `AC${"e".repeat(32)}`;
  const authToken = "replay";
  let now = begin;
  const provider = await startTwilioServer({
    accounts: [{ sid: accountSid, authToken }],
    now: () => now,
    delivery: "manual",
  });
  Object.assign(process.env, {
    DANGOL_MODE: "demo",
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    BASE_URL: webhooks.url,
    TWILIO_API_BASE_URL: provider.url,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
  });
  await moveClock(begin, { frozen: true });
  const worker = await calmWorker();

  const work = async () => {
    await worker.runUntilCalm();
    await provider.control.deliverNow({});
    await provider.control.settled();
    await worker.runUntilCalm();
  };

  return {
    provider,
    accountSid,
    authToken,
    now: () => now,
    goTo: async (at) => {
      if (at > now) now = at;
      await moveClock(now, { frozen: true });
      await work();
    },
    end: async () => {
      await worker.stop();
      await closeQueue();
      await closeDatabase();
      await provider.close();
      webhooks.close();
      await database.drop();
    },
  };
}
