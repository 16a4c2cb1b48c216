import { type JobResult, PgBoss } from "pg-boss";

import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { deadLetterOf, queueSchema } from "@/lib/platform/queues";
import { systemScope } from "@/lib/platform/tenancy";

import { askAboutReaction } from "./failed-reactions";
import type { HappenedEvent } from "./happened-event";
import { longJobs } from "./long-jobs";
import { react } from "./reactions";

const startAgainMs = 1000;
const often = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };

export interface Reacting {
  /** What a test may put in the place of the product's reactions, and how long one may take. */
  reactTo?: (event: HappenedEvent) => Promise<void>;
  secondsEach?: number;
}

/**
 * Works on what happened, and on files that are brought in and taken out. Each event succeeds or fails by itself: one that fails, hangs or
 * takes its worker along is tried again alone, with pauses, and in the end put before the owner; its neighbours are done (G14).
 * `afterwards` is called when something may have become due.
 */
export async function startReacting(
  afterwards: () => void,
  { reactTo = (event) => react(systemScope(event.tenantId), event), secondsEach = 20 }: Reacting = {},
): Promise<{ stop: () => Promise<void> }> {
  const boss = await startedQueue();
  const reacted = (id: string, event: HappenedEvent): Promise<void> =>
    inTime(reactTo(event), secondsEach).catch((error: unknown) => {
      log.error({ error, job: id, type: event.type, tenantId: event.tenantId }, "reaction");
      throw error;
    });
  await boss.work<HappenedEvent>(
    "events.react",
    { ...often, batchSize: 20, perJobResults: true },
    async (jobs) => {
      const results: JobResult[] = [];
      for (const { id, data } of jobs)
        results.push({
          id,
          status: await reacted(id, data).then(
            () => "completed" as const,
            () => "failed" as const,
          ),
        });
      afterwards();
      return results;
    },
  );
  await boss.work<HappenedEvent>(deadLetterOf("events.react"), { ...often, batchSize: 50 }, async (jobs) => {
    await boss.insert(
      "events.alone",
      jobs.map(({ data }) => ({ data })),
    );
  });
  await boss.work<HappenedEvent>(
    "events.alone",
    { ...often, batchSize: 1, localConcurrency: 2, burstWhenReadyExceeds: 1 },
    async ([job]) => {
      if (job) await reacted(job.id, job.data);
      afterwards();
    },
  );
  await boss.work<HappenedEvent>(deadLetterOf("events.alone"), { ...often, batchSize: 1 }, async ([job]) => {
    if (job) await askAboutReaction(systemScope(job.data.tenantId), job.data);
  });
  for (const { queue, work, giveUp } of longJobs) {
    const one = { ...often, batchSize: 1 };
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

/** A reaction that hangs is left to itself; the limits of a statement and of an idle transaction end what it holds. */
async function inTime(work: Promise<void>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${seconds} s`)), seconds * 1000);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
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
