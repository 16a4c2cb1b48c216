import { PgBoss } from "pg-boss";

import { env } from "@/lib/platform/env";
import { queueSchema } from "@/lib/platform/queues";
import { systemScope } from "@/lib/platform/tenancy";

import { doDueWork } from "./due-work";
import type { HappenedEvent } from "./happened-event";
import { longJobs } from "./long-jobs";
import { react } from "./reactions";

/** A worker without a clock of its own: for replays, simulations and tests, which move time themselves. */
export interface CalmWorker {
  /** Works on events and everything due until nothing is left to do at the present business time. */
  runUntilCalm: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Errors are thrown, not logged: a replay that hides one would report a result it did not reach. */
export async function calmWorker(): Promise<CalmWorker> {
  const boss = new PgBoss({
    connectionString: env.databaseAppUrl,
    schema: queueSchema,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: false,
    max: 2,
  });
  boss.on("error", () => {});
  await boss.start();

  const reactToAll = async (): Promise<number> => {
    const jobs = await boss.fetch<HappenedEvent>("events.react", { batchSize: 200 });
    for (const { id, data } of jobs) {
      await react(systemScope(data.tenantId), data);
      await boss.complete("events.react", id);
    }
    return jobs.length;
  };

  const doLongJobs = async (): Promise<number> => {
    let done = 0;
    for (const { queue, work } of longJobs)
      for (const { id, data } of await boss.fetch<never>(queue, { batchSize: 20 })) {
        await work(data);
        await boss.complete(queue, id);
        done += 1;
      }
    return done;
  };

  const failOn = (error: unknown) => {
    throw error;
  };

  return {
    runUntilCalm: async () => {
      while ((await reactToAll()) + (await doLongJobs()) + (await doDueWork(failOn)) > 0);
    },
    stop: () => boss.stop({ graceful: false }),
  };
}
