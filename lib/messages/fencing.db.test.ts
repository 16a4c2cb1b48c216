import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { twilio } from "@/lib/platform/channels/twilio";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo, resetClock } from "@/lib/platform/testing/tenant";

import { claimMessages, rescueMessage } from "./claims";
import { sendDue } from "./messages";
import { recordAnswers } from "./outcome";
import { submitMessages } from "./submitting";
import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
  sendingTenant,
  template,
} from "./testing/message-world";
import { startProcess, type WorkerProcess } from "./testing/worker-process";

let world: MessageWorld;
let owner: pg.Client;
const sleepers: WorkerProcess[] = [];

beforeAll(async () => {
  world = await messageWorld();
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
});
afterAll(async () => {
  for (const sleeper of sleepers) await sleeper.kill();
  await owner.end();
  await world.end();
  await closeQueue();
  await closeDatabase();
});

async function onePlanned() {
  const tenant = await sendingTenant();
  const customerId = await person(tenant, mobile(1));
  const id = await planned(tenant, {
    customerId,
    templateVersionId: await template(tenant, "#{이름}님 안내"),
  });
  return { tenant, id };
}

const endLeases = () =>
  owner.query("UPDATE message SET lease_until = clock_timestamp() WHERE lease_until IS NOT NULL");

test("a claim that was taken over cannot be submitted any more", async () => {
  await moveClockTo(noon);
  const { tenant, id } = await onePlanned();
  const old = await claimMessages(tenant, [id]);
  await endLeases();
  await rescueMessage(tenant, id);
  const [taken] = await claimMessages(tenant, [id]);
  expect(taken?.token).not.toBe(old[0]?.token);
  expect(await submitMessages(tenant, old)).toEqual([]);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "claimed", claimToken: taken?.token });
});

test("an answer for a submission that was taken over changes nothing", async () => {
  await moveClockTo(noon);
  const { tenant, id } = await onePlanned();
  const claims = await claimMessages(tenant, [id]);
  await submitMessages(tenant, claims);
  await endLeases();
  await rescueMessage(tenant, id);
  const before = await messageOf(tenant, id);
  expect(before.state).toBe("unclear");
  const outcome = { kind: "accepted", sid: `SM${"1".repeat(32)}`, status: "queued", segments: 1 } as const;
  for (const claim of claims) await recordAnswers(tenant, [{ ...claim, provider: twilio, outcome }]);
  for (const claim of claims)
    await recordAnswers(tenant, [
      { ...claim, provider: twilio, outcome: { kind: "throttled", retryAfterSeconds: 1 } },
    ]);
  expect(await messageOf(tenant, id)).toEqual(before);
});

test("a lease that still runs is not taken from its worker", async () => {
  await moveClockTo(noon);
  const { tenant, id } = await onePlanned();
  const [claim] = await claimMessages(tenant, [id]);
  await moveClockTo(new Date(noon.getTime() + 365 * 86_400_000));
  await rescueMessage(tenant, id);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "claimed", claimToken: claim?.token });
});

test("a message over which five workers died is given up, and said so", async () => {
  await moveClockTo(noon);
  const { tenant, id } = await onePlanned();
  for (let death = 0; death < 5; death += 1) {
    await claimMessages(tenant, [id]);
    await endLeases();
    await rescueMessage(tenant, id);
  }
  expect(await messageOf(tenant, id)).toMatchObject({ state: "failed", verdictReason: "messages.gaveUp" });
});

/** Ends every lease whose row no stopped worker holds locked; real database time is not waited for. */
const endLeasesNotHeld = () =>
  owner.query(`UPDATE message SET lease_until = clock_timestamp() WHERE (tenant_id, id) IN (
    SELECT tenant_id, id FROM message WHERE lease_until IS NOT NULL FOR UPDATE SKIP LOCKED)`);

/** Numbers of this test alone: the worker process also takes up what the tests before left claimed. */
const sleepersMobile = (number: number) => mobile(1000 + number);

