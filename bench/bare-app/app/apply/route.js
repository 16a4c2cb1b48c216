import { readFileSync } from "node:fs";
import { Pool } from "pg";

/** The statements of one application, recorded; here sent by plain pg in one transaction, nothing else. */
const { statements } = JSON.parse(readFileSync(process.env.BENCH_STATEMENTS, "utf8"));
const pool = new Pool({
  connectionString: process.env.DATABASE_APP_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});

/** Each posted form names the ids and the number that its statements carry. */
export async function POST(request) {
  const form = await request.formData();
  const given = JSON.parse(form.get("values"));
  const client = await pool.connect();
  try {
    for (const [index, { name, text }] of statements.entries()) {
      const values = given[index];
      await client.query(values.length === 0 ? text : { name, text, values });
    }
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  return new Response("ok");
}
