import { fork } from "node:child_process";
import { once } from "node:events";

import { loadStarter } from "@/lib/follow-ups/starter";
import { messageContexts } from "@/lib/messages/context";
import { readyMessage } from "@/lib/messages/facts";
import { judge } from "@/lib/messages/gate";
import { gatherKnown } from "@/lib/messages/known";
import { inTransaction } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { asFigure, asRatio, type Benchmark, type Measured, middle, rateOf } from "./measure";
import {
  allAccepted,
  atOnce,
  bareLoop,
  confirmedTemplate,
  enroll,
  type MessageWorld,
  messageWorld,
  planFor,
  post,
  prepareBare,
  readyToSend,
} from "./message-world";

const people = 400;
const rounds = 2;
const verdictRounds = 20;

const numberAfter = (flag: string, args: readonly string[], otherwise: number): number =>
  Number(args.find((word) => word.startsWith(flag))?.slice(flag.length) ?? otherwise);

/**
 * Ten thousand texts due at one moment (`--crowd=N`), by one worker and by two, beside the bare loop and beside what the local provider
 * takes at most; verdicts of the gate by themselves; and how long one text of another business waits behind them (G15).
 */
export async function crowdBenchmarks(args: readonly string[]): Promise<Benchmark[]> {
  const crowd = numberAfter("--crowd=", args, 10_000);
  const world = await messageWorld(people);
  try {
    await prepareBare(world.pool, crowd);
    const seen: Record<"one" | "two" | "bare" | "ceiling", Measured[]> = {
      one: [],
      two: [],
      bare: [],
      ceiling: [],
    };
    for (let round = 0; round < rounds; round += 1) {
      await world.vacuum();
      seen.one.push(await byWorkers(1, world, crowd));
      seen.bare.push(await bareLoop(world.pool, world.url, crowd));
      await world.vacuum();
      seen.two.push(await byWorkers(2, world, crowd));
      seen.ceiling.push(await ceiling(world.url, crowd));
    }
    const [one, two, bare, most] = [
      middle(seen.one),
      middle(seen.two),
      middle(seen.bare),
      middle(seen.ceiling),
    ];
    const due = `${crowd.toLocaleString("en")} due messages`;
    return [
      asRatio(`${due}, one worker, against the bare loop`, 0.5, { ours: one, baseline: bare }),
      asRatio(`${due}, two workers, against the bare loop`, 0.5, { ours: two, baseline: bare }),
      asRatio(`${due}, one worker, against the provider's ceiling`, null, { ours: one, baseline: most }),
      asRatio(`${due}, two workers, against the provider's ceiling`, null, { ours: two, baseline: most }),
      asFigure(
        "verdicts of the gate with their texts, of facts at hand",
        await verdicts(world),
        "1/s",
        "reported",
        "higher",
      ),
      asFigure(
        `one text of another business behind ${crowd.toLocaleString("en")}, from its commit to its acceptance`,
        await behind(world, crowd),
        "ms",
        "< 5000",
      ),
    ];
  } finally {
    await world.end();
  }
}

/** Planned in one commit; from there until the provider took the last one. */
async function byWorkers(count: number, { prepared, pool }: MessageWorld, crowd: number): Promise<Measured> {
  const stop = await startWorkers(count);
  const ids = await planCrowd(prepared, crowd);
  const began = performance.now();
  await allAccepted(pool, ids);
  const measured = rateOf(crowd, began);
  await stop();
  return measured;
}

/** The product's worker, each a process of its own. */
async function startWorkers(count: number): Promise<() => Promise<void>> {
  const workers = Array.from({ length: count }, () =>
    fork("lib/worker/main.ts", {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    }),
  );
  await Promise.all(workers.map((worker) => once(worker, "message")));
  return async () => {
    await Promise.all(
      workers.map((worker) => {
        const gone = once(worker, "exit");
        worker.kill("SIGTERM");
        return gone;
      }),
    );
  };
}

const planCrowd = (prepared: MessageWorld["prepared"], crowd: number): Promise<string[]> =>
  inTransaction(prepared.tenant, async (tx) => {
    const ids: string[] = [];
    while (ids.length < crowd)
      ids.push(...(await planFor({ ...prepared, tenant: tx }, Math.min(people, crowd - ids.length))));
    return ids;
  });

/** POSTs alone, as many at once as the bare loop. */
async function ceiling(url: string, count: number): Promise<Measured> {
  let next = 0;
  const began = performance.now();
  const take = async () => {
    for (let index = next++; index < count; index = next++)
      await post(url, `+8210${40_000_000 + index}`, `홍길동님, 공개강의 신청이 확정됐어요.${index}`);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return rateOf(count, began);
}

/** Facts read once; then text and verdict of each, again and again. */
function verdicts({ prepared }: MessageWorld): Promise<number> {
  return inTransaction(prepared.tenant, async (tx) => {
    const contexts = await messageContexts(tx, await planFor({ ...prepared, tenant: tx }, people));
    const known = await gatherKnown(tx, contexts);
    const began = performance.now();
    let sent = 0;
    for (let round = 0; round < verdictRounds; round += 1)
      for (const context of contexts)
        if (judge(readyMessage(context, known, tx.now, "show").facts).outcome === "send") sent += 1;
    const { perSecond } = rateOf(contexts.length * verdictRounds, began);
    if (sent !== contexts.length * verdictRounds) throw new Error("the gate stopped a text of the benchmark");
    await tx.db.message.deleteMany({ where: { id: { in: contexts.map(({ message }) => message.id) } } });
    return perSecond;
  });
}

async function behind({ prepared, pool, lecture }: MessageWorld, crowd: number): Promise<number> {
  const tenant = await makeTenant();
  await loadStarter(tenant);
  await readyToSend(tenant, `AC${"c".repeat(32)}`);
  const enrolled = await enroll(tenant, await lecture("elsewhere", 5, tenant), 1);
  const other = { tenant, enrolled, template: await confirmedTemplate(tenant) };
  const stop = await startWorkers(1);
  const ids = await planCrowd(prepared, crowd);
  const [id] = await planFor(other, 1);
  const began = performance.now();
  await allAccepted(pool, [id as string]);
  const waited = performance.now() - began;
  await allAccepted(pool, ids);
  await stop();
  return waited;
}
