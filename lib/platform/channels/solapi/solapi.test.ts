import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FaultInput } from "@/scripts/providers/faults";
import { type SolapiServer, startSolapiServer } from "@/scripts/providers/solapi/solapi";
import type { OpenAccount, Outgoing, SendOutcome } from "../channel";
import { authorization, signatureOf } from "./authorization";
import { kakaoTemplates } from "./kakao-templates";
import { solapi } from "./solapi";

const channelId = "KA01PF";
let provider: SolapiServer;
let account: OpenAccount;
let time = new Date("2026-11-27T03:00:00Z");

beforeAll(async () => {
  provider = await startSolapiServer({
    accounts: [{ apiKey: "KEY", apiSecret: "SECRET", numbers: ["0212345678"] }],
    templates: [
      { templateId: "T1", name: "확정", channelId, content: "#{이름}님, #{과정} 신청이 확정되었어요." },
      { templateId: "T2", name: "변경", channelId, content: "x", status: "INSPECTING" },
      { templateId: "T3", name: "광고", channelId, content: "x", status: "REJECTED", comment: "광고성" },
      { templateId: "T4", name: "옛 안내", channelId, content: "x", isHidden: true },
    ],
    now: () => time,
  });
  account = { provider: "solapi", key: "KEY", secret: "SECRET", baseUrl: provider.url, timeoutMs: 5_000 };
});
afterEach(() => {
  provider.control.reset();
  time = new Date("2026-11-27T03:00:00Z");
});
afterAll(() => provider.close());

const sms: Outgoing = {
  ourId: "0190-ours",
  kind: "sms",
  to: "+821012345678",
  from: "+82212345678",
  body: "내일 뵐게요.",
  statusCallbackUrl: "http://127.0.0.1:1/",
  validityPeriodSeconds: 3600,
};
const kakao: Outgoing = {
  ...sms,
  kind: "alimtalk",
  body: "",
  alimtalk: {
    channelId,
    templateId: "T1",
    variables: { 이름: "홍길동", 과정: "블로그" },
    fallback: { kind: "lms", body: "홍길동님, 블로그 신청이 확정되었어요.", subject: "신청 확정" },
  },
};
const posts = () => provider.control.requests().filter((one) => one.path === "/messages/v4/send-many/detail");
const posted = () => (posts()[0]?.body as { messages: Record<string, unknown>[] } | undefined)?.messages[0];
const sidOf = (outcome: SendOutcome) => (outcome.kind === "accepted" ? outcome.sid : "");

test("the signature is the hex HMAC-SHA256 of date and salt (row 98)", () => {
  const signed = { apiKey: "KEY", apiSecret: "SECRET", date: "2026-11-23T19:27:21Z", salt: "a".repeat(32) };
  // From `printf DATESALT | openssl dgst -sha256 -hmac SECRET`.
  expect(signatureOf(signed)).toBe("d828bd09476524e29f0621768c7c6f17b61b997bd6830391e4651bbe03b40a40");
  expect(authorization(signed)).toBe(
    `HMAC-SHA256 apiKey=KEY, date=2026-11-23T19:27:21Z, salt=${"a".repeat(32)}, signature=${signatureOf(signed)}`,
  );
});

