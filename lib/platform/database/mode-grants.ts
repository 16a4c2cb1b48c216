import pg from "pg";

/**
 * The movable clock exists in demo mode only: elsewhere its row is set back and the application role may not write it.
 * Runs as the database owner at each start, after the migrations.
 */
export async function applyModeGrants(ownerUrl: string, mode: "demo" | "production"): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      mode === "demo"
        ? "GRANT UPDATE ON business_clock TO dangol_app"
        : `REVOKE UPDATE ON business_clock FROM dangol_app;
           UPDATE business_clock SET offset_seconds = 0, frozen_at = NULL WHERE id = 1;`,
    );
  } finally {
    await client.end();
  }
}
