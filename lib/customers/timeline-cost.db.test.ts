import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { readsOf } from "@/lib/platform/testing/reads";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { type TimelineKind, timelineKinds, timelineOf } from "./timeline";

let tenant: TenantScope;
let owner: pg.Client;
let short: string;
let middle: string;
let long: string;

beforeAll(async () => {
  tenant = await makeTenant();
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
  short = await customerWith(50);
  middle = await customerWith(500);
  long = await customerWith(5_000);
  // Somebody else's, so that nothing is found faster by reading whole tables.
  await customerWith(40_000);
  await owner.query("ANALYZE event, message, inbound_message, consent, customer_note");
});
afterAll(async () => {
  await owner.end();
  await closeQueue();
  await closeDatabase();
});

/** A history of so many entries of ten kinds in turn, over the same two hundred days. */
async function customerWith(entries: number): Promise<string> {
  const id = newId();
  const at = `now() - i * interval '${5_000 / entries} hours'`;
  const each = (kind: number) => `generate_series(1, ${entries}) AS i WHERE i % 10 = ${kind}`;
  const event = (kind: number, type: string) =>
    `INSERT INTO event (tenant_id, occurred_at, id, type, subject_kind, subject_id, customer_id, actor_kind)
     SELECT $1::uuid, ${at}, gen_random_uuid(), '${type}', 'customer', $2::uuid, $2::uuid, 'system' FROM ${each(kind)}`;
  await owner.query("BEGIN");
  await owner.query("SELECT set_config('app.tenant_id', $1, true)", [tenant.tenantId]);
  await owner.query(
    "INSERT INTO customer (tenant_id, id, name, created_at) VALUES ($1, $2, '황보빛나', now())",
    [tenant.tenantId, id],
  );
  for (const statement of [
    event(0, "enrollment.confirmed"),
    event(1, "attendance.marked"),
    event(2, "survey.submitted"),
    event(3, "task.done"),
    event(4, "customer.tagged"),
    event(5, "suppression.added"),
    `INSERT INTO message (tenant_id, id, purpose, subject_id, customer_id, class, state, due_at, submitted_at, planned_at, planned_because)
     SELECT $1::uuid, gen_random_uuid(), 'notice:test', gen_random_uuid(), $2::uuid, 'transactional', 'delivered', now(), ${at}, now(), 'x' FROM ${each(6)}`,
    `INSERT INTO inbound_message (tenant_id, id, provider_sid, from_address, to_address, body, customer_id, received_at)
     SELECT $1::uuid, gen_random_uuid(), gen_random_uuid()::text, 'x', 'x', 'x', $2::uuid, ${at} FROM ${each(7)}`,
    `INSERT INTO consent (tenant_id, id, customer_id, purpose, given, text_version, text_hash, locale, source, actor_kind, occurred_at, recorded_at)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'advertising', true, '1', 'x', 'ko', 'staff', 'system', ${at}, now() FROM ${each(8)}`,
    `INSERT INTO customer_note (tenant_id, id, customer_id, text, created_at)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'x', ${at} FROM ${each(9)}`,
  ])
    await owner.query(statement, [tenant.tenantId, id]);
  await owner.query("COMMIT");
  return id;
}

/** Rows and index entries that a page reads. */
const costOf = (customerId: string, kind: TimelineKind): Promise<number> =>
  inTransaction(tenant, async (tx) => {
    const { rows, entries } = await readsOf(tx, async () =>
      expect((await timelineOf(tx, customerId, { kind })).entries).not.toEqual([]),
    );
    return rows + entries;
  });

const most = 1.5;

const narrowed = timelineKinds.filter((kind) => kind !== "all");

test("the first page of 5,000 entries reads what that of 50 does", async () => {
  expect((await costOf(long, "all")) / (await costOf(short, "all"))).toBeLessThanOrEqual(most);
});

/** Rows and index entries together, of a page of thirty among five thousand. */
const fewRows = 600;

test.each(narrowed)("narrowed to %s, too, and few rows are read", async (kind) => {
  const [fewer, many] = [await costOf(middle, kind), await costOf(long, kind)];
  expect(many / fewer).toBeLessThanOrEqual(most);
  expect(many).toBeLessThan(fewRows);
});

/** Control: without the index the newest of all notes are found by reading them all. */
test("the index is what makes it so", async () => {
  await owner.query("DROP INDEX customer_note_history");
  const many = await costOf(long, "notes");
  expect(many / (await costOf(middle, "notes"))).toBeGreaterThan(most);
  expect(many).toBeGreaterThan(fewRows);
});
