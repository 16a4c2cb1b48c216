import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTwilioServer, type TwilioServer } from "./twilio";

const sid = `AC${"1".repeat(32)}`;
const pool = `MG${"2".repeat(32)}`;
const emptyPool = `MG${"3".repeat(32)}`;
const start = new Date("2026-11-23T14:59:59.500Z");
let time = start;
let provider: TwilioServer;

beforeAll(async () => {
  provider = await startTwilioServer({
    accounts: [
      {
        sid,
        authToken: "t0ken",
        numbers: ["+15005550006", "+827012345678"],
        messagingServices: [
          { sid: pool, numbers: ["+827012345678"] },
          { sid: emptyPool, numbers: [] },
        ],
        blockedPrefixes: ["+7"],
      },
    ],
    now: () => time,
  });
});
afterEach(() => {
  time = start;
  provider.control.reset();
});
afterAll(() => provider.close());

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read loose JSON
  json: any;
}

async function call(
  method: string,
  path: string,
  form?: Record<string, string>,
  credentials = `${sid}:t0ken`,
): Promise<Answer> {
  const response = await fetch(
    path.startsWith("/2010") ? provider.url + path : `${provider.url}/2010-04-01/Accounts/${sid}${path}`,
    {
      method,
      headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    },
  );
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}

const form = { To: "+821012345678", From: "+15005550006", Body: "안녕하세요" };
const create = (changes: Record<string, string> = {}) =>
  call("POST", "/Messages.json", { ...form, ...changes });

test("a message has Twilio's shape: text counts, RFC 2822 dates, nulls", async () => {
  const { status, json } = await create();
  expect(status).toBe(201);
  expect(json).toMatchObject({
    account_sid: sid,
    body: "안녕하세요",
    date_created: "Mon, 23 Nov 2026 14:59:59 +0000",
    date_sent: null,
    direction: "outbound-api",
    error_code: null,
    from: "+15005550006",
    messaging_service_sid: null,
    num_media: "0",
    num_segments: "1",
    price: null,
    status: "queued",
    to: "+821012345678",
    uri: `/2010-04-01/Accounts/${sid}/Messages/${json.sid}.json`,
  });
  expect((await call("GET", `/Messages/${json.sid}.json`)).json).toEqual(json);
});

test("without the right token nothing is shown", async () => {
  const { json } = await create();
  for (const credentials of [`${sid}:wrong`, `AC${"9".repeat(32)}:t0ken`, ""]) {
    const refused = await call("GET", `/Messages/${json.sid}.json`, undefined, credentials);
    expect(refused).toMatchObject({ status: 401, json: { code: 20003, status: 401 } });
  }
});

