import { describe, expect, test } from "vitest";
import { solapi } from "@/lib/platform/channels/solapi/solapi";
import { twilio } from "@/lib/platform/channels/twilio";

import { type CountingAccount, carrierOf, textCount } from "./counting";
import { wording } from "./wording";

const korean: CountingAccount = { provider: solapi, channels: ["sms"], priority: 1, prices: {} };
const abroad: CountingAccount = { provider: twilio, channels: ["sms"], priority: 1, prices: {} };

const words = (text: string, more: Record<string, unknown> = {}) =>
  wording({ body: { class: "transactional", texts: { ko: text }, ...more } }, "ko", {
    class: "transactional",
  }) ?? expect.fail("the template cannot be read");

const people = (...names: (string | undefined)[]) =>
  names.map((이름) => ({ values: { 이름 }, country: "KR" }));

describe("at Korean carriers", () => {
  test("rows 52, 53: the range over people, and where a longer name tips it over into a long text", () => {
    const text = words(`#{이름}${"가".repeat(43)}`);
    expect(textCount(text, people("김", "홍길"), "가게", korean)).toMatchObject({
      length: { from: 88, to: 90 },
      limit: 90,
      kinds: ["sms"],
      price: { from: 20_000_000, to: 20_000_000 },
    });
    expect(textCount(text, people("홍길", "황보미"), "가게", korean)).toMatchObject({
      length: { from: 90, to: 92 },
      kinds: ["sms", "lms"],
      price: { from: 20_000_000, to: 50_000_000 },
    });
    expect(textCount(words("가".repeat(1001)), people("김"), "가게", korean)).toMatchObject({
      kinds: ["too_long"],
      price: null,
    });
  });

  test("rows 16, 55: the label of an advertisement is counted in", () => {
    const plain = textCount(words("오늘 만나요"), people("김"), "가게", korean).length.to;
    const advertising = textCount(words("오늘 할인"), people("김"), "가게", korean).length.to;
    expect(advertising - plain).toBe("(광고)가게\n".length + 4 - 2);
  });

  test("row 59: a headline makes a long text, and one of 41 bytes is too long", () => {
    const headed = (ko: string) => textCount(words("가", { subject: { ko } }), people("김"), "가게", korean);
    expect(headed("가".repeat(20))).toMatchObject({ kinds: ["lms"], subjectTooLong: false });
    expect(headed(`${"가".repeat(20)}a`)).toMatchObject({ subjectBytes: { to: 41 }, subjectTooLong: true });
  });

  test("row 60: a picture makes an MMS of it; the owner's own price counts before the list's", () => {
    const picture = words("가", { imageFileId: "0191d3c0-0000-7000-8000-000000000001" });
    const own = { ...korean, prices: { mms: 90_500_000 } };
    expect(textCount(picture, people("김"), "가게", own)).toMatchObject({
      kinds: ["mms"],
      price: { to: 90_500_000 },
    });
  });

  test("row 68: who has no value is counted with what is said instead", () => {
    const text = words("#{이름}", { fallbacks: { 이름: "고객" } });
    expect(textCount(text, people(undefined, "황보아름"), "가게", korean).length).toEqual({ from: 4, to: 8 });
  });
});

test("rows 61–67 at Twilio: segments, what they are counted in, and what no request may hold", () => {
  const count = (text: string) => textCount(words(text), people("김"), "가게", abroad);
  expect(count("a".repeat(161))).toMatchObject({ segments: { to: 2 }, encodings: ["gsm7"], kinds: ["sms"] });
  expect(count("가".repeat(71))).toMatchObject({
    length: { to: 71 },
    segments: { to: 2 },
    encodings: ["ucs2"],
  });
  expect(count("가".repeat(71)).price).toEqual({ from: 160_000_000, to: 160_000_000 });
  const long = (length: number) =>
    textCount(words("#{이름}"), people("a".repeat(length)), "가게", abroad).kinds;
  expect(long(1600)).toEqual(["sms"]);
  expect(long(1601)).toEqual(["too_long"]);
});

test("what carries it now is what routing says", () => {
  const text = words("오늘 만나요");
  expect(carrierOf(text, "KR", [abroad, korean], new Set())).toBe(korean);
  expect(carrierOf(text, "US", [abroad, korean], new Set())).toBe(abroad);
  expect(carrierOf(text, "KR", [], new Set())).toBeNull();
});
