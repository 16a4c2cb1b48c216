import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { asFigure, asTime, type Benchmark } from "../measure";
import type { Times } from "./measurement";
import type { Wish } from "./population";
import { fiftyName, fiveThousandName } from "./timelines";
import { loadedWorld } from "./worlds";

const calls = 20;
const seed = 20_261_125;

/**
 * Questions about 100,000 customers of one tenant among a thousand tenants: the product's verbs against SQL written by hand,
 * and against themselves where the tenant is alone. `--customers=5000` makes everything smaller, in proportion; `--rounds=5` measures
 * longer; `--plans` writes how Postgres answers into bench/customers/plans.
 */
export async function customerBenchmarks(args: string[]): Promise<Benchmark[]> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: {
      customers: { type: "string", default: "100000" },
      rounds: { type: "string", default: "3" },
      plans: { type: "boolean", default: false },
    },
  });
  const [measured, rounds] = [Number(values.customers), Number(values.rounds)];
  if (!Number.isInteger(measured) || measured < 2_000) throw new Error("--customers: at least 2000");
  const until = new Date(new Date().toISOString().slice(0, 10));
  const many: Wish = {
    seed,
    measured,
    others: Math.min(999, Math.ceil(measured / 100)),
    elsewhere: 9 * measured,
    until,
  };
  const folder = path.join(import.meta.dirname, "plans");
  if (values.plans) mkdirSync(folder, { recursive: true });
  const [among, alone] = [await loadedWorld(many), await loadedWorld({ ...many, others: 0, elsewhere: 0 })];
  try {
    const seen: Record<"among" | "alone", Record<string, Times[]>> = { among: {}, alone: {} };
    for (let round = 0; round < rounds; round += 1) {
      const plans = values.plans && round === 0 ? { plans: folder } : {};
      for (const [place, world, more] of [
        ["among", among, plans],
        ["alone", alone, {}],
      ] as const)
        for (const [name, times] of Object.entries(await world.measure({ round, calls, ...more })))
          seen[place][name] = [...(seen[place][name] ?? []), times];
    }
    return [
      asFigure(`customers: ${total(among.loaded.counts)} rows loaded`, among.seconds, "s", "<= 300"),
      ...Object.keys(seen.among).flatMap((name) =>
        told(name, seen.among[name] ?? [], seen.alone[name] ?? []),
      ),
      stories(seen.among),
    ];
  } finally {
    await among.end();
    await alone.end();
  }
}

const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Every call of one way, over all rounds. */
const all = (times: Times[], way: keyof Times) => times.flatMap((one) => one[way]);

function told(name: string, among: Times[], alone: Times[]): Benchmark[] {
  const verb = all(among, "verb");
  return [
    asTime(`${name}: against SQL by hand`, verb, all(among, "sql"), "<= 1.5"),
    asTime(`${name}: against SQL by hand without row-level security`, verb, all(among, "bare"), "reported"),
    asTime(`${name}: against one tenant alone`, verb, all(alone, "verb"), "<= 1.3"),
  ];
}

const stories = (seen: Record<string, Times[]>) =>
  asTime(
    "timeline: first page of 5,000 entries against 50",
    all(seen[fiveThousandName] ?? [], "verb"),
    all(seen[fiftyName] ?? [], "verb"),
    "<= 1.5",
  );
