import { fork } from "node:child_process";
import pg from "pg";

import { apply } from "@/lib/enrollments/enrollments";
import { changeCaps, limitsOf } from "@/lib/messages/limits/limits";
import { recordSender } from "@/lib/messages/senders/sender-numbers";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";
import { startSending } from "@/lib/worker/sending";

import { asFigure, asRatio, type Benchmark, interleaved, type Measured } from "./measure";
import { application, benchWorld, poolSize } from "./scratch-world";

const people = 400;
const rounds = 5;
const lateTexts = 40;
/** What one worker has on the wire at once for a tenant; the bare loop gets the same. */
const atOnce = 64;

const accountSid = `AC${"b".repeat(32)}`;
const sender = "+827012345678";

/** Texts a second through claim, gate and POST by one worker, and how long after its due time a text leaves. */
export async function messageBenchmarks(): Promise<Benchmark[]> {
  const provider = fork("bench/message-provider.ts", { execArgv: ["--import", "tsx"] });
  const url = await new Promise<string>((resolve) =>
    provider.once("message", (said) => resolve(String(said))),
  );
  process.env.TWILIO_API_BASE_URL = url;
  const world = await benchWorld();
  const pool = new pg.Pool({ connectionString: world.ownerUrl, max: poolSize });
  try {
    const { tenant } = world;
    await setTextingAccount(tenant, {
      accountSid,
      authToken: "bench",
      senderNumber: sender,
      messagingServiceSid: null,
    });
    await recordSender(tenant, {
      number: sender,
      proof: "service_certificate",
      description: "bench",
      registeredOn: "2026-01-01",
    });
    const most = { perHour: 100_000, perDay: 1_000_000, dayWon: 100_000_000, monthWon: 100_000_000 };
    await changeCaps(tenant, { version: (await limitsOf(tenant)).version, ...most });
    const runId = await world.lecture("messages", people + 10);
    const enrolled = await enroll(tenant, runId);
    const prepared = { tenant, enrolled, template: await confirmedTemplate(tenant) };
    await prepareBare(pool, enrolled.length);
    const measured = await interleaved(
      rounds,
      () => throughGate(prepared, pool),
      () => bareLoop(pool, url),
    );
    const late = await lateness(prepared, pool, url);
    return [
      asRatio(
        "messages through the gate, one worker (beside a bare loop as owner, without row-level security)",
        0.4,
        measured,
      ),
      asFigure("from due to POST, p95", late, "ms", "well under a second"),
    ];
  } finally {
    await pool.end();
    await world.end();
    provider.disconnect();
  }
}

interface Prepared {
  tenant: TenantScope;
  enrolled: { enrollmentId: string; customerId: string }[];
  template: string;
}

async function enroll(tenant: TenantScope, runId: string): Promise<Prepared["enrolled"]> {
  const made: Prepared["enrolled"] = [];
  let next = 0;
  const take = async () => {
    for (let index = next++; index < people; index = next++) {
      const given = application(runId, index);
      const one = await apply(tenant, { ...given, consents: [...given.consents] });
      made.push({ enrollmentId: one.enrollmentId, customerId: one.customerId });
    }
  };
  await Promise.all(Array.from({ length: 8 }, take));
  return made;
}

const confirmedTemplate = (tenant: TenantScope) =>
  inTransaction(tenant, async ({ db }) => {
    const definition = await db.definition.findFirstOrThrow({
      where: { kind: "template", key: "confirmed" },
    });
    const version = await db.definitionVersion.findFirstOrThrow({ where: { definitionId: definition.id } });
    return version.id;
  });

/** Rows as a follow-up plans them, due at once. */
async function planFor({ tenant, enrolled, template }: Prepared, count: number): Promise<string[]> {
  const purpose = `follow_up:bench_${newId()}`;
  return inTransaction(tenant, async ({ db, tenantId, now }) => {
    const rows = enrolled.slice(0, count).map(({ enrollmentId, customerId }) => ({
      tenantId,
      id: newId(),
      purpose,
      subjectId: enrollmentId,
      customerId,
      enrollmentId,
      class: "transactional",
      resendClass: "notice",
      urgent: true,
      templateVersionId: template,
      condition: { fact: "enrollment.state", is: "eq", value: "confirmed" },
      dueAt: now,
      plannedAt: now,
      plannedBecause: "messages.because.followUp",
    }));
    await db.message.createMany({ data: rows });
    return rows.map(({ id }) => id);
  });
}

