import { databasePool } from "./database/pool";
import { keyedHash } from "./secrets";

/** At most `atMost` times in `seconds`. The name separates what is counted. */
export interface RateLimit {
  name: string;
  atMost: number;
  seconds: number;
}

export interface Counted {
  allowed: boolean;
  retryAfterSeconds: number;
}

const oneInSweeps = 200;

/** One statement, so that tries at once are counted one after the other, and the count outlives a rollback of its cause. */
const count = `
  INSERT INTO rate_limit AS known (bucket, window_start, count) VALUES ($1, clock_timestamp(), 1)
  ON CONFLICT (bucket) DO UPDATE SET
    count = CASE WHEN known.window_start <= clock_timestamp() - make_interval(secs => $2::float8) THEN 1 ELSE known.count + 1 END,
    window_start = CASE WHEN known.window_start <= clock_timestamp() - make_interval(secs => $2::float8)
                   THEN clock_timestamp() ELSE known.window_start END
  RETURNING count, ceil($2::float8 - extract(epoch FROM clock_timestamp() - window_start))::int AS left`;

/**
 * Counts one try of `subject` (an address, an account, a device: stored only as a keyed hash) against a limit shared by
 * all processes. Windows are measured by the database's real clock, whatever business time says.
 */
export async function countTry(limit: RateLimit, subject: string): Promise<Counted> {
  if (Math.random() * oneInSweeps < 1) await sweep();
  const { rows } = await databasePool().query<{ count: number; left: number }>(count, [
    bucketOf(limit, subject),
    limit.seconds,
  ]);
  const counted = rows[0] as { count: number; left: number };
  return { allowed: counted.count <= limit.atMost, retryAfterSeconds: Math.max(1, counted.left) };
}

/** Forgets the tries of a subject: it has shown that it is who it says. */
export async function forgiveTries(limit: RateLimit, subject: string): Promise<void> {
  await databasePool().query("DELETE FROM rate_limit WHERE bucket = $1", [bucketOf(limit, subject)]);
}

const bucketOf = (limit: RateLimit, subject: string) => keyedHash(`rate-limit ${limit.name}`, subject);

const sweep = () =>
  databasePool().query("DELETE FROM rate_limit WHERE window_start < clock_timestamp() - interval '1 day'");
