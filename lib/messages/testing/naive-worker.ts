import pg from "pg";

import { sendSms } from "@/lib/platform/sms/sms";

/**
 * The control of the kill test: a sender as it is often written. It claims with a lease and tries again whatever it has
 * not seen succeed. Every double that the protocol prevents happens here.
 */
const [database, provider] = process.argv.slice(2);
const client = new pg.Client({ connectionString: database });
await client.connect();
const account = { accountSid: `AC${"0".repeat(32)}`, authToken: "naive", apiBaseUrl: provider };
process.send?.("ready");

async function sendOne(): Promise<boolean> {
  const { rows } = await client.query(`
    UPDATE message m SET state = 'claimed', lease_until = clock_timestamp() + interval '1 second'
    FROM contact_point p
    WHERE p.customer_id = m.customer_id AND p.channel = 'phone' AND m.id = (
      SELECT id FROM message WHERE (state = 'planned' AND due_at <= business_now())
        OR (state = 'claimed' AND lease_until < clock_timestamp())
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING m.id, p.address`);
  const [row] = rows as { id: string; address: string }[];
  if (!row) return false;
  const outcome = await sendSms(account, {
    to: row.address,
    from: "+827012345678",
    body: "내일 뵐게요.",
    statusCallbackUrl: "http://127.0.0.1:9/none",
    validityPeriodSeconds: 3600,
  });
  await client.query("UPDATE message SET state = $2, lease_until = NULL WHERE id = $1", [
    row.id,
    outcome.kind === "accepted" ? "accepted" : "planned",
  ]);
  return true;
}

for (;;) if (!(await sendOne())) await new Promise((resolve) => setTimeout(resolve, 50));
