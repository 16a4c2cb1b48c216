import pg from "pg";

/**
 * Not compared: tries are counted whoever asks, looks are written down, refused ones too, and whether sending stands still is
 * looked at after whatever was asked. Everything else must stay as it was when somebody is refused.
 */
const mayChange = new Set(["rate_limit", "access_log", "sending_alarm", "_prisma_migrations"]);

/** Reads whole tables as their owner, whom no row-level security hides anything from. */
export class Ledger {
  private last: Record<string, string> | undefined;

  private constructor(
    readonly client: pg.Client,
    private readonly statement: string,
  ) {}

  static async open(ownerUrl: string): Promise<Ledger> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      // A partitioned table is read once, as a whole.
      `SELECT relname::text AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
    );
    const sums = rows
      .filter(({ name }) => !mayChange.has(name))
      .map(
        ({ name }) =>
          `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS sum FROM "${name}" t`,
      );
    return new Ledger(client, sums.join(" UNION ALL "));
  }

  /** A checksum of every table. */
  async sums(): Promise<Record<string, string>> {
    const { rows } = await this.client.query<{ name: string; sum: string }>({
      // Prepared: planning it took longer than reading.
      name: "sums",
      text: this.statement,
    });
    this.last = Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
    return this.last;
  }

  /**
   * The sums of the last look, for whoever begins where the one before ended: what was written in between is then theirs to explain, so
   * that nothing is missed for it.
   */
  async sinceLast(): Promise<Record<string, string>> {
    return this.last ?? this.sums();
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

/** The tables that differ. */
export const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name]);
