import pg from "pg";
import { PgBoss } from "pg-boss";

import { deadLetterOf, expiry, queueSchema, queues, retries } from "./queues";

/**
 * Creates or migrates the queue's own schema as the database owner, and lets the application role work in it. Makes the
 * months of the event table that come next, and lets the backup read them.
 * Called after the migrations, before any process starts. Safe to repeat and to run twice at once.
 */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on("error", () => {});
  await boss.start();
  for (const queue of queues) {
    await boss.createQueue(deadLetterOf(queue));
    const kept = {
      retryLimit: retries[queue],
      retryBackoff: true,
      retryDelayMax: 300,
      heartbeatSeconds: 10,
      expireInSeconds: expiry[queue],
      notify: true,
      deadLetter: deadLetterOf(queue),
      deleteAfterSeconds: 24 * 3600,
    };
    await boss.createQueue(queue, kept);
    // One that an earlier version made.
    await boss.updateQueue(queue, kept);
  }
  await boss.stop({ graceful: false });

  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA ${queueSchema} TO dangol_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queueSchema} TO dangol_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO dangol_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO dangol_app;
      SELECT ensure_event_partitions(24);
      GRANT SELECT ON ALL TABLES IN SCHEMA public TO dangol_backup;`);
  } finally {
    await client.end();
  }
}