test("G16: a worker stopped past its lease writes nothing and sends nothing twice when it wakes", async () => {
  await resetClock();
  const tenant = await sendingTenant();
  const [rounds, each] = [3, 8];
  const people = rounds * each;
  const templateVersionId = await template(tenant, "#{이름}님 안내");
  const ids: string[] = [];
  for (let number = 0; number < people; number += 1)
    ids.push(
      await planned(tenant, {
        customerId: await person(tenant, sleepersMobile(number)),
        templateVersionId,
        dueAt: new Date("2100-01-01T00:00:00Z"),
      }),
    );
  const sentTo = (number: number) => world.provider.control.messages(sleepersMobile(number)).length;
  const sent = () => ids.reduce((sum, _, number) => sum + sentTo(number), 0);
  await owner.query(`
    CREATE TABLE written (at bigserial, id uuid, before text, after text, by text, detail text);
    GRANT ALL ON written, written_at_seq TO PUBLIC;
    CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO written (id, before, after, by, detail)
      VALUES (NEW.id, OLD.state, NEW.state, current_setting('application_name'), NEW.error_detail); RETURN NEW; END $$;
    CREATE TRIGGER note_write AFTER UPDATE ON message FOR EACH ROW EXECUTE FUNCTION note_write();`);
  const sleeper = await startProcess("lib/worker/main.ts", {
    ...process.env,
    PGAPPNAME: "sleeper",
    BASE_URL: "http://127.0.0.1:9",
    TWILIO_API_BASE_URL: world.provider.url,
    LOG_LEVEL: "silent",
  });
  sleepers.push(sleeper);
  let takenOver = 0;
  for (let round = 0; round < rounds; round += 1) {
    const slice = ids.slice(round * each, (round + 1) * each);
    const before = sent();
    await owner.query("UPDATE message SET due_at = business_now() WHERE id = ANY($1::uuid[])", [slice]);
    while (sent() === before) await new Promise((next) => setTimeout(next, 2));
    sleeper.signal("SIGSTOP");
    await endLeasesNotHeld();
    const { rows } = await owner.query(
      "SELECT id FROM message WHERE id = ANY($1::uuid[]) AND state IN ('claimed', 'submitting') AND lease_until <= clock_timestamp()",
      [slice],
    );
    takenOver += rows.length;
    for (const { id } of rows) await rescueMessage(tenant, id);
    // While the sleeper holds an open transaction, whom or what it has locked waits for it: taken up when its lease is over.
    await sendDue(tenant, slice, { onError: (error) => expect(String(error)).toMatch(/lock timeout/) });
    sleeper.signal("SIGCONT");
  }
  await sleeper.kill("SIGTERM");
  expect(takenOver).toBeGreaterThan(0);
  await endLeases();
  // What somebody else took over, the sleeper may only write after a new claim of its own; rescuing what the other left in
  // its turn (claimed back to planned, submitting to unclear) is no write of an old claim.
  const { rows: trespasses } = await owner.query(`
    SELECT w.* FROM written w WHERE w.by = 'sleeper' AND w.after NOT IN ('claimed', 'planned')
      AND coalesce(w.detail, '') <> 'worker stopped while submitting' AND EXISTS (
      SELECT 1 FROM written o WHERE o.id = w.id AND o.at < w.at AND o.by <> 'sleeper'
        AND o.before IN ('claimed', 'submitting') AND o.after IN ('planned', 'unclear')
        AND NOT EXISTS (SELECT 1 FROM written c WHERE c.id = w.id AND c.by = 'sleeper' AND c.after = 'claimed'
                        AND c.at > o.at AND c.at < w.at))`);
  expect(trespasses).toEqual([]);
  for (const minute of [3, 11, 62, 72, 80, 90]) await world.goTo(new Date(Date.now() + minute * 60_000));
  const texts = ids.map((_, number) => sentTo(number));
  expect(texts.filter((count) => count > 1)).toEqual([]);
  expect(texts.filter((count) => count === 0)).toEqual([]);
  const states = await inTransaction(tenant, ({ db }) =>
    db.message.groupBy({ by: ["state"], where: { id: { in: ids }, resendOfId: null }, _count: true }),
  );
  expect(
    states.map(({ state }) => state).filter((state) => state === "planned" || state === "claimed"),
  ).toEqual([]);
  // Each number that the sleeper holds locked costs the other its lock_timeout of three seconds.
}, 300_000);

test("control: an answer recorded without its claim's token overwrites the claim of who took over", async () => {
  await moveClockTo(noon);
  const { tenant, id } = await onePlanned();
  const [old] = await claimMessages(tenant, [id]);
  await endLeases();
  await rescueMessage(tenant, id);
  const [taken] = await claimMessages(tenant, [id]);
  await submitMessages(tenant, taken ? [taken] : []);
  const answerOf = (token: string | null | undefined, digit: string) =>
    recordAnswers(tenant, [
      {
        id,
        token: token as string,
        provider: twilio,
        outcome: { kind: "accepted", sid: `SM${digit.repeat(32)}`, status: "queued", segments: 1 },
      },
    ]);
  await answerOf(old?.token, "1");
  expect(await messageOf(tenant, id)).toMatchObject({ state: "submitting", claimToken: taken?.token });
  // Whoever takes the token from the row, instead of remembering its own, has no fence.
  const unfenced = (await messageOf(tenant, id)).claimToken;
  await answerOf(unfenced, "1");
  await answerOf(taken?.token, "2");
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "accepted",
    claimToken: null,
    providerSid: `SM${"1".repeat(32)}`,
  });
});
