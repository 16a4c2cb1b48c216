import { beat, endBeat } from "@/lib/alerts/heartbeat";
import { newId } from "@/lib/platform/ids";

const everyMs = 20_000;

/** Says that this worker lives, now and then, for whoever watches from outside. */
export function signsOfLife() {
  const workerId = newId();
  let given = Number.NEGATIVE_INFINITY;
  return {
    async give(): Promise<void> {
      if (performance.now() - given < everyMs) return;
      await beat(workerId);
      given = performance.now();
    },
    /** Without a database to say it to, the last sign simply grows old. */
    end: () => endBeat(workerId).catch(() => {}),
  };
}
