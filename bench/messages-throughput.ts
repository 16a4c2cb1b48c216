import type pg from "pg";

import { startSending } from "@/lib/worker/sending";

import { asFigure, asRatio, type Benchmark, interleaved, type Measured, rateOf } from "./measure";
import { allAccepted, bareLoop, messageWorld, type Prepared, planFor, prepareBare } from "./message-world";

const people = 400;
const rounds = 5;
const lateTexts = 40;

/** Texts a second through claim, gate and POST by one worker, and how long after its due time a text leaves. */
export async function messageBenchmarks(): Promise<Benchmark[]> {
  const world = await messageWorld(people);
  const { prepared, pool, url, end } = world;
  try {
    await prepareBare(pool, people);
    await throughGate(prepared, pool);
    await bareLoop(pool, url, people);
    await world.vacuum();
    const measured = await interleaved(
      rounds,
      () => throughGate(prepared, pool),
      () => bareLoop(pool, url, people),
    );
    const late = await lateness(prepared, pool, url);
    return [
      asRatio(
        "messages through the gate, one worker (beside a bare loop as owner, without row-level security)",
        0.4,
        measured,
      ),
      asFigure("from due to POST, p95", late, "ms", "well under a second"),
    ];
  } finally {
    await end();
  }
}

const failOn = (error: unknown) => {
  throw error;
};

async function throughGate(prepared: Prepared, pool: pg.Pool): Promise<Measured> {
  const ids = await planFor(prepared, people);
  const began = performance.now();
  const sending = startSending(failOn);
  await allAccepted(pool, ids);
  const measured = rateOf(people, began);
  await sending.stop();
  return measured;
}

/** An idle worker, one text at a time at odd moments, planned by somebody else: from its commit to its POST. */
async function lateness(prepared: Prepared, pool: pg.Pool, url: string): Promise<number> {
  const sending = startSending(failOn);
  const late: number[] = [];
  for (let text = 0; text < lateTexts; text += 1) {
    // Texts fall due at any point of the worker's round, as they do in life.
    await new Promise((resolve) => setTimeout(resolve, 20 + ((text * 37) % 260)));
    const [id] = await planFor(prepared, 1);
    const planned = Date.now();
    await allAccepted(pool, [id as string]);
    const posted = await postedAt(pool, url, id as string);
    late.push(posted - planned);
  }
  await sending.stop();
  late.sort((a, b) => a - b);
  return late[Math.floor(late.length * 0.95)] ?? 0;
}

async function postedAt(pool: pg.Pool, url: string, id: string): Promise<number> {
  const { rows } = await pool.query("SELECT provider_sid, to_address FROM message WHERE id = $1", [id]);
  const { messages } = (await (
    await fetch(`${url}/control/messages?to=${encodeURIComponent(rows[0].to_address)}`)
  ).json()) as {
    messages: { sid: string; receivedAtRealTime: string }[];
  };
  const found = messages.find(({ sid }) => sid === rows[0].provider_sid);
  return Date.parse(found?.receivedAtRealTime ?? "");
}
