import { mkdtempSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { validSignature } from "@/lib/platform/sms/signature";
import { startTwilioServer, type TwilioServer } from "./twilio";

const sid = `AC${"1".repeat(32)}`;
const pool = `MG${"2".repeat(32)}`;
const phone = "+821012345678";
const american = "+14155550123";
const sender = "+15005550006";

interface Heard {
  url: string;
  fields: Record<string, string>;
  valid: boolean;
}

/** Our side of the webhooks: checks every signature as the product does. */
async function startReceiver() {
  const heard: Heard[] = [];
  let behave: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const params = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
    const address = `${url}${request.url}`;
    const signature = String(request.headers["x-twilio-signature"] ?? "");
    const valid = validSignature({ authToken: "t0ken", signature, url: address, params });
    heard.push({ url: address, fields: Object.fromEntries(params), valid });
    behave(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    heard,
    statuses: () => heard.map((one) => one.fields["MessageStatus"]),
    behaveLike: (next: typeof behave) => {
      behave = next;
    },
    clear() {
      heard.length = 0;
      behave = (_, response) => response.end();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let provider: TwilioServer;

beforeAll(async () => {
  receiver = await startReceiver();
  provider = await startTwilioServer({
    accounts: [{ sid, authToken: "t0ken", inboundUrl: `${receiver.url}/inbound?a=1` }],
  });
});
afterEach(() => {
  provider.control.reset();
  receiver.clear();
});
afterAll(async () => {
  await provider.close();
  receiver.close();
});

async function send(changes: Record<string, string> = {}, server = provider) {
  const response = await fetch(`${server.url}/2010-04-01/Accounts/${sid}/Messages.json`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${sid}:t0ken`).toString("base64")}` },
    body: new URLSearchParams({
      To: phone,
      From: sender,
      Body: "x",
      StatusCallback: `${receiver.url}/status?m=1&t=%ED%95%9C`,
      ...changes,
    }),
  });
  return (await response.json()) as { sid: string; code?: number };
}

describe("status callbacks", () => {
  test("come signed, in order and with Twilio's fields", async () => {
    const message = await send();
    await provider.control.deliverNow();
    expect(receiver.statuses()).toEqual(["sent", "delivered"]);
    expect(receiver.heard.every((one) => one.valid)).toBe(true);
    expect(receiver.heard[1]?.fields).toEqual({
      AccountSid: sid,
      ApiVersion: "2010-04-01",
      From: sender,
      MessageSid: message.sid,
      MessageStatus: "delivered",
      SmsSid: message.sid,
      SmsStatus: "delivered",
      To: phone,
    });
  });

  test("control: a receiver with another token finds no signature valid", async () => {
    await send();
    provider.control.putAccount({ sid, authToken: "other" });
    await provider.control.deliverNow();
    expect(receiver.heard.map((one) => one.valid)).toEqual([false, false]);
  });

  test("a number pool is named, and picks its sender on the way", async () => {
    await send({ From: "", MessagingServiceSid: pool });
    await provider.control.deliverNow();
    expect(receiver.statuses()).toEqual(["queued", "sent", "delivered"]);
    expect(receiver.heard[0]?.fields).toMatchObject({ MessagingServiceSid: pool, From: sender });
  });

  test("chosen numbers end undelivered or failed, with their code", async () => {
    provider.control.setOutcome({ to: phone, status: "failed", errorCode: 30001 });
    await send();
    await send({ To: "+15005553005" });
    await provider.control.deliverNow();
    const ends = provider.control.messages().map((one) => [one.to, one.status, one.errorCode]);
    expect(ends).toEqual([
      [phone, "failed", 30001],
      ["+15005553005", "undelivered", 30005],
    ]);
    expect(
      receiver.heard
        .map((one) => one.fields["ErrorCode"])
        .filter(Boolean)
        .sort(),
    ).toEqual(["30001", "30005"]);
  });

  test("one step at a time", async () => {
    await send();
    await provider.control.deliverNow({ steps: 1 });
    expect(receiver.statuses()).toEqual(["sent"]);
  });

  test("a failed connection is tried once more, an error answer is not", async () => {
    let refusals = 1;
    receiver.behaveLike((request, response) => {
      if (refusals > 0) request.socket.destroy();
      else response.writeHead(500).end();
      refusals -= 1;
    });
    await send();
    await provider.control.deliverNow({ steps: 1 });
    expect(provider.control.callbacks()).toMatchObject([{ attempts: 2, status: 500 }]);
    await provider.control.deliverNow();
    expect(provider.control.callbacks()).toMatchObject([{ attempts: 2 }, { attempts: 1, status: 500 }]);
  });

  test("dropped, doubled and overtaking callbacks on demand", async () => {
    provider.control.addFaults([{ kind: "callback_drop", times: 1 }]);
    await send();
    await provider.control.deliverNow();
    expect(receiver.statuses()).toEqual(["delivered"]);
    receiver.clear();
    provider.control.addFaults([{ kind: "callback_duplicate", times: 1 }]);
    await send();
    await provider.control.deliverNow();
    expect(receiver.statuses()).toEqual(["sent", "sent", "delivered"]);
    receiver.clear();
    provider.control.addFaults([{ kind: "callback_reorder", times: 1 }]);
    await send();
    await provider.control.deliverNow();
    expect(receiver.statuses()).toEqual(["delivered", "sent"]);
  });
});

test("faults by chance are the same for the same seed", async () => {
  const run = async () => {
    provider.control.reset(7);
    provider.control.addFaults([{ kind: "bad_request", probability: 0.3 }]);
    const codes: (number | undefined)[] = [];
    for (let count = 0; count < 30; count += 1) codes.push((await send()).code);
    return codes;
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([undefined, 21211]));
});

test("a fault for one number leaves the others alone", async () => {
  provider.control.addFaults([{ kind: "bad_request", code: 21610, to: american }]);
  expect((await send()).code).toBeUndefined();
  expect((await send({ To: american })).code).toBe(21610);
});

describe("texts from phones", () => {
  test("are posted signed to the inbound address", async () => {
    await send();
    await provider.control.reply({ from: phone, to: sender, body: "네, 갈게요" });
    const [inbound] = receiver.heard;
    expect(inbound).toMatchObject({
      url: `${receiver.url}/inbound?a=1`,
      valid: true,
      fields: {
        From: phone,
        To: sender,
        Body: "네, 갈게요",
        NumMedia: "0",
        SmsStatus: "received",
        AccountSid: sid,
      },
    });
  });

  test("the same one five times keeps its sid", async () => {
    await provider.control.reply({ from: phone, to: sender, body: "네", times: 5 });
    expect(receiver.heard).toHaveLength(5);
    expect(new Set(receiver.heard.map((one) => one.fields["MessageSid"])).size).toBe(1);
  });

  test.each(["STOP", "Stop", " stop ", "STOP."])(
    "after %j from +1 further texts are refused with 21610",
    async (body) => {
      await send({ To: american });
      await provider.control.reply({ from: american, to: sender, body });
      expect(receiver.heard.at(-1)?.fields["OptOutType"]).toBe("STOP");
      expect((await send({ To: american })).code).toBe(21610);
      await provider.control.reply({ from: american, to: sender, body: "START" });
      expect((await send({ To: american })).code).toBeUndefined();
    },
  );

  test("words around STOP, and STOP from Korea, are ordinary texts to the provider", async () => {
    await provider.control.reply({ from: american, to: sender, body: "please stop" });
    await provider.control.reply({ from: phone, to: sender, body: "STOP" });
    expect(receiver.heard.map((one) => one.fields["OptOutType"])).toEqual([undefined, undefined]);
    expect((await send()).code).toBeUndefined();
    expect((await send({ To: american })).code).toBeUndefined();
  });
});

test("threads, opt-outs and unfinished deliveries survive a restart", async () => {
  const stateFile = join(mkdtempSync(join(tmpdir(), "providers-")), "texts.json");
  const accounts = [{ sid, authToken: "t0ken" }];
  const first = await startTwilioServer({ accounts, stateFile });
  await send({}, first);
  await first.control.reply({ from: american, to: sender, body: "STOP" });
  await first.close();
  const second = await startTwilioServer({ accounts, stateFile });
  expect(second.control.messages().map((one) => one.body)).toEqual(["x", "STOP"]);
  expect((await send({ To: american }, second)).code).toBe(21610);
  expect(await second.control.deliverNow()).toBe(1);
  await second.close();
});

describe("the control address", () => {
  const control = (path: string, body?: unknown, type = "application/json") =>
    fetch(`${provider.url}/control/${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", body: JSON.stringify(body), headers: { "content-type": type } }),
    });

  test("commands and answers as the object in the process does", async () => {
    await control("faults", { faults: [{ kind: "bad_request", code: 21408, times: 1 }] });
    expect((await send()).code).toBe(21408);
    await send();
    expect(await (await control("deliver-now", {})).json()).toEqual({ moved: 1 });
    const { phones } = (await (await control("phones")).json()) as { phones: object[] };
    expect(phones).toMatchObject([{ number: phone, unread: 1, lastBody: "x" }]);
    await control(`phones/${encodeURIComponent(phone)}/read`, {});
    const thread = await (await control(`phones/${encodeURIComponent(phone)}`)).json();
    expect(thread).toMatchObject({
      messages: [{ body: "x", status: "delivered", readAt: expect.any(String) }],
    });
    const { requests } = (await (await control("requests")).json()) as { requests: object[] };
    expect(requests).toMatchObject([{ status: 400, fault: "bad_request" }, { status: 201 }]);
  });

  test("takes JSON only, known commands only, known fields only", async () => {
    expect((await control("reset", {}, "text/plain")).status).toBe(415);
    expect((await control("explode", {})).status).toBe(404);
    expect((await control("deliver-now", { all: true })).status).toBe(400);
  });
});
