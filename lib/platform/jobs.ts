import { fromPrisma, PgBoss } from "pg-boss";

import { env } from "./env";
import { type QueueName, queueSchema } from "./queues";
import type { Tx } from "./tenancy";

const kept = globalThis as unknown as { dangolBoss?: Promise<PgBoss> };

/** One sender per process: it neither supervises nor schedules, the worker does. */
function sender(): Promise<PgBoss> {
  kept.dangolBoss ??= startSender().catch((error: unknown) => {
    kept.dangolBoss = undefined;
    throw error;
  });
  return kept.dangolBoss;
}

/**
 * On a connection of its own: it starts inside the first transaction that needs it, and when all connections of the pool are
 * held by transactions that wait for it, a shared one would never come.
 */
async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env.databaseAppUrl,
    max: 1,
    schema: queueSchema,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {});
  await boss.start();
  return boss;
}

/** Puts jobs into the queue inside the transaction of the change that causes them: a rollback takes them back. */
export async function enqueue(tx: Tx, queue: QueueName, payloads: readonly object[]): Promise<void> {
  const boss = await sender();
  await boss.insert(
    queue,
    payloads.map((data) => ({ data })),
    { db: fromPrisma(tx.db) },
  );
}

/** Ends this process's sender; for scripts and tests that must exit. */
export async function closeQueue(): Promise<void> {
  const boss = await kept.dangolBoss;
  kept.dangolBoss = undefined;
  await boss?.stop({ graceful: false });
}
