/** The queues. A job carries ids and its tenant only; what is due lives in domain tables, not here. */
export const queues = ["events.react"] as const;
export type QueueName = (typeof queues)[number];

export const deadLetterOf = (queue: QueueName) => `${queue}.dead`;

/** The schema of the database that the queue keeps for itself. */
export const queueSchema = "pgboss";
