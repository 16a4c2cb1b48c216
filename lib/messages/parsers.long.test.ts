import fc from "fast-check";
import { test } from "vitest";
import { advertisingProblems, withLabel, withLabelInSubject } from "./advertising-label";
import { replaceUnsupported, unsupportedCharacters } from "./korean-characters";
import { classOf } from "./message-class";
import { readInbound } from "./opt-out-words";
import { fill, templateProblems, variablesOf } from "./template";
import { costlyCharacters, koreanLength, segmentsOf } from "./text-length";

const senderName = "홍길동마케팅연구소";
const parsers: readonly [string, (text: string) => unknown][] = [
  ["inbound wish", readInbound],
  ["template", (text) => [fill(text, { 이름: text }), templateProblems(text, []), variablesOf(text)]],
  ["message class", (text) => classOf("transactional", text)],
  [
    "label",
    (text) => [
      advertisingProblems({ body: withLabel(text, senderName), subject: text, senderName }),
      withLabelInSubject(text),
    ],
  ],
  ["length", (text) => [koreanLength(text, text), segmentsOf(text), costlyCharacters(text)]],
  ["characters", (text) => [unsupportedCharacters(text), replaceUnsupported(text)]],
];
const known = fc.constantFrom(
  ..."#{}이름:은/는(광고)무료수신거부080-쿠폰할인stop \n[]₩1,😀",
  "(광고)",
  "#{",
  "please stop ",
  "무료 수신 거부 ",
);
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: known, maxLength: 100 }),
  fc.tuple(known, fc.integer({ min: 1, max: 5_000 })).map(([letter, times]) => letter.repeat(times)),
);

/** G35: no input makes a parser throw. */
test.each(parsers)("100,000 inputs: %s", { timeout: 600_000 }, (_name, parse) => {
  fc.assert(
    fc.property(texts, (text) => {
      parse(text);
    }),
    { numRuns: 100_000 },
  );
});
