import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo, resetClock } from "@/lib/platform/testing/tenant";
import { type Condition, evaluate, type Facts, type FactTest, partsOf } from "@/lib/rules/rules";

import { staticFacts } from "./catalogue";
import { compileCondition } from "./compile";
import { factsOf } from "./facts";
import { answerKeys, type RandomBusiness, randomBusiness } from "./testing/random-business";
import { type World, worldOf } from "./world";

const customers = 80;
let tenant: TenantScope;
let business: RandomBusiness;
let world: World;
let known: Map<string, Facts>;

beforeAll(async () => {
  await moveClockTo("2026-11-25T03:00:00Z");
  tenant = await makeTenant({ zone: "Asia/Seoul" });
  business = await randomBusiness(tenant, { customers, seed: 20_261_125 });
  // Somebody else's customers must never be counted.
  await randomBusiness(await makeTenant(), { customers: 5, seed: 7 });
  world = await worldOf(tenant, [
    { fact: "consent.refused", is: "exists", value: true },
    { fact: "field.any", is: "exists", value: true },
  ]);
  known = await factsOf(tenant, business.customers);
});

afterAll(resetClock);

const isOneOf = <T extends string>(...names: T[]) => fc.constantFrom(...names);

/** Trees over every fact, every operator, and values that somebody has, that nobody has, or of another type. */
function trees(): fc.Arbitrary<Condition> {
  const facts = [
    ...staticFacts.map(({ fact }) => fact),
    ...Object.values(business.fields).map((id) => `field.${id}`),
    ...answerKeys.map((key) => `answer.${key}`),
    "field.00000000-0000-4000-8000-000000000000",
    "answer.never",
    "unheard",
    "constructor",
  ];
  const tests = fc.constantFrom(...facts).chain(testsOf);
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: tests },
      { weight: 1, arbitrary: fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie("tree") }) },
    ),
  })).tree;
}

const strange = [
  "",
  "영",
  "KIM",
  "écol",
  "σΑς",
  "i̇p",
  "카페",
  "a",
  "given",
  "1",
  "%",
  "_",
  "\u0000",
  "\ud83d",
];

function testsOf(fact: string): fc.Arbitrary<FactTest> {
  const had = [...known.values()].flatMap((facts) => (Object.hasOwn(facts, fact) ? facts[fact] : null) ?? []);
  const among = <T extends string | number>(values: unknown[], others: T[]) => {
    const own = [...new Set(values)] as T[];
    return fc.oneof(fc.constantFrom(...others), fc.constantFrom(...(own.length > 0 ? own : others)));
  };
  const texts = had.filter((one) => typeof one === "string");
  const text = among(texts, [...strange, ...texts.map((one) => one.slice(1, 9).toUpperCase())]);
  const number = among(
    had.filter((one) => typeof one === "number"),
    [-1, 0, 0.5, 1, 2, 50, 1e300],
  );
  const time = among(
    had.flatMap((one) => (one instanceof Date ? new Date(one.getTime()).toISOString() : [])),
    ["2026-11-20T05:00:00Z", "2026-11-20T14:00:00.001+09:00", "0000-01-01T00:00:00Z"],
  );
  const days = fc.oneof(
    fc.integer({ min: -60, max: 20 }),
    fc.constantFrom(-1.00000001, 0, -29.9999999, 1e5, -1e5),
  );
  const moment = fc.oneof(time, fc.record({ days }), fc.record({ hours: fc.integer({ min: -80, max: 80 }) }));
  const part = fc.oneof(text, number);
  return fc.oneof(
    fc.record({ fact: fc.constant(fact), is: isOneOf("eq", "ne"), value: fc.oneof(part, fc.boolean()) }),
    fc.record({ fact: fc.constant(fact), is: isOneOf("lt", "lte", "gt", "gte"), value: number }),
    fc.record({ fact: fc.constant(fact), is: isOneOf("in"), value: fc.array(part, { maxLength: 6 }) }),
    fc.record({ fact: fc.constant(fact), is: isOneOf("contains"), value: part }),
    fc.record({ fact: fc.constant(fact), is: isOneOf("exists"), value: fc.boolean() }),
    fc.record({ fact: fc.constant(fact), is: isOneOf("before", "after"), value: moment }),
  );
}

