import twilio from "twilio";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FaultInput } from "@/scripts/providers/faults";
import { startTwilioServer, type TwilioServer } from "@/scripts/providers/twilio/twilio";
import { fetchSent, findSent } from "./sent-messages";
import { type OutgoingSms, type SmsAccount, sendSms } from "./sms";

const accountSid = `AC${"a".repeat(32)}`;
let provider: TwilioServer;
let account: SmsAccount;

beforeAll(async () => {
  provider = await startTwilioServer({ accounts: [{ sid: accountSid, authToken: "12345" }] });
  account = { accountSid, authToken: "12345", apiBaseUrl: provider.url, timeoutMs: 5000 };
});
afterEach(() => provider.control.reset());
afterAll(() => provider.close());

const sms: OutgoingSms = {
  to: "+821012345678",
  from: "+15005550006",
  body: "내일 뵐게요.",
  statusCallbackUrl: "http://127.0.0.1:1/api/webhooks/twilio/status?id=1",
  validityPeriodSeconds: 3600,
};
const posts = () => provider.control.requests().filter((request) => request.method === "POST");

test("a text is accepted with its sid, status and segments", async () => {
  const outcome = await sendSms(account, sms);
  const [message] = provider.control.messages();
  expect(outcome).toEqual({ kind: "accepted", sid: message?.sid, status: "queued", segments: 1 });
  expect(message).toMatchObject({ to: sms.to, from: sms.from, body: sms.body, validityPeriodSeconds: 3600 });
});

test("a number pool is accepted without a sender, and counts no segments at first", async () => {
  const messagingServiceSid = `MG${"b".repeat(32)}`;
  const outcome = await sendSms(account, { ...sms, from: undefined, messagingServiceSid });
  expect(outcome).toMatchObject({ kind: "accepted", status: "accepted", segments: 0 });
  await provider.control.deliverNow();
  expect(provider.control.messages()[0]).toMatchObject({
    from: "+15005550006",
    segments: 1,
    status: "delivered",
  });
});

test("a validity longer than the provider's is cut to it", async () => {
  await sendSms(account, { ...sms, validityPeriodSeconds: 90_000.5 });
  expect(provider.control.messages()[0]?.validityPeriodSeconds).toBe(36_000);
});

interface FaultCase {
  name: string;
  fault: FaultInput;
  outcome: object;
  stored: number;
}

const cases: FaultCase[] = [
  {
    name: "429 with Retry-After",
    fault: { kind: "throttle", retryAfterSeconds: 7 },
    outcome: { kind: "throttled", retryAfterSeconds: 7 },
    stored: 0,
  },
  {
    name: "400 wrong number",
    fault: { kind: "bad_request", code: 21211 },
    outcome: { kind: "refused", code: "21211", class: "bad_number" },
    stored: 0,
  },
  {
    name: "400 opted out",
    fault: { kind: "bad_request", code: 21610 },
    outcome: { kind: "refused", code: "21610", class: "opted_out" },
    stored: 0,
  },
  {
    name: "400 unknown code",
    fault: { kind: "bad_request", code: 29999 },
    outcome: { kind: "refused", code: "29999", class: "other", message: "Unknown error 29999" },
    stored: 0,
  },
  {
    name: "400 full queue of the number",
    fault: { kind: "bad_request", code: 21611 },
    outcome: { kind: "throttled" },
    stored: 0,
  },
  {
    name: "401",
    fault: { kind: "unauthorized" },
    outcome: { kind: "refused", code: "20003", class: "config" },
    stored: 0,
  },
  { name: "500 not sent", fault: { kind: "server_error" }, outcome: { kind: "unclear" }, stored: 0 },
  {
    name: "500 but sent",
    fault: { kind: "server_error", sent: true },
    outcome: { kind: "unclear" },
    stored: 1,
  },
  { name: "timeout not sent", fault: { kind: "timeout" }, outcome: { kind: "unclear" }, stored: 0 },
  {
    name: "timeout but sent",
    fault: { kind: "timeout", sent: true },
    outcome: { kind: "unclear" },
    stored: 1,
  },
  { name: "reset not sent", fault: { kind: "reset" }, outcome: { kind: "unclear" }, stored: 0 },
  { name: "reset but sent", fault: { kind: "reset", sent: true }, outcome: { kind: "unclear" }, stored: 1 },
  { name: "junk, not sent", fault: { kind: "junk" }, outcome: { kind: "unclear" }, stored: 0 },
  { name: "junk, but sent", fault: { kind: "junk", sent: true }, outcome: { kind: "unclear" }, stored: 1 },
];