describe("what leaves is what Solapi's documents describe", () => {
  test("a text: digits only, its type said, our id in its fields, no date", async () => {
    expect(await solapi.send(account, sms)).toMatchObject({ kind: "accepted", status: "queued" });
    expect(posted()).toEqual({
      to: "01012345678",
      from: "0212345678",
      country: "82",
      type: "SMS",
      autoTypeDetect: false,
      text: sms.body,
      customFields: { dangolId: sms.ourId },
    });
    expect(Object.keys(posts()[0]?.body as object).sort()).toEqual(["messages", "showMessageList"]);
    expect(posts()[0]?.authorization).toMatch(
      /^HMAC-SHA256 apiKey=KEY, date=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, salt=[0-9a-f]{32}, signature=[0-9a-f]{64}$/,
    );
  });

  test("a subject makes no SMS dearer, and goes with a long text", async () => {
    await solapi.send(account, { ...sms, subject: "제목" });
    expect(posted()).not.toHaveProperty("subject");
    provider.control.reset();
    await solapi.send(account, { ...sms, kind: "lms", subject: "제목", body: "가".repeat(900) });
    expect(posted()).toMatchObject({ type: "LMS", subject: "제목" });
    expect(provider.control.messages()[0]?.type).toBe("LMS");
  });

  test("control: without its type said, the provider picks a dearer one by itself", async () => {
    await solapi.send(account, sms);
    const body = {
      messages: [{ to: "01012345678", from: "0212345678", text: "가".repeat(50), subject: "제목" }],
    };
    await rawPost(body);
    expect(provider.control.messages().map((one) => one.type)).toEqual(["SMS", "LMS"]);
  });

  test("an AlimTalk: channel, template, variables in #{}, and its text instead", async () => {
    await solapi.send(account, kakao);
    expect(posted()).toMatchObject({
      type: "ATA",
      kakaoOptions: {
        pfId: channelId,
        templateId: "T1",
        variables: { "#{이름}": "홍길동", "#{과정}": "블로그" },
        disableSms: false,
      },
      text: kakao.alimtalk?.fallback?.body,
      subject: "신청 확정",
    });
    provider.control.reset();
    await solapi.send(account, { ...kakao, alimtalk: { channelId, templateId: "T1", variables: {} } });
    expect(posted()).toMatchObject({ kakaoOptions: { disableSms: true } });
    expect(posted()).not.toHaveProperty("text");
  });

  test("nothing is ever scheduled there: a date that is past would send at once (row 97)", async () => {
    await solapi.send(account, sms);
    expect(JSON.stringify(posts()[0]?.body)).not.toContain("scheduledDate");
    const message = { to: "01012345678", from: "0212345678", text: "x", type: "SMS", autoTypeDetect: false };
    await rawPost({ messages: [message], scheduledDate: "2020-01-01T00:00:00Z" });
    await rawPost({ messages: [message], scheduledDate: "2027-01-01T00:00:00Z" });
    await provider.control.deliverNow();
    expect(provider.control.messages().map((one) => one.statusCode)).toEqual(["4000", "4000", "2100"]);
  });

  test.each<[string, Partial<Outgoing>]>([
    ["country", { to: "+14155550123" }],
    ["kind", { kind: "email" }],
    ["sender", { from: undefined }],
    ["image", { kind: "mms" }],
    [
      "image",
      {
        kind: "mms",
        image: { bytes: new Uint8Array(300_001).fill(0xff), contentType: "image/jpeg", publicUrl: "" },
      },
    ],
    ["template", { kind: "alimtalk", alimtalk: undefined }],
  ])("what cannot go is refused before anything leaves: %s", async (code, change) => {
    expect(await solapi.send(account, { ...sms, ...change })).toMatchObject({ kind: "refused", code });
    expect(provider.control.requests()).toEqual([]);
  });
});

async function rawPost(body: object) {
  const date = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const salt = crypto.randomUUID().replaceAll("-", "");
  return fetch(`${provider.url}/messages/v4/send-many/detail`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: authorization({ apiKey: "KEY", apiSecret: "SECRET", date, salt }),
    },
    body: JSON.stringify(body),
  });
}

const cases: [string, FaultInput, object, number][] = [
  [
    "429 with Retry-After",
    { kind: "throttle", retryAfterSeconds: 7 },
    { kind: "throttled", retryAfterSeconds: 7 },
    0,
  ],
  [
    "400 unknown",
    { kind: "bad_request", code: "Unheard" },
    { kind: "refused", code: "Unheard", class: "other" },
    0,
  ],
  [
    "400 no money",
    { kind: "bad_request", code: "NotEnoughBalance" },
    { kind: "refused", class: "config" },
    0,
  ],
  ["401", { kind: "unauthorized" }, { kind: "refused", code: "InvalidAPIKey", class: "config" }, 0],
  ["503 not sent", { kind: "server_error" }, { kind: "unclear", detail: "HTTP 503" }, 0],
  ["503 but sent", { kind: "server_error", sent: true }, { kind: "unclear" }, 1],
  ["timeout not sent", { kind: "timeout" }, { kind: "unclear" }, 0],
  ["timeout but sent", { kind: "timeout", sent: true }, { kind: "unclear" }, 1],
  ["reset not sent", { kind: "reset" }, { kind: "unclear" }, 0],
  ["reset but sent", { kind: "reset", sent: true }, { kind: "unclear" }, 1],
  ["junk, not sent", { kind: "junk" }, { kind: "unclear" }, 0],
  ["junk, but sent", { kind: "junk", sent: true }, { kind: "unclear" }, 1],
];

