import { isDeepStrictEqual } from "node:util";

import { systemScope } from "@/lib/platform/tenancy";

import type { Measurement, Times } from "./measurement";
import { measurements } from "./measurements";
import { writePlans } from "./plans";
import type { Landmarks } from "./population";
import { type Senders, senders } from "./senders";

/** What a process that measures one database is told, and what it answers. */
export interface Asked {
  round: number;
  calls: number;
  plans?: string;
}
export type Answered = Record<string, Times>;

// A database to a process: the product's pool belongs to one. DATABASE_URL and DATABASE_APP_URL name it.
const landmarks = JSON.parse(process.argv[2] ?? "") as Landmarks;
const [ownerUrl, appUrl] = [process.env["DATABASE_URL"] ?? "", process.env["DATABASE_APP_URL"] ?? ""];
const scope = systemScope(landmarks.tenantId);
const [all, by] = await Promise.all([
  measurements(scope, ownerUrl, landmarks),
  senders({ ownerUrl, appUrl }, landmarks.tenantId),
]);

process.on("message", async ({ round, calls, plans }: Asked) => {
  const answer: Answered = {};
  for (const one of all) {
    if (round === 0) await sameAnswers(one, by);
    await warmedUp(one, by);
    answer[one.name] = await taken(one, by, calls);
  }
  if (plans) await writePlans(plans, all, { ownerUrl, tenantId: landmarks.tenantId });
  process.send?.(answer);
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");

async function sameAnswers(
  { name, inputs, verb, sql, bare, told, bareFits }: Measurement,
  { secured, bare: owner }: Senders,
) {
  for (let input = 0; input < inputs; input += 1) {
    // Each measurement tells its own verb's answer; what kind it is only the measurement knows.
    const answer = (await verb(input)) as never;
    const known = told.verb(answer);
    const same = (rows: never[]) => isDeepStrictEqual(told.sql(rows), known);
    for (const [rows, fits] of [
      [await secured(sql(input)), same],
      [await owner((bare ?? sql)(input)), bareFits ? (rows: never[]) => bareFits(answer, rows) : same],
    ] as const)
      if (!fits(rows))
        throw new Error(`${name}, input ${input}: the verb says ${short(known)}, the SQL ${short(rows)}`);
  }
}

const short = (answer: unknown) => JSON.stringify(answer).slice(0, 500);

const warmUpMs = 1_000;

/**
 * The other database was measured meanwhile: connections were closed, V8 has thrown away what it had compiled. A server that people
 * work with has both ready, so each way is called for a while before it counts.
 */
async function warmedUp(one: Measurement, by: Senders) {
  const until = performance.now() + warmUpMs;
  do await taken(one, by, 3);
  while (performance.now() < until);
}

/** One call of each way in turn, so that a busy moment of the machine meets all three. */
async function taken({ inputs, verb, sql, bare }: Measurement, by: Senders, calls: number): Promise<Times> {
  const times: Times = { verb: [], sql: [], bare: [] };
  for (let call = 0; call < calls; call += 1) {
    const input = call % inputs;
    times.verb.push(await timed(() => verb(input)));
    times.sql.push(await timed(() => by.secured(sql(input))));
    times.bare.push(await timed(() => by.bare((bare ?? sql)(input))));
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
