import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain, reasonsOf } from "./explain";
import { type Condition, evaluate, type Facts, type FactTest, factsIn } from "./rules";
import { conditionSchema } from "./schema";

const now = new Date("2026-11-23T05:00:00Z");
const facts: Facts = {
  now,
  visits: 3,
  trade: "카페",
  tags: ["단골", "공개강의"],
  consented: true,
  lastAttendedAt: "2026-11-01T05:00:00Z",
  nothing: null,
  empty: "",
  year: "2026",
  noSuchDay: "2026-02-30T05:00:00Z",
  offset: "2026-11-01T14:00+09:00",
  metOn: new Date("2026-11-20T05:00:00Z"),
};
const holds = (condition: Condition) => evaluate(condition, facts);

test.each<[FactTest, boolean]>([
  [{ fact: "visits", is: "eq", value: 3 }, true],
  [{ fact: "visits", is: "eq", value: "3" }, false],
  [{ fact: "visits", is: "ne", value: 3 }, false],
  [{ fact: "visits", is: "gt", value: 2 }, true],
  [{ fact: "visits", is: "gte", value: 3 }, true],
  [{ fact: "visits", is: "lt", value: 3 }, false],
  [{ fact: "visits", is: "lte", value: 3 }, true],
  [{ fact: "trade", is: "gt", value: 2 }, false],
  [{ fact: "trade", is: "in", value: ["카페", "음식점"] }, true],
  [{ fact: "trade", is: "in", value: [] }, false],
  [{ fact: "trade", is: "contains", value: "페" }, true],
  [{ fact: "tags", is: "contains", value: "단골" }, true],
  [{ fact: "tags", is: "contains", value: "단" }, false],
  [{ fact: "consented", is: "eq", value: true }, true],
  [{ fact: "nothing", is: "exists", value: true }, false],
  [{ fact: "empty", is: "exists", value: false }, true],
  [{ fact: "unheard", is: "exists", value: false }, true],
  [{ fact: "unheard", is: "eq", value: 1 }, false],
  [{ fact: "unheard", is: "ne", value: 1 }, true],
  [{ fact: "unheard", is: "lt", value: 1 }, false],
  [{ fact: "constructor", is: "exists", value: true }, false],
  [{ fact: "lastAttendedAt", is: "before", value: { days: -22 } }, false],
  [{ fact: "lastAttendedAt", is: "before", value: { days: -21 } }, true],
  [{ fact: "lastAttendedAt", is: "after", value: { days: -22, hours: -1 } }, true],
  [{ fact: "lastAttendedAt", is: "before", value: "2026-11-01T14:00:00+09:00" }, false],
  [{ fact: "trade", is: "before", value: { days: 0 } }, false],
  [{ fact: "metOn", is: "after", value: { days: -3, hours: -1 } }, true],
  [{ fact: "metOn", is: "before", value: { days: -4 } }, false],
  [{ fact: "empty", is: "ne", value: "" }, true],
  [{ fact: "empty", is: "eq", value: "" }, false],
  [{ fact: "year", is: "after", value: { days: -400 } }, false],
  [{ fact: "noSuchDay", is: "after", value: { days: -400 } }, false],
  [{ fact: "offset", is: "after", value: "2026-11-01T14:00:00+09:00" }, false],
  [{ fact: "offset", is: "after", value: "2026-11-01T13:59:59.999+09:00" }, true],
])("%j is %s", (condition, expected) => expect(holds(condition)).toBe(expected));

test("groups", () => {
  const yes: FactTest = { fact: "visits", is: "gt", value: 1 };
  const no: FactTest = { fact: "visits", is: "gt", value: 9 };
  expect(holds({ all: [yes, { not: no }] })).toBe(true);
  expect(holds({ any: [no, { all: [yes, no] }] })).toBe(false);
  expect(holds({ all: [] })).toBe(true);
  expect(holds({ any: [] })).toBe(false);
  expect(factsIn({ all: [yes, { any: [no, { fact: "trade", is: "exists", value: true }] }] })).toEqual([
    "visits",
    "trade",
  ]);
});

