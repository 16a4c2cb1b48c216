import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { isAlive } from "@/scripts/bootstrap/processes";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import type { RenderedForm } from "@/scripts/checks/rendered-form";
import { migrate } from "@/scripts/database/migrate";
import { databaseUrl, onServer, secretOfServer } from "@/scripts/database/template";
import { type PassingServer, startPassingServer } from "@/scripts/database/test-server";
import { applying, lost, until } from "./support/applicants";
import { behindOurProxy, endWork, workOn } from "./support/installation-env";
import { formOf, lectures, send } from "./support/rush";
import { loadMessages } from "./support/words";

const slug = "survival";
const database = "survival";
const atOnce = 16;
/** A busy machine starts Postgres and the web slowly. */
const timeout = 600_000;
/** Acknowledged between two kills: enough that each of them comes under load. */
const between = 40;

let postgres: PassingServer;
let installation: Installation;
let forms: RenderedForm[];

beforeAll(async () => {
  postgres = await startPassingServer({ durable: true });
  await onServer(postgres.url, (client) => client.query(`CREATE DATABASE ${database}`));
  const ownerUrl = databaseUrl(postgres.url, database);
  await migrate({ ownerUrl, secret: secretOfServer(), mode: "demo" });
  installation = await startInstallation({ webs: 2, workers: 0, seed: false, ownerUrl, env: behindOurProxy });
  workOn(installation);
  const courses = await lectures(slug, 8, 5000);
  forms = await Promise.all(courses.map((course) => formOf(installation.url, slug, course.slug)));
});

afterAll(async () => {
  await endWork(installation);
  await postgres?.stop();
});

const load = (from: number) => applying(installation.urls, forms, { atOnce, from });
const statusOf = (url: string) =>
  fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(5000) }).then(
    ({ status }) => status,
    () => 0,
  );

/** Until every web process says that it is ready; the seconds it took. */
async function untilReady(): Promise<number> {
  const began = performance.now();
  for (const url of installation.urls)
    await until(async () => (await statusOf(url)) === 200, `${url} is ready again`);
  return (performance.now() - began) / 1000;
}

/** Kills Postgres so many times while people apply; answers who was lost. */
async function killPostgres(times: number, from: number) {
  const people = load(from);
  const seconds: number[] = [];
  for (let kill = 0; kill < times; kill++) {
    await people.more(between);
    const began = performance.now();
    await postgres.crash();
    const up = (performance.now() - began) / 1000;
    seconds.push(up + (await untilReady()));
  }
  await people.more(between);
  await people.stop();
  return { people, seconds, missing: await lost(installation.ownerUrl, people.acknowledged) };
}

test("Postgres killed six times under sixteen applicants: nobody acknowledged is lost, no web process ends (G18)", {
  timeout,
}, async () => {
  const pids = installation.webs.map(({ pid }) => pid);
  const { people, seconds, missing } = await killPostgres(6, 0);
  expect(missing).toEqual([]);
  expect(people.answers.length).toBeGreaterThan(people.acknowledged.length);
  expect(installation.webs.map(({ pid }) => pid)).toEqual(pids);
  expect(pids.filter(isAlive)).toEqual(pids);
  process.stdout.write(
    `${people.acknowledged.length} acknowledged of ${people.answers.length}; ready again after ${seconds.map((one) => one.toFixed(1)).join(", ")} s\n`,
  );
});

test("a web process killed, and one told to stop, under load: nobody acknowledged is lost (G19)", {
  timeout,
}, async () => {
  const [, second] = installation.webs;
  const people = load(100_000);
  await people.more(between);
  await second?.kill("SIGKILL");
  await people.more(between);
  expect(people.answers.some(({ status }) => status === 0)).toBe(true);
  await second?.restart();
  await people.more(between);
  const before = people.answers.length;
  const told = performance.now();
  await second?.kill("SIGTERM");
  process.stdout.write(`gone ${((performance.now() - told) / 1000).toFixed(1)} s after SIGTERM\n`);
  await people.more(between);
  await people.stop();
  expect(people.answers.slice(before).filter(({ status }) => status >= 500)).toEqual([]);
  expect(await lost(installation.ownerUrl, people.acknowledged)).toEqual([]);
  await second?.restart();
});

/** Applications at the second process that wait for a row we hold, when the signal comes; their answers. */
async function inFlight(signal: NodeJS.Signals, from: number): Promise<string[]> {
  const [form] = forms as [RenderedForm];
  const [, second] = installation.webs;
  const [living, url] = installation.urls as [string, string];
  const holder = new pg.Client({ connectionString: installation.ownerUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("BEGIN");
  await holder.query("SELECT id FROM seat_pool FOR UPDATE");
  // What an application leads to a proxy fetches from a process that lives.
  const answers = Promise.all(
    Array.from({ length: 8 }, (_, person) => send(url, form, from + person, {}, living)),
  );
  // From another connection: within one transaction the activity looks as it did at first.
  const waiting = () =>
    onServer(postgres.url, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        "SELECT count(*)::int FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'",
        [database],
      );
      return rows[0]?.count;
    });
  await until(async () => (await waiting()) === 8, "all eight wait");
  const gone = second?.kill(signal);
  await until(async () => (await statusOf(url)) === 0, "nobody new is let in");
  await holder.query("COMMIT");
  const { sent } = loadMessages();
  const kinds = (await answers).map(({ status, shown }) => (shown.includes(sent) ? "sent" : `${status}`));
  await gone;
  await second?.restart();
  return kinds;
}

test("what is in flight when a process is told to stop is answered (G19)", { timeout }, async () => {
  expect(await inFlight("SIGTERM", 200_000)).toEqual(Array(8).fill("sent"));
});

test("control: what is in flight when it is killed is not", { timeout }, async () => {
  expect(await inFlight("SIGKILL", 210_000)).toEqual(Array(8).fill("0"));
});

/** Last, since it takes the protection away. */
test("control: with commits that do not wait for the disk, people who were acknowledged are lost", {
  timeout,
}, async () => {
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${database} SET synchronous_commit = off`);
  // So that what is not waited for stays unwritten for as long as Postgres allows: seconds, not milliseconds.
  await admin.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
  await admin.query("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
  await admin.end();
  // The first start brings the settings into force.
  await postgres.crash();
  await untilReady();
  const { missing } = await killPostgres(2, 300_000);
  expect(missing.length).toBeGreaterThan(0);
  process.stdout.write(`${missing.length} acknowledged were lost\n`);
});
