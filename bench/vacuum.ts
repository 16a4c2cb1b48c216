import pg from "pg";

/**
 * What autovacuum does in the first minute of any database, done at once: without it a table that was empty a moment ago is read
 * by whichever index comes first, on both sides of a comparison, and what is measured is that.
 */
export async function vacuum(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("VACUUM ANALYZE");
  await owner.end();
}