describe("each fault has one reading, and exactly one POST leaves", () => {
  test.each(cases)("$name", async ({ fault, outcome, stored }) => {
    provider.control.addFaults([{ ...fault, times: 1 }]);
    const impatient = fault.kind === "timeout" ? { ...account, timeoutMs: 150 } : account;
    expect(await sendSms(impatient, sms)).toMatchObject(outcome);
    expect(posts()).toHaveLength(1);
    expect(provider.control.messages()).toHaveLength(stored);
  });

  test("control: the library with its retries on makes more than one", async () => {
    provider.control.addFaults([{ kind: "throttle", times: 1 }]);
    const eager = twilio(accountSid, "12345", { autoRetry: true, maxRetries: 1, maxRetryDelay: 1 });
    eager.api.baseUrl = provider.url;
    await eager.messages.create({ to: sms.to, from: sms.from, body: sms.body });
    expect(posts()).toHaveLength(2);
  });
});

test("a provider that cannot be reached has certainly not sent", async () => {
  const gone = await startTwilioServer();
  await gone.close();
  expect(await sendSms({ ...account, apiBaseUrl: gone.url }, sms)).toMatchObject({ kind: "throttled" });
});

test("the detail of an unclear send names no number and no text", async () => {
  for (const kind of ["server_error", "junk", "reset"] as const) {
    provider.control.addFaults([{ kind, times: 1 }]);
    const outcome = JSON.stringify(await sendSms(account, sms));
    expect(outcome).not.toContain("1012345678");
    expect(outcome).not.toContain(sms.body);
  }
});

describe("finding what was sent", () => {
  test("a sent and a not yet sent text are both found, others are not", async () => {
    await sendSms(account, sms);
    await provider.control.deliverNow();
    await sendSms(account, { ...sms, body: "둘째" });
    await sendSms(account, { ...sms, to: "+821099998888" });
    const found = await findSent(account, { to: sms.to, since: new Date(Date.now() - 60_000) });
    expect(found.map((one) => [one.body, one.status, one.sentAt === null]).sort()).toEqual([
      [sms.body, "delivered", false],
      ["둘째", "queued", true],
    ]);
  });

  test("all pages are read", async () => {
    for (let count = 0; count < 101; count += 1) await sendSms(account, sms);
    expect(await findSent(account, { to: sms.to, since: new Date(Date.now() - 60_000) })).toHaveLength(101);
  });

  test("a text hidden from a lagging list is found later", async () => {
    provider.control.addFaults([{ kind: "list_lag", lagListings: 1 }]);
    await sendSms(account, sms);
    const query = { to: sms.to, since: new Date(Date.now() - 60_000) };
    expect(await findSent(account, query)).toHaveLength(0);
    expect(await findSent(account, query)).toHaveLength(1);
  });

  test.each(["server_error", "junk", "reset", "unauthorized", "throttle"] as const)(
    "a listing that ends in %s throws and is not taken for an empty one",
    async (kind) => {
      provider.control.addFaults([{ kind, on: "list", times: 1 }]);
      await expect(findSent(account, { to: sms.to, since: new Date() })).rejects.toThrow();
    },
  );

  test("one message by its sid; none for an unknown one", async () => {
    const outcome = await sendSms(account, sms);
    const sid = outcome.kind === "accepted" ? outcome.sid : "";
    await provider.control.deliverNow({ steps: 1 });
    expect(await fetchSent(account, sid)).toMatchObject({ sid, status: "sent", errorCode: null });
    expect(await fetchSent(account, `SM${"0".repeat(32)}`)).toBeNull();
  });
});
