import fc from "fast-check";
import { test } from "vitest";
import { readEmail } from "./email-address";
import { choseongOf, readSearch } from "./formats/choseong";
import { withJosa } from "./formats/josa";
import { readMoney } from "./formats/money";
import { readName } from "./formats/names";
import { formatPhone, maskPhone } from "./formats/phone-format";
import { readPhone } from "./phone-number";

const parsers: readonly [string, (text: string) => unknown][] = [
  ["telephone number", (text) => readPhone(text, { country: "KR" })],
  ["telephone number abroad", (text) => readPhone(text, { country: "US" })],
  ["telephone format", (text) => formatPhone(text) + maskPhone(text)],
  ["e-mail address", readEmail],
  ["name", readName],
  ["amount", readMoney],
  ["search", (text) => [readSearch(text), choseongOf(text)]],
  ["particle", (text) => withJosa(text, "은/는")],
];
/** Noise, the letters that each parser knows, and very long runs of one of them. */
const known = fc.constantFrom(..."010-1234+82().@ 가나다ㅎㄱ만천원₩님씨%😀\u200b\u0000\n");
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: known, maxLength: 100 }),
  fc.tuple(known, fc.integer({ min: 1, max: 50_000 })).map(([letter, times]) => letter.repeat(times)),
);

/** G35: no input makes a parser throw. How long they take is a matter of regexes.test.ts and of capped lengths. */
test.each(parsers)("100,000 inputs: %s", { timeout: 600_000 }, (_name, parse) => {
  fc.assert(
    fc.property(texts, (text) => {
      parse(text);
    }),
    { numRuns: 100_000 },
  );
});
