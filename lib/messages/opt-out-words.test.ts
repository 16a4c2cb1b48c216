import fc from "fast-check";
import { expect, test } from "vitest";
import { readInbound } from "./opt-out-words";

test.each([
  "Stop",
  "STOP.",
  " stop ",
  "STOPALL",
  "UNSUBSCRIBE",
  "cancel",
  "End",
  "QUIT",
  "revoke",
  "opt out",
  "ＳＴＯＰ",
  "Stop!!",
])("row 35: %s stops everything at once", (text) =>
  expect(readInbound(text)).toEqual({ kind: "stop", scope: "all", review: false }),
);

test.each([
  "please stop",
  "Please stop texting me",
  "stop it",
  "unsubscribe me please",
  "don't text me",
  "ok stop",
  "take me off your list",
])("row 35: %s stops everything and is looked at", (text) =>
  expect(readInbound(text)).toEqual({ kind: "stop", scope: "all", review: true }),
);

test.each(["수신거부", "거부", "그만", "문자 그만", "안 받을래요", "광고 거부", "수신 거부!", "차단"])(
  "%s stops advertising at once",
  (text) => expect(readInbound(text)).toEqual({ kind: "stop", scope: "advertising", review: false }),
);

test.each([
  "이제 문자 좀 그만 보내주세요",
  "광고는 안 받을게요",
  "문자 보내지 마세요",
  "이런 거 받고 싶지 않아요",
  "스팸 신고합니다",
])("%s stops advertising and is looked at", (text) =>
  expect(readInbound(text)).toEqual({ kind: "stop", scope: "advertising", review: true }),
);

test.each(["START", "unstop", "Yes"])("%s starts again", (text) =>
  expect(readInbound(text)).toEqual({ kind: "start", review: false }),
);

test("help, and consent by answer goes past a person", () => {
  expect(readInbound("HELP")).toEqual({ kind: "help" });
  expect(readInbound("info?")).toEqual({ kind: "help" });
  expect(readInbound("수신동의")).toEqual({ kind: "start", review: true });
});

test.each([
  "",
  "네",
  "내일 취소할게요",
  "I will stop by tomorrow",
  "Can I cancel my class on Friday?",
  "주차 되나요?",
  "2명 갑니다",
  "그만큼 좋았어요",
])("%s is an answer for a person", (text) => expect(readInbound(text)).toEqual({ kind: "other" }));

test("any text is answered; a stop word alone is always heard", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom("STOP", "수신거부"),
      (text, word) => {
        readInbound(text);
        return readInbound(` ${word}. `).kind === "stop";
      },
    ),
    { numRuns: 10_000 },
  );
});