describe("each fault has one reading, and exactly one POST leaves (row 121)", () => {
  test.each(cases)("%s", async (_name, fault, outcome, stored) => {
    provider.control.addFaults([{ ...fault, times: 1 }]);
    const impatient = fault.kind === "timeout" ? { ...account, timeoutMs: 150 } : account;
    const heard = await solapi.send(impatient, sms);
    expect(heard).toMatchObject(outcome);
    expect(posts()).toHaveLength(1);
    expect(provider.control.messages()).toHaveLength(stored);
    expect(JSON.stringify(heard)).not.toMatch(/1012345678|뵐게요/);
  });

  test("control: a client that tries again after 503 and resets, as Solapi's own does, sends four", async () => {
    provider.control.addFaults([
      { kind: "server_error", sent: true, times: 2 },
      { kind: "reset", sent: true, times: 1 },
    ]);
    const message = { to: "01012345678", from: "0212345678", text: "x", type: "SMS", autoTypeDetect: false };
    for (let tries = 0; tries < 4; tries += 1) {
      const answer = await rawPost({ messages: [message] }).catch(() => null);
      if (answer?.ok) break;
    }
    expect(provider.control.messages()).toHaveLength(4);
  });

  test("a provider that cannot be reached has certainly not sent", async () => {
    const gone = await startSolapiServer();
    await gone.close();
    expect(await solapi.send({ ...account, baseUrl: gone.url }, sms)).toMatchObject({ kind: "throttled" });
  });

  test("one message that is not taken is refused by its class, unknown codes are shown as they are (row 91)", async () => {
    expect(await solapi.send(account, { ...sms, from: "0299999999" })).toEqual({
      kind: "refused",
      code: "1062",
      message: "발신번호 미등록",
      class: "config",
    });
    provider.control.setOutcome(sms.to, "3999");
    const sid = sidOf(await solapi.send(account, sms));
    await provider.control.deliverNow();
    expect(await solapi.fetch(account, sid)).toMatchObject({ status: "undelivered", errorCode: "3999" });
  });

  test("an empty account is told as such", async () => {
    provider.control.putAccount({ apiKey: "POOR", apiSecret: "S", balance: 30 });
    const poor = { ...account, key: "POOR", secret: "S" };
    expect(await solapi.send(poor, sms)).toMatchObject({ kind: "accepted" });
    expect(await solapi.send(poor, sms)).toMatchObject({
      kind: "refused",
      code: "NotEnoughBalance",
      class: "config",
    });
  });
});

describe("finding what was sent", () => {
  const query = { to: sms.to, ourId: sms.ourId, since: new Date("2026-11-27T02:59:00Z") };

  test("by our id among all of a recipient, over all pages", async () => {
    await solapi.send(account, sms);
    for (let count = 0; count < 101; count += 1)
      await solapi.send(account, { ...sms, ourId: `other-${count}` });
    await solapi.send(account, { ...sms, to: "+821099998888" });
    const found = await solapi.find(account, query);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      ourId: sms.ourId,
      to: sms.to,
      body: sms.body,
      status: "queued",
      errorCode: null,
    });
    const pages = provider.control.requests().filter((one) => one.path === "/messages/v4/list");
    expect(pages.map((one) => Object.fromEntries(one.query)["startKey"] === undefined)).toEqual([
      true,
      false,
    ]);
    expect(await solapi.find(account, { ...query, since: new Date("2026-11-27T05:00:00Z") })).toEqual([]);
  });

  test("a text hidden from a lagging list is found later", async () => {
    provider.control.addFaults([{ kind: "list_lag", lagListings: 1 }]);
    await solapi.send(account, sms);
    expect(await solapi.find(account, query)).toHaveLength(0);
    expect(await solapi.find(account, query)).toHaveLength(1);
  });

  test.each(["server_error", "junk", "reset", "unauthorized", "throttle"] as const)(
    "a listing that ends in %s throws and is not taken for an empty one",
    async (kind) => {
      provider.control.addFaults([{ kind, on: "list", times: 1 }]);
      await expect(solapi.find(account, query)).rejects.toThrow();
    },
  );

  test("statuses go 2000, 3000, 4000; the cost is known at the end; an unknown id is none", async () => {
    const sid = sidOf(await solapi.send(account, sms));
    await provider.control.deliverNow({ steps: 1 });
    expect(await solapi.fetch(account, sid)).toMatchObject({ status: "sent", cost: null });
    await provider.control.deliverNow();
    expect(await solapi.fetch(account, sid)).toMatchObject({
      status: "delivered",
      deliveredAs: null,
      cost: { micros: 20_000_000n, currency: "KRW" },
    });
    expect(await solapi.fetch(account, "M4VUNKNOWN")).toBeNull();
  });

  test("a text that failed is given back", async () => {
    const sid = sidOf(await solapi.send(account, { ...sms, to: "+821000003014" }));
    await provider.control.deliverNow();
    expect(await solapi.fetch(account, sid)).toMatchObject({
      status: "undelivered",
      errorCode: "3014",
      cost: { micros: 0n },
    });
  });
});