const found = (compiled: Prisma.Sql) =>
  inTransaction(tenant, async (tx) => {
    const rows = await tx.db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT c.id FROM customer c
      WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.erased_at IS NULL AND ${compiled} ORDER BY c.id`);
    return rows.map(({ id }) => id);
  });

const holdsFor = (condition: Condition) =>
  [...known].flatMap(([id, facts]) => (evaluate(condition, facts) ? id : [])).sort();

test("each single test of each fact: SQL and the evaluator agree", async () => {
  const single = fc.sample(trees(), { seed: 1, numRuns: 6_000 }).filter((tree) => "fact" in tree);
  const counts = new Set<string>();
  let hits = 0;
  for (const condition of single.slice(0, 1_500)) {
    const expected = holdsFor(condition);
    expect(await found(compileCondition(condition, world)), JSON.stringify(condition)).toEqual(expected);
    counts.add(`${condition.fact} ${condition.is}`);
    if (expected.length > 0 && expected.length < customers) hits += 1;
  }
  // The data must be able to tell: many tests hold for some and not for others, and every fact met every operator.
  expect(hits).toBeGreaterThan(300);
  expect(counts.size).toBeGreaterThan(300);
}, 120_000);

test("trees: SQL and the evaluator agree", async () => {
  await fc.assert(
    fc.asyncProperty(trees(), async (condition) => {
      expect(await found(compileCondition(condition, world))).toEqual(holdsFor(condition));
    }),
    { numRuns: 500, seed: 2 },
  );
}, 120_000);

test("several tests of attendance that must all hold: one reading, and SQL and the evaluator agree", async () => {
  const marks = fc
    .constantFrom("attendance.attended", "attendance.absent", "attendance.lastAt", "customer.name")
    .chain(testsOf);
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(marks, { minLength: 2, maxLength: 4 }), async (all) => {
      const expected = holdsFor({ all });
      expect(await found(compileCondition({ all }, world))).toEqual(expected);
      if (expected.length > 0 && expected.length < customers) hits += 1;
    }),
    { numRuns: 400, seed: 3 },
  );
  expect(hits).toBeGreaterThan(20);
  const twice = compileCondition(
    {
      all: [
        { fact: "attendance.attended", is: "gte", value: 2 },
        { fact: "attendance.lastAt", is: "before", value: { days: -3 } },
      ],
    },
    world,
  );
  expect(twice.sql.match(/FROM attendance/g)).toHaveLength(1);
}, 60_000);

test("rows are counted only where it matters how many there are: SQL and the evaluator agree at every bound", async () => {
  const number = { fact: "enrollment.count" } as const;
  const bounds = [-1, 0, 0.5, 1, 1.5, 2, 3];
  const isGrouped = async (test: FactTest) => {
    const compiled = compileCondition(test, world);
    expect(await found(compiled), JSON.stringify(test)).toEqual(holdsFor(test));
    return compiled.sql.includes("GROUP BY");
  };
  const grouped = async (is: "eq" | "ne" | "lt" | "lte" | "gt" | "gte") => {
    const asked = await Promise.all(bounds.map((value) => isGrouped({ ...number, is, value })));
    return bounds.filter((_, place) => asked[place]);
  };
  expect([await grouped("eq"), await grouped("ne")]).toEqual([
    [1, 1.5, 2, 3],
    [1, 1.5, 2, 3],
  ]);
  expect([await grouped("lte"), await grouped("gt")]).toEqual([
    [1, 1.5, 2, 3],
    [1, 1.5, 2, 3],
  ]);
  expect([await grouped("lt"), await grouped("gte")]).toEqual([
    [1.5, 2, 3],
    [1.5, 2, 3],
  ]);
  // The data tells one from two: a bound taken wrongly is seen.
  const people = await Promise.all(
    [1, 2].map((value) => found(compileCondition({ ...number, is: "gte", value }, world))),
  );
  expect(people[1]?.length).toBeGreaterThan(0);
  expect(people[0]?.length).toBeGreaterThan(people[1]?.length ?? 0);
});

/** The tree as a compiler with one mistake would read it. */
const mistaken = (condition: Condition, wrong: (test: FactTest) => FactTest): Condition => {
  if ("fact" in condition) return wrong(condition);
  const parts = partsOf(condition).map((part) => mistaken(part, wrong));
  if ("not" in condition) return { not: parts[0] as Condition };
  return "all" in condition ? { all: parts } : { any: parts };
};

test.each<[string, (test: FactTest) => FactTest]>([
  ["gt as gte", (one) => (one.is === "gt" ? { ...one, is: "gte" } : one)],
  ["lte as lt", (one) => (one.is === "lte" ? { ...one, is: "lt" } : one)],
  ["ne as eq", (one) => (one.is === "ne" ? { ...one, is: "eq" } : one)],
  ["after as before", (one) => (one.is === "after" ? { ...one, is: "before" } : one)],
  ["exists without its value", (one) => (one.is === "exists" ? { ...one, value: true } : one)],
  [
    "in with its first value only",
    (one) => (one.is === "in" ? { ...one, value: one.value.slice(0, 1) } : one),
  ],
])(
  "control: a compiler that takes %s is caught",
  async (_name, wrong) => {
    const seen = await fc.check(
      fc.asyncProperty(trees(), async (condition) => {
        expect(await found(compileCondition(mistaken(condition, wrong), world))).toEqual(holdsFor(condition));
      }),
      { numRuns: 500, seed: 2, endOnFailure: true },
    );
    expect(seen.failed).toBe(true);
  },
  60_000,
);
