import type pg from "pg";

/**
 * So many customers of one tenant, written by the owner of the database: names as common as Korean ones, a number each of which
 * one in fifty is somebody else's too, an e-mail address for one in four, and shops of three people on the average.
 */
export async function crowd(owner: pg.Client, tenantId: string, size: number): Promise<void> {
  await owner.query("BEGIN");
  await owner.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
  await owner.query("SET LOCAL session_replication_role = replica");
  await owner.query(
    `INSERT INTO customer (tenant_id, id, name, shop, created_at)
     SELECT $1, gen_random_uuid(), substr('김이박최정강조윤장임', 1 + i % 10, 1) || substr('영민서지은현수진우빈', 1 + i / 10 % 10, 1)
         || substr('희호준연아경민서윤진', 1 + i / 100 % 10, 1),
       CASE WHEN i % 3 = 0 THEN '가게 ' || i / 9 END, now() FROM generate_series(1, $2::int) AS i`,
    [tenantId, size],
  );
  await owner.query(
    `INSERT INTO contact_point (tenant_id, id, customer_id, channel, address, last_four, "primary", created_at)
     SELECT tenant_id, gen_random_uuid(), id, 'phone', '+8210' || digits, right(digits, 4), true, now() FROM (
       SELECT *, lpad((CASE WHEN place % 50 = 0 THEN place - 1 ELSE place END)::text, 8, '0') AS digits FROM (
         SELECT tenant_id, id, row_number() OVER (ORDER BY id) AS place FROM customer WHERE tenant_id = $1) AS numbered) AS dialled`,
    [tenantId],
  );
  await owner.query(
    `INSERT INTO contact_point (tenant_id, id, customer_id, channel, address, "primary", created_at)
     SELECT tenant_id, gen_random_uuid(), id, 'email', 'u' || place || '@example.com', true, now() FROM (
       SELECT tenant_id, id, row_number() OVER (ORDER BY id) AS place FROM customer WHERE tenant_id = $1) AS numbered
     WHERE place % 4 = 0`,
    [tenantId],
  );
  await owner.query("COMMIT");
  await owner.query("ANALYZE customer, contact_point");
}