describe("AlimTalk", () => {
  test("arrives as the template with its values", async () => {
    const sid = sidOf(await solapi.send(account, kakao));
    await provider.control.deliverNow();
    expect(provider.control.messages()[0]?.kakaoText).toBe("홍길동님, 블로그 신청이 확정되었어요.");
    expect(await solapi.fetch(account, sid)).toMatchObject({ status: "delivered", deliveredAs: null });
  });

  test("that cannot be delivered becomes one text: no end in between, and the text's price (row 71)", async () => {
    const sid = sidOf(await solapi.send(account, { ...kakao, to: "+821000003104" }));
    await provider.control.deliverNow({ steps: 2 });
    expect(await solapi.fetch(account, sid)).toMatchObject({ status: "sent", errorCode: null });
    await provider.control.deliverNow();
    expect(await solapi.fetch(account, sid)).toMatchObject({
      status: "delivered",
      deliveredAs: "lms",
      cost: { micros: 50_000_000n, currency: "KRW" },
    });
    expect(provider.control.messages()).toHaveLength(1);
  });

  test("without a text instead it fails, and its code is no fault of the number", async () => {
    const alone = {
      ...kakao,
      to: "+821000003104",
      alimtalk: { channelId, templateId: "T1", variables: { 이름: "홍", 과정: "블" } },
    };
    const sid = sidOf(await solapi.send(account, alone));
    await provider.control.deliverNow();
    expect(await solapi.fetch(account, sid)).toMatchObject({ status: "undelivered", errorCode: "3104" });
  });

  test.each(["T2", "T3", "T4", "T9"])(
    "of template %s, which is not approved, is refused",
    async (templateId) => {
      const wrong = { ...kakao, alimtalk: { channelId, templateId, variables: {} } };
      expect(await solapi.send(account, wrong)).toMatchObject({
        kind: "refused",
        code: "3105",
        class: "config",
      });
    },
  );

  test("templates are listed with where their review stands", async () => {
    expect(await kakaoTemplates(account)).toEqual([
      expect.objectContaining({ id: "T1", channelId, name: "확정", state: "approved", rejectedReason: null }),
      expect.objectContaining({ id: "T2", state: "requested" }),
      expect.objectContaining({ id: "T3", state: "rejected", rejectedReason: "광고성" }),
      expect.objectContaining({ id: "T4", state: "stopped" }),
    ]);
    provider.control.addFaults([{ kind: "server_error", on: "list", times: 1 }]);
    await expect(kakaoTemplates(account)).rejects.toThrow();
  });
});

describe("pictures", () => {
  test("are uploaded once, whoever they go to", async () => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c2491d" } })
      .jpeg()
      .toBuffer();
    const mms: Outgoing = {
      ...sms,
      kind: "mms",
      image: { bytes, contentType: "image/jpeg", publicUrl: "https://dangol.example/picture" },
    };
    expect(await solapi.send(account, mms)).toMatchObject({ kind: "accepted" });
    expect(await solapi.send(account, { ...mms, to: "+821099998888" })).toMatchObject({ kind: "accepted" });
    expect(provider.control.requests().filter((one) => one.path === "/storage/v1/files")).toHaveLength(1);
    const [first, second] = provider.control.messages();
    expect(first?.imageId).toBe(second?.imageId);
    // The provider threw it away meanwhile: refused once, then uploaded anew.
    provider.control.reset();
    expect(await solapi.send(account, mms)).toMatchObject({ kind: "refused", code: "1023" });
    expect(await solapi.send(account, mms)).toMatchObject({ kind: "accepted" });
  });
});
