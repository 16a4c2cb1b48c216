import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { messagesOf } from "./messages";
import { argumentsOf, disparities, flatMessages, type MessageTree } from "./parity-check";

const ko = messagesOf("ko") as MessageTree;
const en = messagesOf("en") as MessageTree;
const filesOf = (locale: string) => readdirSync(join(import.meta.dirname, "messages", locale)).sort();

describe("Korean and English", () => {
  test("have the same keys with the same arguments", () => {
    expect(disparities(ko, en)).toEqual([]);
  });

  test("have the same files, and each is loaded under its own namespace", () => {
    expect(filesOf("en")).toEqual(filesOf("ko"));
    const namespaces = filesOf("ko").map((file) =>
      file.replace(".json", "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    );
    expect(Object.keys(ko).sort()).toEqual(namespaces.sort());
  });

  test("say nothing empty", () => {
    for (const tree of [ko, en]) {
      expect([...flatMessages(tree)].filter(([, words]) => words.trim() === "")).toEqual([]);
    }
  });

  test("English has Korean only in quotes or brackets, as the name of something", () => {
    const named = /\([^)]*\)|'[^']*'|“[^”]*”|‘[^’]*’/g;
    const leftovers = [...flatMessages(en)].filter(
      ([key, words]) => /[가-힣]/.test(words.replace(named, "")) && key !== "common.language.ko",
    );
    expect(leftovers).toEqual([]);
  });
});

describe("the check itself", () => {
  test("sees a missing key on either side", () => {
    expect(disparities({ a: { b: "하나" } }, {})).toEqual(["en lacks a.b"]);
    expect(disparities({}, { a: "one" })).toEqual(["ko lacks a"]);
  });

  test("sees a differing argument, also inside a plural", () => {
    expect(disparities({ a: "{name} 님" }, { a: "Hello" })).toEqual(["a: ko needs [name], en needs []"]);
    expect(disparities({ a: "{n}명" }, { a: "{n, plural, one {# of {total}} other {#}}" })).toEqual([
      "a: ko needs [n], en needs [n, total]",
    ]);
    expect(disparities({ a: "{n}명" }, { a: "{n, plural, one {# person} other {# people}}" })).toEqual([]);
  });

  test("refuses words that are not a valid message", () => {
    expect(() => argumentsOf("{name")).toThrow();
  });
});