async function allAccepted(pool: pg.Pool, ids: string[]): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      `SELECT count(*) FILTER (WHERE state IN ('planned', 'claimed', 'submitting'))::int AS open,
              count(*) FILTER (WHERE state NOT IN ('planned', 'claimed', 'submitting', 'accepted'))::int AS other
       FROM message WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    if (rows[0].other > 0) throw new Error("a text of the benchmark was stopped");
    if (rows[0].open === 0) return;
    // Asked again rather than told, so that the worker does nothing for the benchmark.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const failOn = (error: unknown) => {
  throw error;
};

/** A round is timed as a whole; nobody looks at single texts while they are on their way. */
const overall = (seconds: number): Measured => ({ perSecond: people / seconds, p50: null, p99: null });

async function throughGate(prepared: Prepared, pool: pg.Pool): Promise<Measured> {
  const ids = await planFor(prepared, people);
  const began = performance.now();
  const sending = startSending(failOn);
  await allAccepted(pool, ids);
  const seconds = (performance.now() - began) / 1000;
  await sending.stop();
  return overall(seconds);
}

async function prepareBare(pool: pg.Pool, rows: number): Promise<void> {
  await pool.query(`
    CREATE TABLE bare_message (id serial PRIMARY KEY, "to" text, body text, state text DEFAULT 'planned', sid text);
    CREATE INDEX ON bare_message (id) WHERE state = 'planned';`);
  await pool.query(
    "INSERT INTO bare_message (\"to\") SELECT '+8210' || (30000000 + n) FROM generate_series(1, $1) n",
    [rows],
  );
}

/**
 * Claim one row, POST it, write its sid; nothing else, as fast as plain pg and fetch do it: as the owner, in a table
 * without row-level security, each statement a transaction of its own.
 */
async function bareLoop(pool: pg.Pool, url: string): Promise<Measured> {
  await pool.query(
    "UPDATE bare_message SET state = 'planned', body = '홍길동님, 공개강의 신청이 확정됐어요.' || id",
  );
  const login = Buffer.from(`${accountSid}:bench`).toString("base64");
  const began = performance.now();
  const take = async () => {
    for (;;) {
      const { rows } = await pool.query({
        name: "claim",
        text: `UPDATE bare_message SET state = 'claimed' WHERE id = (
                 SELECT id FROM bare_message WHERE state = 'planned' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
               RETURNING id, "to", body`,
      });
      const [row] = rows;
      if (!row) return;
      const answer = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
        method: "POST",
        headers: { authorization: `Basic ${login}` },
        body: new URLSearchParams({ To: row.to, From: sender, Body: row.body }),
      });
      const { sid } = (await answer.json()) as { sid: string };
      await pool.query({
        name: "done",
        text: "UPDATE bare_message SET state = 'accepted', sid = $2 WHERE id = $1",
        values: [row.id, sid],
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  const seconds = (performance.now() - began) / 1000;
  return overall(seconds);
}

/** An idle worker, one text at a time at odd moments, planned by somebody else: from its commit to its POST. */
async function lateness(prepared: Prepared, pool: pg.Pool, url: string): Promise<number> {
  const sending = startSending(failOn);
  const late: number[] = [];
  for (let text = 0; text < lateTexts; text += 1) {
    // Texts fall due at any point of the worker's round, as they do in life.
    await new Promise((resolve) => setTimeout(resolve, 20 + ((text * 37) % 260)));
    const [id] = await planFor(prepared, 1);
    const planned = Date.now();
    await allAccepted(pool, [id as string]);
    const posted = await postedAt(pool, url, id as string);
    late.push(posted - planned);
  }
  await sending.stop();
  late.sort((a, b) => a - b);
  return late[Math.floor(late.length * 0.95)] ?? 0;
}

async function postedAt(pool: pg.Pool, url: string, id: string): Promise<number> {
  const { rows } = await pool.query("SELECT provider_sid, to_address FROM message WHERE id = $1", [id]);
  const { messages } = (await (
    await fetch(`${url}/control/messages?to=${encodeURIComponent(rows[0].to_address)}`)
  ).json()) as {
    messages: { sid: string; receivedAtRealTime: string }[];
  };
  const found = messages.find(({ sid }) => sid === rows[0].provider_sid);
  return Date.parse(found?.receivedAtRealTime ?? "");
}
