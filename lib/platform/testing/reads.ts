import type { Tx } from "../tenancy";

export interface Reads {
  /** Rows read in tables, in order or by an index. */
  rows: number;
  /** Entries read in indexes. */
  entries: number;
  /** Names of the indexes in which was looked. */
  indexes: string[];
}

interface Counter {
  name: string;
  isIndex: boolean;
  scans: number;
  returned: number;
  fetched: number;
}

/**
 * What the work of a transaction reads, by the server's own counters of it: EXPLAIN would show another query than the
 * function's own, and the counters that all share are told late.
 */
export async function readsOf(tx: Tx, work: () => Promise<unknown>): Promise<Reads> {
  const before = new Map((await counters(tx)).map((counter) => [counter.name, counter]));
  await work();
  const reads: Reads = { rows: 0, entries: 0, indexes: [] };
  for (const { name, isIndex, scans, returned, fetched } of await counters(tx)) {
    const earlier = before.get(name);
    if (!isIndex) reads.rows += returned + fetched - (earlier ? earlier.returned + earlier.fetched : 0);
    else {
      reads.entries += returned - (earlier?.returned ?? 0);
      if (scans > (earlier?.scans ?? 0)) reads.indexes.push(name);
    }
  }
  return reads;
}

/** Of the product's own tables and indexes only, so that counting is not counted. */
const counters = ({ db }: Tx) => db.$queryRaw<Counter[]>`
  SELECT relname AS name, relkind = 'i' AS "isIndex", pg_stat_get_xact_numscans(oid)::int AS scans,
    pg_stat_get_xact_tuples_returned(oid)::int AS returned, pg_stat_get_xact_tuples_fetched(oid)::int AS fetched
  FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`;
