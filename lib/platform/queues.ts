/** The queues. A job carries ids and its tenant only; what is due lives in domain tables, not here. */
export const queues = ["events.react", "events.alone", "imports.work", "exports.work"] as const;
export type QueueName = (typeof queues)[number];

/** How long a job may take before another worker tries it. Seconds; a worker that died is noticed by its heartbeat. */
export const expiry: Record<QueueName, number> = {
  "events.react": 120,
  "events.alone": 30,
  "imports.work": 3600,
  "exports.work": 4 * 3600,
};

/**
 * How often a job is tried again before it counts as dead. An event has one try among others; what failed there, or was in the same
 * batch as one that took its worker along, is tried again by itself (G14). For the long ones somebody waits before the screen: what is
 * dead is told there within a minute, and can be begun anew by hand.
 */
export const retries: Record<QueueName, number> = {
  "events.react": 0,
  "events.alone": 8,
  "imports.work": 3,
  "exports.work": 3,
};

export const deadLetterOf = (queue: QueueName) => `${queue}.dead`;

/** The schema of the database that the queue keeps for itself. */
export const queueSchema = "pgboss";
