import fc from "fast-check";
import { expect, test } from "vitest";
import { type Condition, evaluate, type Facts, type FactTest } from "@/lib/rules/rules";

import { builderOf, conditionOf } from "./builder";
import type { FactInfo } from "./catalogue";
import { type BuilderNode, comparisonsFor, type GroupNode, isComplete, type RowNode } from "./comparisons";

const infos: FactInfo[] = [
  { fact: "name", kind: "text", group: "person", label: "이름", always: true },
  { fact: "trade", kind: "text", group: "person", label: "업종" },
  {
    fact: "source",
    kind: "key",
    group: "person",
    label: "출처",
    options: [{ value: "a", label: "가" }],
  },
  { fact: "tags", kind: "keys", group: "sorting", label: "태그", options: [{ value: "t", label: "단골" }] },
  { fact: "visits", kind: "number", group: "attendance", label: "방문" },
  { fact: "at", kind: "moment", group: "attendance", label: "마지막" },
  { fact: "next", kind: "moment", group: "attendance", label: "다음", time: "ahead" },
  { fact: "phone", kind: "flag", group: "person", label: "번호", always: true },
];
const ground = {
  locale: "ko" as const,
  zone: "Asia/Seoul",
  facts: new Map(infos.map((info) => [info.fact, info])),
};
const group = (mode: GroupNode["mode"], ...parts: BuilderNode[]): GroupNode => ({
  kind: "group",
  mode,
  parts,
});
const row = (fact: string, compare: string, value = "", values: string[] = []) =>
  ({ kind: "row", fact, compare, value, values }) as RowNode;

test.each<[Condition, GroupNode]>([
  [{ fact: "tags", is: "contains", value: "t" }, group("all", row("tags", "has", "t"))],
  [{ not: { fact: "tags", is: "contains", value: "t" } }, group("all", row("tags", "hasNot", "t"))],
  [
    {
      all: [{ fact: "visits", is: "gte", value: 3 }, { any: [{ fact: "trade", is: "ne", value: "카페" }] }],
    },
    group("all", row("visits", "atLeast", "3"), group("any", row("trade", "isNot", "카페"))),
  ],
  [
    { fact: "at", is: "after", value: "2026-10-31T14:59:59.999Z" },
    group("all", row("at", "since", "2026-11-01")),
  ],
  [{ fact: "next", is: "before", value: { days: 7 } }, group("all", row("next", "ahead", "7"))],
  [
    {
      not: {
        any: [
          { fact: "phone", is: "eq", value: false },
          { fact: "at", is: "exists", value: false },
        ],
      },
    },
    group("none", row("phone", "no"), row("at", "unknown")),
  ],
  [
    { fact: "source", is: "in", value: ["a", "gone"] },
    group("all", row("source", "oneOf", "", ["a", "gone"])),
  ],
])("%j is shown as lines", (condition, lines) => {
  expect(builderOf(condition, ground)).toEqual(lines);
  expect(conditionOf(lines, ground).unfinished).toBe(0);
});

test("what the builder has no controls for is shown in words and kept", () => {
  const gone: Condition = { fact: "field.gone", is: "eq", value: "x" };
  const hours: Condition = { fact: "at", is: "after", value: { hours: -3 } };
  const shown = builderOf({ all: [gone, { not: hours }] }, ground);
  expect(shown.parts[0]).toEqual({
    kind: "kept",
    condition: gone,
    words: "지금은 없는 항목(field.gone)이(가) ‘x’인 고객",
  });
  expect(conditionOf(shown, ground).condition).toEqual({ all: [gone, { not: hours }] });
});

test("unfinished lines count for nothing, and are counted", () => {
  const lines = group("all", row("trade", "contains", " "), group("none", row("visits", "atLeast", "3x")));
  expect(conditionOf(lines, ground)).toEqual({ condition: { all: [] }, unfinished: 2 });
});

test("a number is read as people type it", () => {
  expect(isComplete(row("visits", "atLeast", "1,200"))).toBe(true);
  expect(isComplete(row("visits", "atLeast", "Infinity"))).toBe(false);
  expect(isComplete(row("at", "within", "2.5"))).toBe(false);
});

test("every fact offers its comparisons, none that never decides", () => {
  for (const info of infos) expect(comparisonsFor(info).length).toBeGreaterThan(1);
  expect(comparisonsFor(infos[0] as FactInfo)).not.toContain("known");
  expect(comparisonsFor(infos[6] as FactInfo)).not.toContain("within");
});

const values = fc.constantFrom<string | number | boolean>("a", "카페", "t", 0, 3, -2.5, true, false);
const moment = fc.oneof(
  fc.record({ days: fc.integer({ min: -40, max: 40 }) }),
  fc.record({ hours: fc.integer({ min: -40, max: 40 }) }),
  fc.constantFrom("2026-11-01T15:00:00.000Z", "2026-11-01T14:59:59.999Z", "2026-11-02T00:30:00+09:00"),
);
const fact = fc.constantFrom(...infos.map((info) => info.fact), "field.gone");
const number = fc.integer({ min: -3, max: 4 });
const tests = fc.oneof(
  fc.record({ fact, is: fc.constantFrom("eq", "ne"), value: values }),
  fc.record({ fact, is: fc.constantFrom("lt", "lte", "gt", "gte"), value: number }),
  fc.record({ fact, is: fc.constant("in"), value: fc.array(fc.constantFrom("a", "t", 3), { maxLength: 3 }) }),
  fc.record({ fact, is: fc.constant("contains"), value: fc.constantFrom("a", "t", 3) }),
  fc.record({ fact, is: fc.constant("exists"), value: fc.boolean() }),
  fc.record({ fact, is: fc.constantFrom("before", "after"), value: moment }),
) as fc.Arbitrary<FactTest>;
const conditions = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    tests,
    fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
})).tree;
const someFacts = fc
  .record({
    name: fc.constantFrom("a", "카페"),
    trade: fc.constantFrom("a", "카페", null),
    source: fc.constantFrom("a", "t", null),
    tags: fc.constantFrom(["t"], ["a", "t"], null),
    visits: fc.constantFrom(0, 3, null),
    at: fc.constantFrom(new Date("2026-11-01T15:00:00Z"), new Date("2026-11-20T00:00:00Z"), null),
    next: fc.constantFrom(new Date("2026-12-01T00:00:00Z"), null),
    phone: fc.boolean(),
  })
  .map((known): Facts => ({ ...known, now: new Date("2026-11-25T03:00:00Z") }));

test("opening a condition in the builder and saving it never changes what it means", () => {
  fc.assert(
    fc.property(conditions, fc.array(someFacts, { minLength: 5, maxLength: 5 }), (condition, people) => {
      const { condition: saved, unfinished } = conditionOf(builderOf(condition, ground), ground);
      expect(unfinished).toBe(0);
      for (const known of people) expect(evaluate(saved, known)).toBe(evaluate(condition, known));
    }),
    { numRuns: 3_000 },
  );
});