test("an explanation names the tests that decided", () => {
  const attended: FactTest = { fact: "lastAttendedAt", is: "after", value: { days: -30 } };
  const often: FactTest = { fact: "visits", is: "gte", value: 5 };
  const barred: FactTest = { fact: "tags", is: "contains", value: "단골" };
  expect(reasonsOf(explain({ all: [attended, often] }, facts))).toEqual([
    { test: often, actual: 3, held: false },
  ]);
  expect(reasonsOf(explain({ any: [attended, often] }, facts))).toEqual([
    { test: attended, actual: "2026-11-01T05:00:00Z", held: true },
  ]);
  expect(reasonsOf(explain({ not: barred }, facts))).toEqual([
    { test: barred, actual: ["단골", "공개강의"], held: true },
  ]);
});

describe("the schema", () => {
  const accepted = (input: unknown) => conditionSchema.safeParse(input).success;
  test("takes the language and nothing else", () => {
    expect(accepted({ all: [{ fact: "visits", is: "gt", value: 1 }, { not: { any: [] } }] })).toBe(true);
    expect(accepted({ fact: "visits", is: "gt", value: "1" })).toBe(false);
    expect(accepted({ fact: "visits", is: "gt", value: 1, sql: "1=1" })).toBe(false);
    expect(accepted({ fact: "visits", is: "like", value: "%" })).toBe(false);
    expect(accepted({ all: [], any: [] })).toBe(false);
    expect(accepted({ fact: "lastAttendedAt", is: "after", value: "yesterday" })).toBe(false);
    expect(accepted({ fact: "lastAttendedAt", is: "after", value: {} })).toBe(false);
    expect(accepted(null)).toBe(false);
  });

  test("refuses what is too deep or too wide, without walking it", () => {
    const nested = (levels: number): unknown => {
      let condition: unknown = { all: [] };
      for (let level = 1; level < levels; level += 1) condition = { not: condition };
      return condition;
    };
    expect(accepted(nested(8))).toBe(true);
    expect(accepted(nested(9))).toBe(false);
    expect(accepted(nested(100_000))).toBe(false);
    expect(accepted({ any: Array.from({ length: 200 }, () => ({ all: [] })) })).toBe(false);
  });
});

const values = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom("카페", "", "2026-11-01T05:00:00Z"),
  fc.boolean(),
);
const names = fc.constantFrom("a", "b", "c");
const tests = fc.oneof(
  fc.record({ fact: names, is: fc.constantFrom("eq", "ne"), value: values }),
  fc.record({
    fact: names,
    is: fc.constantFrom("lt", "lte", "gt", "gte"),
    value: fc.integer({ min: -5, max: 5 }),
  }),
  fc.record({ fact: names, is: fc.constant("exists"), value: fc.boolean() }),
  fc.record({
    fact: names,
    is: fc.constantFrom("before", "after"),
    value: fc.record({ days: fc.integer({ min: -50, max: 50 }) }),
  }),
) as fc.Arbitrary<FactTest>;
const conditions = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    tests,
    fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
})).tree;
const anyFacts = fc
  .dictionary(names, fc.oneof(values, fc.constant(null), fc.array(fc.string(), { maxLength: 2 })))
  .map((known): Facts => ({ ...known, now }));

test("laws: not, De Morgan, parts, explanation and evaluation agree", () => {
  fc.assert(
    fc.property(conditions, conditions, anyFacts, (a, b, known) => {
      const is = (condition: Condition) => evaluate(condition, known);
      expect(is({ not: { not: a } })).toBe(is(a));
      if ("is" in a && a.is === "eq") expect(is({ ...a, is: "ne" })).toBe(!is(a));
      expect(is({ not: { all: [a, b] } })).toBe(is({ any: [{ not: a }, { not: b }] }));
      expect(is({ all: [a, b] })).toBe(is(a) && is(b));
      expect(explain(a, known).holds).toBe(is(a));
      reasonsOf(explain(a, known));
    }),
    { numRuns: 3_000 },
  );
});

test("a condition survives being stored, and any stored thing is answered", () => {
  fc.assert(
    fc.property(conditions, anyFacts, (condition, known) => {
      const read = conditionSchema.safeParse(JSON.parse(JSON.stringify(condition)));
      if (read.success) expect(evaluate(read.data, known)).toBe(evaluate(condition, known));
    }),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(
      fc.anything({ maxDepth: 5 }),
      (input) => typeof conditionSchema.safeParse(input).success === "boolean",
    ),
    {
      numRuns: 10_000,
    },
  );
});
