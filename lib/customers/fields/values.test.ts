import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFieldValue, readNumber } from "./read-value";
import { type CustomerFieldDefinition, fieldKinds } from "./schema";
import { fieldValueWords } from "./value-words";

const field = (kind: CustomerFieldDefinition["kind"]) => ({
  kind,
  options: [
    { key: "a", label: "강남점", retired: false },
    { key: "b", label: "분당점", retired: false },
    { key: "c", label: "닫은 점", retired: true },
  ],
});
const read = (kind: CustomerFieldDefinition["kind"], typed: string | string[], before?: string | string[]) =>
  readFieldValue(field(kind), typed, before);
const value = (read: unknown) => ({ kind: "value", value: read });
const refused = (reason: string) => ({ kind: "refused", reason: `fields.value.${reason}` });

describe("what is typed into an own field", () => {
  test.each(fieldKinds)("left empty, %s has no value", (kind) => {
    expect(read(kind, "")).toEqual(value(null));
    expect(read(kind, ["", " "])).toEqual(value(null));
  });

  test("text keeps 500 characters and refuses more", () => {
    expect(read("text", " 단골 ")).toEqual(value("단골"));
    expect(read("text", "가".repeat(500))).toEqual(value("가".repeat(500)));
    expect(read("text", "가".repeat(501))).toEqual(refused("tooLong"));
  });

  test.each([
    ["1,200", 1200],
    ["-3.5", -3.5],
    ["１２", 12],
    ["0", 0],
    ["-0", 0],
    ["abc", null],
    ["1e9", null],
    ["1.2.3", null],
    ["9".repeat(16), null],
  ])("the number %s", (text, number) => expect(readNumber(text)).toBe(number));

  test("days that do not exist are refused", () => {
    expect(read("date", "2026.11.25")).toEqual(value("2026-11-25"));
    expect(read("date", "2026-02-30")).toEqual(refused("notADay"));
  });

  test("choices are their keys, in their order, each once", () => {
    expect(read("choice", "b")).toEqual(value("b"));
    expect(read("choices", ["b", "a", "b"])).toEqual(value(["a", "b"]));
    expect(read("choice", "d")).toEqual(refused("notAChoice"));
    expect(read("choices", ["a", "d"])).toEqual(refused("notAChoice"));
    expect(read("yes_no", "maybe")).toEqual(refused("notAChoice"));
  });

  test("a retired option stays where it stood and is not chosen anew", () => {
    expect(read("choice", "c")).toEqual(refused("notAChoice"));
    expect(read("choice", "c", "c")).toEqual(value("c"));
    expect(read("choices", ["a", "c"], ["c"])).toEqual(value(["a", "c"]));
  });

  test("any text is answered", () => {
    fc.assert(
      fc.property(fc.constantFrom(...fieldKinds), fc.string({ maxLength: 60 }), (kind, text) => {
        expect(["value", "refused"]).toContain(read(kind, text).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("values are said as people read them", () => {
  expect(fieldValueWords(field("choices"), ["a", "c"], "ko")).toBe("강남점, 닫은 점");
  expect(fieldValueWords(field("choice"), "b", "ko")).toBe("분당점");
  expect(fieldValueWords(field("number"), 1234.5, "ko")).toBe("1,234.5");
  expect(fieldValueWords(field("date"), "2026-11-25", "ko")).toBe("2026년 11월 25일");
  expect(fieldValueWords(field("yes_no"), "yes", "ko")).toBe("네");
  expect(fieldValueWords(field("yes_no"), "no", "en")).toBe("No");
  expect(fieldValueWords(field("text"), "yes", "en")).toBe("yes");
});
