import { createHmac } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTwilioServer, type TwilioServer } from "../twilio/twilio";
import { createSolapi, startSolapiServer } from "./solapi";

const stateFile = join(mkdtempSync(join(tmpdir(), "providers-")), "solapi.json");
const realTime = new Date("2026-11-27T03:00:00Z");
let solapi: ReturnType<typeof createSolapi>;
let provider: TwilioServer;

beforeAll(async () => {
  solapi = createSolapi({
    accounts: [{ apiKey: "KEY", apiSecret: "SECRET" }],
    realNow: () => realTime,
    now: () => realTime,
    stateFile,
  });
  provider = await startTwilioServer({
    accounts: [{ sid: `AC${"1".repeat(32)}`, authToken: "t" }],
    also: solapi.handle,
    alsoOnPhones: solapi.onPhones,
    now: () => new Date("2026-11-27T02:00:00Z"),
  });
});
afterAll(async () => {
  await provider.close();
});

let salts = 0;
function signed(changes: { key?: string; secret?: string; date?: string; salt?: string } = {}): string {
  const { key = "KEY", secret = "SECRET", date = "2026-11-27T03:00:00Z" } = changes;
  salts += 1;
  const salt = changes.salt ?? String(salts).padStart(32, "0");
  const signature = createHmac("sha256", secret)
    .update(date + salt)
    .digest("hex");
  return `HMAC-SHA256 apiKey=${key}, date=${date}, salt=${salt}, signature=${signature}`;
}

const text = {
  to: "01012345678",
  from: "0212345678",
  text: "안녕하세요",
  type: "SMS",
  autoTypeDetect: false,
};

async function send(authorization: string | undefined, message: object = text) {
  const response = await fetch(`${provider.url}/messages/v4/send-many/detail`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
    body: JSON.stringify({ messages: [message], showMessageList: true }),
  });
  return [response.status, ((await response.json()) as { errorCode?: string }).errorCode];
}

test("who signs a request is checked: secret, clock, form, and a salt serves once", async () => {
  expect(await send(undefined)).toEqual([401, "Unauthorized"]);
  expect(await send("Basic a2V5OnNlY3JldA==")).toEqual([401, "Unauthorized"]);
  expect(await send(signed({ secret: "wrong" }))).toEqual([403, "SignatureDoesNotMatch"]);
  expect(await send(signed({ key: "NOBODY" }))).toEqual([403, "InvalidAPIKey"]);
  expect(await send(signed({ date: "2026-11-27T02:40:00Z" }))).toEqual([403, "RequestTimeTooSkewed"]);
  expect(await send(signed({ date: "soon" }))).toEqual([403, "RequestTimeTooSkewed"]);
  expect(solapi.control.messages()).toHaveLength(0);
  const once = signed({ date: "2026-11-27T02:50:00Z", salt: "f".repeat(32) });
  expect(await send(once)).toEqual([200, undefined]);
  expect(await send(once)).toEqual([403, "DuplicatedSignature"]);
  expect(solapi.control.messages()).toHaveLength(1);
});

test("what no phone would show is refused", async () => {
  expect(await send(signed(), { ...text, text: "가".repeat(46) })).toEqual([400, "ValidationError"]);
  expect(await send(signed(), { ...text, type: "LMS", subject: "가".repeat(21) })).toEqual([
    400,
    "ValidationError",
  ]);
  expect(await send(signed(), { ...text, type: "FAX" })).toEqual([400, "ValidationError"]);
});

test("its texts lie on the same phones as Twilio's, are read there, and stay over a restart", async () => {
  solapi.control.putTemplate({
    templateId: "T1",
    name: "확정",
    channelId: "KA01PF",
    content: "#{이름}님, 확정되었어요.",
    status: "APPROVED",
    isHidden: false,
  });
  const kakaoOptions = {
    pfId: "KA01PF",
    templateId: "T1",
    variables: { "#{이름}": "홍길동" },
    disableSms: true,
  };
  await send(signed(), { to: text.to, type: "ATA", autoTypeDetect: false, kakaoOptions });
  await fetch(`${provider.url}/2010-04-01/Accounts/AC${"1".repeat(32)}/Messages.json`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`AC${"1".repeat(32)}:t`).toString("base64")}` },
    body: new URLSearchParams({ To: "+821012345678", From: "+15005550006", Body: "Twilio" }),
  });
  await solapi.control.deliverNow();
  const phone = `${provider.url}/control/phones/${encodeURIComponent("+821012345678")}`;
  expect(await (await fetch(phone)).json()).toMatchObject({
    messages: [
      { provider: "twilio", kind: "sms", body: "Twilio" },
      { provider: "solapi", kind: "sms", from: "+82212345678", body: "안녕하세요", status: "delivered" },
      { provider: "solapi", kind: "alimtalk", from: "KA01PF", body: "홍길동님, 확정되었어요." },
    ],
  });
  const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
  expect(await (await fetch(`${phone}/read`, json)).json()).toEqual({ read: 3 });
  solapi.close();
  const again = await startSolapiServer({ stateFile });
  expect(again.control.messages()).toMatchObject([
    { statusCode: "4000" },
    { statusCode: "4000", readAt: expect.any(String) },
  ]);
  await again.close();
});

test("faults, outcomes and accounts are ordered over the control address, which forms cannot reach", async () => {
  const control = (path: string, body: object, type = "application/json") =>
    fetch(`${provider.url}/control/solapi/${path}`, {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify(body),
    });
  expect((await control("reset", {}, "text/plain")).status).toBe(415);
  expect((await control("faults", { faults: [{ kind: "throttle", times: 1 }] })).status).toBe(200);
  expect(await send(signed())).toEqual([429, "TooManyRequests"]);
  expect((await control("outcomes", { to: "+821012345678", statusCode: "boom" })).status).toBe(400);
  expect((await control("elsewhere", {})).status).toBe(404);
});
