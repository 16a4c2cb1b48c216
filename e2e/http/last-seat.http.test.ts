import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { isLongRun } from "@/scripts/checks/long-run";
import { together } from "./support/answers";
import { behindOurProxy, endWork, workOn } from "./support/installation-env";
import { formOf, type Lecture, lectures, send } from "./support/rush";
import { loadMessages } from "./support/words";

const slug = "rush";
/** 1,000 applications in all, or 300. */
const count = isLongRun ? 20 : 6;
const applicants = 50;

let installation: Installation;
let courses: Lecture[];
/** For the control, made before the pools become a view. */
let unguarded: Lecture[];

beforeAll(async () => {
  installation = await startInstallation({ webs: 2, workers: 0, seed: false, env: behindOurProxy });
  workOn(installation);
  [courses, unguarded] = [await lectures(slug, count, 1), await lectures("unguarded", 2, 1)];
});

afterAll(() => endWork(installation));

async function ask<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: installation.ownerUrl });
  await client.connect();
  return client
    .query<Row>(statement)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** Everybody wants the only place of one of these; so many for each, over both processes. */
async function rush(wanted: readonly Lecture[], from: number, shop = slug) {
  const forms = await together(wanted, 4, ({ slug: course }) => formOf(installation.url, shop, course));
  const tries = Array.from({ length: wanted.length * applicants }, (_, index) => index);
  const answers = await together(tries, 32, (index) => {
    const form = forms[Math.floor(index / applicants)];
    const url = installation.urls[index % installation.urls.length];
    if (!form || !url) throw new Error("there is no form for this one");
    return send(url, form, from + index);
  });
  const { sent, full } = loadMessages();
  const kinds = answers.map(({ status, shown }) =>
    shown.includes(full) ? "full" : status === 200 && shown.includes(sent) ? "sent" : `${status}`,
  );
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return { kinds, p99: Math.round(times[Math.floor(times.length * 0.99)] ?? 0) };
}

const peopleIn = (lectures: readonly Lecture[]) =>
  ask<{ people: number }>(
    `SELECT count(*)::int AS people FROM enrollment
     WHERE state = 'confirmed' AND run_id IN (${lectures.map(({ runId }) => `'${runId}'`)}) GROUP BY run_id`,
  ).then((rows) => rows.map(({ people }) => people));

test(`${count * applicants} applications for ${count} last seats over two processes: each seat once, and only neutral answers (G1)`, async () => {
  const { kinds, p99 } = await rush(courses, 0);
  expect(new Set(kinds)).toEqual(new Set(["sent", "full"]));
  expect(kinds.filter((kind) => kind === "sent").length).toBe(count);
  expect(await peopleIn(courses)).toEqual(Array(count).fill(1));
  const pools = await ask<{ taken: number }>("SELECT taken FROM seat_pool WHERE taken > 0");
  expect(pools.map(({ taken }) => taken)).toEqual(Array(count).fill(1));
  process.stdout.write(`p99 of ${kinds.length} applications: ${p99} ms\n`);
});

test("one address alone is limited, and is told so; the limit is not lifted for what it says of itself", async () => {
  const [first] = courses as [Lecture];
  const form = await formOf(installation.url, slug, first.slug);
  const tries = Array.from({ length: 75 }, (_, index) => 500_000 + index);
  const answers = await together(tries, 8, (index) =>
    send(installation.url, form, index, { from: "203.0.113.7" }),
  );
  const { limit } = loadMessages();
  expect(answers.filter(({ shown }) => shown.includes(limit)).length).toBe(15);
  const forged = await send(installation.url, form, 600_000, { from: "198.51.100.9, 203.0.113.7" });
  expect(forged.shown).toContain(limit);
});

/**
 * Last, since it takes the protection away: the pools become a view that counts the people of a run when it is asked,
 * locks nothing and keeps no counter, as code that looks first and then writes would do it. The CHECK goes with it.
 */
const countThenWrite = `
  ALTER TABLE seat_pool DROP CONSTRAINT seat_pool_taken;
  ALTER TABLE seat_pool RENAME TO pool_without_counter;
  CREATE VIEW seat_pool WITH (security_invoker = true) AS
    SELECT tenant_id, id, run_id, name, capacity, overridden_by, (
      SELECT coalesce(sum(places), 0)::int FROM enrollment e
      WHERE e.tenant_id = p.tenant_id AND e.pool_id = p.id AND e.state = 'confirmed'
    ) AS taken FROM pool_without_counter p;
  CREATE FUNCTION keep_no_counter() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER keep_no_counter INSTEAD OF UPDATE ON seat_pool FOR EACH ROW EXECUTE FUNCTION keep_no_counter();
  GRANT SELECT, UPDATE ON seat_pool TO dangol_app;`;

test("control: with places counted when somebody asks, and no CHECK, the same rush oversells", async () => {
  await ask(countThenWrite);
  const { kinds } = await rush(unguarded, 10_000, "unguarded");
  expect(kinds.filter((kind) => kind === "sent").length).toBeGreaterThan(unguarded.length);
  expect(Math.max(...(await peopleIn(unguarded)))).toBeGreaterThan(1);
});
