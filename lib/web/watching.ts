import { after } from "next/server";
import { watchSending } from "@/lib/alerts/heartbeat";
import { log } from "@/lib/platform/log";

const everyMs = 60_000;
/** A process that has just begun leaves the worker time to begin too. */
const firstAfterMs = 180_000;
let lookedAt = performance.now() + firstAfterMs - everyMs;

/**
 * Looks after this answer whether sending stands still, at most once a minute in each process. The worker looks too, but cannot tell
 * that it is dead: whoever asks the web for anything, a person or the load balancer, lets it look.
 */
export function watchAfterwards(): void {
  if (performance.now() - lookedAt < everyMs) return;
  lookedAt = performance.now();
  after(() => watchSending().catch((error: unknown) => log.error({ error }, "sending not watched")));
}
