import { type JobResult, PgBoss } from "pg-boss";

import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { deadLetterOf, queueSchema } from "@/lib/platform/queues";
import { systemScope } from "@/lib/platform/tenancy";

import { longJobs } from "./long-jobs";
import { type HappenedEvent, react } from "./reactions";

const startAgainMs = 1000;

/**
 * Works on what happened, and on files that are brought in and taken out. Each event succeeds or fails by itself: one that always fails is tried again with pauses and
 * ends among the dead letters, its neighbours are done. `afterwards` is called when something may have become due.
 */
export async function startReacting(afterwards: () => void): Promise<{ stop: () => Promise<void> }> {
  const boss = await startedQueue();
  await boss.work<HappenedEvent>(
    "events.react",
    { batchSize: 20, perJobResults: true, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
    async (jobs) => {
      const results: JobResult[] = [];
      for (const { id, data } of jobs) results.push({ id, status: await reacted(id, data) });
      afterwards();
      return results;
    },
  );
  for (const { queue, work, giveUp } of longJobs) {
    const one = { batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };
    await boss.work<never>(queue, one, async ([job]) => {
      if (!job) return;
      await work(job.data).catch((error: unknown) => {
        log.error({ error, job: job.id, queue }, "long job");
        throw error;
      });
    });
    await boss.work<never>(deadLetterOf(queue), one, async ([job]) => {
      if (job) await giveUp(job.data);
    });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 8000 }) };
}

async function reacted(id: string, event: HappenedEvent): Promise<"completed" | "failed"> {
  try {
    await react(systemScope(event.tenantId), event);
    return "completed";
  } catch (error) {
    log.error({ error, job: id, type: event.type, tenantId: event.tenantId }, "reaction");
    return "failed";
  }
}

/** The queue's own connections; waits for a database that is not there yet. */
async function startedQueue(): Promise<PgBoss> {
  for (;;) {
    const boss = new PgBoss({
      connectionString: env.databaseAppUrl,
      schema: queueSchema,
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: true,
      superviseIntervalSeconds: 2,
      monitorIntervalSeconds: 2,
      useListenNotify: true,
      max: 4,
    });
    boss.on("error", (error) => log.error({ error }, "queue"));
    try {
      await boss.start();
      return boss;
    } catch (error) {
      log.error({ error }, "queue does not start");
      await boss.stop({ graceful: false }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, startAgainMs));
    }
  }
}
