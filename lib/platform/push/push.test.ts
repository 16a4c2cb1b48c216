import { createECDH } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendPush } from "./push";
import { isPushService } from "./push-services";
import { startPushReceiver } from "./testing/push-receiver";
import { vapidKeys } from "./vapid";

let receiver: Awaited<ReturnType<typeof startPushReceiver>>;
beforeAll(async () => {
  receiver = await startPushReceiver();
  Object.assign(process.env, {
    DANGOL_MODE: "demo",
    BASE_URL: "http://localhost:3000",
    DANGOL_SECRET: "0123456789".repeat(4),
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    MAIL_FROM: "Dangol <no-reply@dangol.test>",
  });
});
afterAll(() => receiver.close());

test("a notification is posted once, sealed for the browser and signed by this installation", async () => {
  const browser = receiver.browser("phone");
  expect(await sendPush(browser, { title: "단골", body: "확인할 일이 3개 있어요" })).toBe("sent");
  expect(receiver.received).toHaveLength(1);
  const { headers, sealed, words } = receiver.received[0] as (typeof receiver.received)[number];
  expect(words).toEqual({ title: "단골", body: "확인할 일이 3개 있어요" });
  expect(sealed.toString("utf8")).not.toContain("확인할");
  expect(headers["authorization"]).toMatch(
    new RegExp(`^vapid t=[\\w-]+\\.[\\w-]+\\.[\\w-]+, k=${vapidKeys().publicKey}$`),
  );
  const claims = /t=[\w-]+\.([\w-]+)\./.exec(String(headers["authorization"]))?.[1] ?? "";
  expect(JSON.parse(Buffer.from(claims, "base64url").toString("utf8"))).toMatchObject({
    aud: new URL(browser.endpoint).origin,
    sub: "mailto:no-reply@dangol.test",
  });
});

test.each([
  [404, "gone"],
  [410, "gone"],
  [429, "failed"],
  [500, "failed"],
  // A service that sends us elsewhere is not followed.
  [307, "failed"],
])("a service that answers %i: %s", async (status, outcome) => {
  receiver.answer(status);
  const before = receiver.received.length;
  expect(await sendPush(receiver.browser("laptop"), { title: "x" })).toBe(outcome);
  expect(receiver.received.length - before).toBe(1);
  receiver.answer(201);
});

test("the keys are a pair, and every process has the same", () => {
  const { publicKey, privateKey } = vapidKeys();
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
  expect(pair.getPublicKey("base64url", "uncompressed")).toBe(publicKey);
  expect(Buffer.from(publicKey, "base64url")).toHaveLength(65);
});

test.each([
  ["https://fcm.googleapis.com/fcm/send/abc", true],
  ["https://updates.push.services.mozilla.com/wpush/v2/abc", true],
  ["https://wns2-par02p.notify.windows.com/w/?token=abc", true],
  ["https://web.push.apple.com/abc", true],
  ["http://fcm.googleapis.com/fcm/send/abc", false],
  ["https://fcm.googleapis.com:8443/abc", false],
  ["https://user@fcm.googleapis.com/abc", false],
  ["https://fcm.googleapis.com.attacker.example/abc", false],
  ["https://attacker.example/notify.windows.com", false],
  ["https://notify.windows.com.attacker.example/", false],
  ["https://169.254.169.254/latest/meta-data", false],
  ["https://10.0.0.7/abc", false],
  ["file:///etc/passwd", false],
  ["not an address", false],
])("%s is a push service: %s", (endpoint, known) => {
  expect(isPushService(endpoint)).toBe(known);
});

test("what is no push service is never asked", async () => {
  const browser = { ...receiver.browser("evil"), endpoint: "https://attacker.example/abc" };
  expect(await sendPush(browser, { title: "x" })).toBe("gone");
});
