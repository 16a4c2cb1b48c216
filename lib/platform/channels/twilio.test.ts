import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startTwilioServer, type TwilioServer } from "@/scripts/providers/twilio/twilio";
import type { OpenAccount, Outgoing } from "./channel";
import { readCost } from "./money";
import { twilio } from "./twilio";

const key = `AC${"f".repeat(32)}`;
let provider: TwilioServer;
let account: OpenAccount;
beforeAll(async () => {
  provider = await startTwilioServer({ accounts: [{ sid: key, authToken: "12345" }] });
  account = { provider: "twilio", key, secret: "12345", baseUrl: provider.url };
});
afterEach(() => provider.control.reset());
afterAll(() => provider.close());

const sms: Outgoing = {
  ourId: "1",
  kind: "sms",
  to: "+14155550123",
  from: "+15005550006",
  body: "See you tomorrow.",
  statusCallbackUrl: "http://127.0.0.1:1/",
  validityPeriodSeconds: 3600,
};

test("a text and a picture message leave by a number or a pool, and tell their price in the end", async () => {
  const publicUrl = "https://dangol.example/api/pictures/1";
  const image = { bytes: new Uint8Array(), contentType: "image/jpeg", publicUrl };
  const text = await twilio.send(account, sms);
  await twilio.send(account, { ...sms, kind: "mms", from: undefined, pool: `MG${"1".repeat(32)}`, image });
  expect(provider.control.messages().map((one) => one.media)).toEqual([[], [publicUrl]]);
  const sid = text.kind === "accepted" ? text.sid : "";
  expect(await twilio.fetch(account, sid)).toMatchObject({ status: "queued", cost: null, ourId: null });
  await provider.control.deliverNow();
  expect(await twilio.fetch(account, sid)).toMatchObject({
    status: "delivered",
    cost: { micros: 50_200n, currency: "USD" },
  });
  const since = new Date(Date.now() - 60_000);
  expect(await twilio.find(account, { to: sms.to, ourId: "1", since })).toHaveLength(2);
});

test("codes are text, and what Twilio does not carry is refused before it leaves", async () => {
  provider.control.addFaults([{ kind: "bad_request", code: 29_999, times: 1 }]);
  expect(await twilio.send(account, sms)).toMatchObject({ kind: "refused", code: "29999", class: "other" });
  expect(await twilio.send(account, { ...sms, kind: "alimtalk" })).toMatchObject({
    kind: "refused",
    code: "kind",
  });
  expect(provider.control.requests()).toHaveLength(1);
});

test.each([
  ["-0.00750", "USD", 7_500n],
  ["0.0000001", "usd", 1n],
  [20, "KRW", 20_000_000n],
  [1e-7, "USD", 1n],
])("a price of %s %s", (price, currency, micros) => {
  expect(readCost(price, currency)?.micros).toBe(micros);
});

test.each([
  [null, "USD"],
  ["", "USD"],
  ["free", "USD"],
  ["1", "₩"],
  [Number.NaN, "KRW"],
  ["9".repeat(30), "KRW"],
])("no cost is read from %s %s", (price, currency) => {
  expect(readCost(price, currency)).toBeNull();
});
