import { watchSending } from "@/lib/alerts/heartbeat";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/log";

import { askProviders, doRecords, type OnError } from "./due-work";
import { startReacting } from "./reacting";
import { startRounds } from "./rounds";
import { startSending } from "./sending";

const recordsPauseMs = 500;
const questionsPauseMs = 1000;
const watchPauseMs = 60_000;

const onError: OnError = (error, at) => log.error({ error, ...at }, "due work");
const onRoundError = (error: unknown) => log.error({ error }, "round");

const sending = startSending(onError);
const records = startRounds(async () => (await doRecords(onError)) > 0, {
  pauseMs: recordsPauseMs,
  onError: onRoundError,
});
const questions = startRounds(async () => (await askProviders(onError)) > 0, {
  pauseMs: questionsPauseMs,
  onError: onRoundError,
});
const watching = startRounds(() => watchSending().then(() => false), {
  pauseMs: watchPauseMs,
  onError: onRoundError,
});
const reacting = startReacting(() => sending.wake());

let stopping = false;

/** Takes nothing new, finishes what is under way, ends. What does not end in time is taken over when its lease is over. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const reactor = await Promise.race([reacting, Promise.resolve(null)]);
  await Promise.all([sending.stop(), records.stop(), questions.stop(), watching.stop(), reactor?.stop()]);
  await closeQueue();
  await closeDatabase();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// Whoever started us is gone: end calmly instead of living on as an orphan.
process.on("disconnect", stop);

await reacting;
process.send?.("ready");
log.info("worker ready");