describe("refusals with Twilio's codes", () => {
  const none = "";
  test.each<[number, Record<string, string>]>([
    [21604, { To: none }],
    [21211, { To: "+15005550001" }],
    [21211, { To: "01012345678" }],
    [21211, { To: "+82101234567" }],
    [21602, { Body: none }],
    [21617, { Body: "x".repeat(1601) }],
    [21603, { From: none }],
    [21212, { From: "+15005550001" }],
    [21212, { From: "somebody" }],
    [21606, { From: "+15005550007" }],
    [21606, { From: "+14155552345" }],
    [21611, { From: "+15005550008" }],
    [21612, { To: "+15005550002" }],
    [21408, { To: "+15005550003" }],
    [21408, { To: "+79991234567" }],
    [21610, { To: "+15005550004" }],
    [21614, { To: "+15005550009" }],
    [21614, { To: "+82212345678" }],
    [21266, { To: "+827012345678", From: "+827012345678" }],
    [21609, { StatusCallback: "nowhere" }],
    [20422, { ValidityPeriod: "36001" }],
    [21703, { MessagingServiceSid: emptyPool, From: none }],
    [21705, { MessagingServiceSid: `MG${"f".repeat(32)}`, From: none }],
    [35118, { ScheduleType: "fixed", SendAt: "2026-11-24T00:00:00Z" }],
    [35111, { ScheduleType: "fixed", MessagingServiceSid: pool, From: none }],
    [35114, { ScheduleType: "fixed", MessagingServiceSid: pool, From: none, SendAt: "2026-11-23T15:01:00Z" }],
  ])("%i for %o", async (code, changes) => {
    const { status, json } = await create(changes);
    expect(status).toBe(400);
    expect(json).toEqual({
      code,
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
    expect(provider.control.messages()).toHaveLength(0);
  });

  test("21608 on a trial account, for numbers that are not verified", async () => {
    const trial = `AC${"4".repeat(32)}`;
    provider.control.putAccount({ sid: trial, authToken: "t", verifiedNumbers: ["+821099998888"] });
    const send = (To: string) =>
      call("POST", `/2010-04-01/Accounts/${trial}/Messages.json`, { ...form, To }, `${trial}:t`);
    expect((await send("+821099998888")).status).toBe(201);
    expect((await send("+821012345678")).json.code).toBe(21608);
  });

  test("1,600 characters are taken", async () => {
    expect((await create({ Body: "x".repeat(1600) })).json.num_segments).toBe("11");
  });
});

describe("segments", () => {
  test.each([
    ["a".repeat(160), "1"],
    ["a".repeat(161), "2"],
    ["a".repeat(306), "2"],
    ["a".repeat(307), "3"],
    ["€".repeat(80), "1"],
    ["€".repeat(81), "2"],
    ["가".repeat(70), "1"],
    ["가".repeat(71), "2"],
    ["가".repeat(134), "2"],
    ["가".repeat(135), "3"],
    ["😀".repeat(35), "1"],
    ["😀".repeat(36), "2"],
    [`${"a".repeat(152)}€${"a".repeat(10)}`, "2"],
  ])("%s", async (Body, segments) => {
    expect((await create({ Body })).json.num_segments).toBe(segments);
  });
});

describe("lists", () => {
  test("DateSent means whole UTC days, and a message not yet sent matches none", async () => {
    const early = (await create()).json.sid;
    await provider.control.deliverNow();
    time = new Date("2026-11-24T00:00:00.000Z");
    const late = (await create()).json.sid;
    await provider.control.deliverNow();
    const unsent = (await create()).json.sid;
    const listed = async (query: string) =>
      (await call("GET", `/Messages.json?${query}`)).json.messages.map((one: { sid: string }) => one.sid);
    expect(await listed("")).toEqual([unsent, late, early]);
    expect(await listed("DateSent=2026-11-23")).toEqual([early]);
    expect(await listed("DateSent%3E=2026-11-23T23:59:59Z")).toEqual([late, early]);
    expect(await listed("DateSent>=2026-11-24")).toEqual([late]);
    expect(await listed("DateSent%3C=2026-11-23")).toEqual([early]);
    expect(await listed("DateSent=2026-11-25")).toEqual([]);
    expect(await listed("To=%2B821099998888")).toEqual([]);
    expect(await listed("From=%2B15005550006")).toHaveLength(3);
  });

  test("pages follow next_page_uri, and a new message does not shift them", async () => {
    for (let count = 0; count < 5; count += 1) await create({ Body: String(count) });
    const seen: string[] = [];
    let next: string | null = `/2010-04-01/Accounts/${sid}/Messages.json?PageSize=2`;
    while (next) {
      const { json }: Answer = await call("GET", next);
      seen.push(...json.messages.map((one: { body: string }) => one.body));
      if (seen.length === 2) await create({ Body: "new" });
      next = json.next_page_uri;
    }
    expect(seen).toEqual(["4", "3", "2", "1", "0"]);
  });

  test("another account's messages are neither listed nor found", async () => {
    const { json } = await create();
    const other = `AC${"5".repeat(32)}`;
    provider.control.putAccount({ sid: other, authToken: "o" });
    const list = await call("GET", `/2010-04-01/Accounts/${other}/Messages.json`, undefined, `${other}:o`);
    expect(list.json.messages).toEqual([]);
    const one = await call(
      "GET",
      `/2010-04-01/Accounts/${other}/Messages/${json.sid}.json`,
      undefined,
      `${other}:o`,
    );
    expect(one).toMatchObject({ status: 404, json: { code: 20404 } });
    expect((await call("GET", `/Messages/${json.sid}.json`, undefined, `${other}:o`)).status).toBe(404);
  });

  test("a lagging list shows a message only after its time", async () => {
    provider.control.addFaults([{ kind: "list_lag", lagSeconds: 600 }]);
    await create();
    expect((await call("GET", "/Messages.json")).json.messages).toHaveLength(0);
    time = new Date(start.getTime() + 600_000);
    expect((await call("GET", "/Messages.json")).json.messages).toHaveLength(1);
  });
});

describe("updates", () => {
  test("an empty body redacts, but only once the message is finished", async () => {
    const { json } = await create();
    expect((await call("POST", `/Messages/${json.sid}.json`, { Body: "" })).status).toBe(409);
    await provider.control.deliverNow();
    expect((await call("POST", `/Messages/${json.sid}.json`, { Body: "" })).json.body).toBe("");
    expect((await call("POST", `/Messages/${json.sid}.json`, { Body: "other" })).json.code).toBe(20422);
  });

  test("a scheduled message can be canceled, a queued one cannot", async () => {
    const scheduled = await create({
      MessagingServiceSid: pool,
      From: "",
      ScheduleType: "fixed",
      SendAt: "2026-11-24T00:00:00Z",
    });
    expect(scheduled.json.status).toBe("scheduled");
    const canceled = await call("POST", `/Messages/${scheduled.json.sid}.json`, { Status: "canceled" });
    expect(canceled.json.status).toBe("canceled");
    const queued = await create();
    expect((await call("POST", `/Messages/${queued.json.sid}.json`, { Status: "canceled" })).status).toBe(
      409,
    );
  });

  test("a deleted message is gone", async () => {
    const { json } = await create();
    expect((await call("DELETE", `/Messages/${json.sid}.json`)).status).toBe(204);
    expect((await call("GET", `/Messages/${json.sid}.json`)).status).toBe(404);
  });
});
