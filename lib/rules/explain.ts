import {
  type Condition,
  evaluate,
  type Facts,
  type FactTest,
  type FactValue,
  factValue,
  partsOf,
} from "./rules";

/** The same tree with, at each part, whether it holds; at each test, what the fact really was. */
export type Explanation =
  | { kind: "all" | "any" | "not"; holds: boolean; parts: Explanation[] }
  | { kind: "test"; holds: boolean; test: FactTest; actual: FactValue };

export interface Reason {
  test: FactTest;
  actual: FactValue;
  /** Whether the test itself held: under a `not`, a test that held is why the whole does not. */
  held: boolean;
}

export function explain(condition: Condition, facts: Facts): Explanation {
  const holds = evaluate(condition, facts);
  if ("fact" in condition)
    return { kind: "test", holds, test: condition, actual: factValue(facts, condition.fact) };
  const kind = "all" in condition ? "all" : "any" in condition ? "any" : "not";
  return { kind, holds, parts: partsOf(condition).map((part) => explain(part, facts)) };
}

/** The tests that decided: all that hold when it holds, those that fail when it does not. */
export function reasonsOf(explanation: Explanation): Reason[] {
  if (explanation.kind === "test") {
    return [{ test: explanation.test, actual: explanation.actual, held: explanation.holds }];
  }
  if (explanation.kind === "not") return explanation.parts.flatMap(reasonsOf);
  return explanation.parts.filter(({ holds }) => holds === explanation.holds).flatMap(reasonsOf);
}
