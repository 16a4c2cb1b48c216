import { z } from "zod";

import type { Condition } from "./rules";

const DEEPEST = 8;
const MOST_PARTS = 200;
const AT_LEAST_ONE_UNIT = "a moment counted from now names days or hours";

const fact = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_.:-]{0,79}$/);
const text = z.string().max(500);
const count = z.number().min(-100_000).max(100_000);
const moment = z.union([
  z.iso.datetime({ offset: true }),
  z
    .strictObject({ days: count.optional(), hours: count.optional() })
    .refine(({ days, hours }) => days !== undefined || hours !== undefined, AT_LEAST_ONE_UNIT),
]);
const number = z.number();

const factTest = z.discriminatedUnion("is", [
  z.strictObject({ fact, is: z.enum(["eq", "ne"]), value: z.union([text, number, z.boolean()]) }),
  z.strictObject({ fact, is: z.enum(["lt", "lte", "gt", "gte"]), value: number }),
  z.strictObject({ fact, is: z.literal("in"), value: z.array(z.union([text, number])).max(200) }),
  z.strictObject({ fact, is: z.literal("contains"), value: z.union([text, number]) }),
  z.strictObject({ fact, is: z.literal("exists"), value: z.boolean() }),
  z.strictObject({ fact, is: z.enum(["before", "after"]), value: moment }),
]);

const tree: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(tree).max(MOST_PARTS) }),
    z.strictObject({ any: z.array(tree).max(MOST_PARTS) }),
    z.strictObject({ not: tree }),
    factTest,
  ]),
);

/** At most 8 levels and 200 parts, measured before the tree is walked, so that nobody's rule can exhaust the stack. */
export const conditionSchema: z.ZodType<Condition> = z
  .unknown()
  .refine(isSmall, "a condition has at most 8 levels and 200 parts")
  .pipe(tree);

function isSmall(input: unknown): boolean {
  let level: unknown[] = [input];
  let parts = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    parts += level.length;
    if (depth >= DEEPEST || parts > MOST_PARTS) return false;
    level = level.flatMap(childrenOf);
  }
  return true;
}

function childrenOf(input: unknown): unknown[] {
  if (typeof input !== "object" || input === null) return [];
  const { all, any, not } = input as { all?: unknown; any?: unknown; not?: unknown };
  return [
    ...(Array.isArray(all) ? all : []),
    ...(Array.isArray(any) ? any : []),
    ...(not === undefined ? [] : [not]),
  ];
}
