import { fork } from "node:child_process";
import pg from "pg";

import { apply } from "@/lib/enrollments/enrollments";
import { changeCaps, limitsOf } from "@/lib/messages/limits/limits";
import { recordSender } from "@/lib/messages/senders/sender-numbers";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";

import { type Measured, rateOf } from "./measure";
import { application, type BenchWorld, benchWorld, poolSize } from "./scratch-world";
import { vacuum } from "./vacuum";

/** What one worker has on the wire at once for a tenant; the bare loop gets the same. */
export const atOnce = 128;

const accountSid = `AC${"b".repeat(32)}`;
const sender = "+827012345678";

/** A business with people to write to, its provider in a process of its own, and the bare table of the loop beside it. */
export interface MessageWorld {
  prepared: Prepared;
  /** As owner. */
  pool: pg.Pool;
  url: string;
  /** Every text of the world is for one of so many people. */
  people: number;
  lecture: BenchWorld["lecture"];
  /** Between rounds, see there. */
  vacuum: () => Promise<void>;
  end: () => Promise<void>;
}

export async function messageWorld(people: number): Promise<MessageWorld> {
  const provider = fork("bench/message-provider.ts", { execArgv: ["--import", "tsx"] });
  const url = await new Promise<string>((resolve) =>
    provider.once("message", (said) => resolve(String(said))),
  );
  process.env.TWILIO_API_BASE_URL = url;
  const world = await benchWorld();
  const pool = new pg.Pool({ connectionString: world.ownerUrl, max: poolSize });
  const { tenant } = world;
  await readyToSend(tenant, accountSid);
  const enrolled = await enroll(tenant, await world.lecture("messages", people + 10), people);
  return {
    prepared: { tenant, enrolled, template: await confirmedTemplate(tenant) },
    pool,
    url,
    people,
    lecture: world.lecture,
    vacuum: () => vacuum(world.ownerUrl),
    end: async () => {
      await pool.end();
      await world.end();
      provider.disconnect();
    },
  };
}

/** An account, a number with its proof, and caps that a benchmark does not reach. */
export async function readyToSend(tenant: TenantScope, sid: string): Promise<void> {
  await setTextingAccount(tenant, {
    accountSid: sid,
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
  const money = { dayWon: 100_000_000, monthWon: 100_000_000, abroadWon: 100_000_000 };
  const most = { perHour: 100_000, perDay: 1_000_000, ...money };
  await changeCaps(tenant, { version: (await limitsOf(tenant)).version, ...most });
}

export interface Prepared {
  tenant: TenantScope;
  enrolled: { enrollmentId: string; customerId: string }[];
  template: string;
}

/** So many people, each with a confirmed place. */
export async function enroll(
  tenant: TenantScope,
  runId: string,
  people: number,
): Promise<Prepared["enrolled"]> {
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

export const confirmedTemplate = (tenant: TenantScope) =>
  inTransaction(tenant, async ({ db }) => {
    const definition = await db.definition.findFirstOrThrow({
      where: { kind: "template", key: "confirmed" },
    });
    const version = await db.definitionVersion.findFirstOrThrow({ where: { definitionId: definition.id } });
    return version.id;
  });

/** Rows as a follow-up plans them, due at once, one for each person. */
export async function planFor({ tenant, enrolled, template }: Prepared, count: number): Promise<string[]> {
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

export async function allAccepted(pool: pg.Pool, ids: string[]): Promise<void> {
  // What was planned last leaves about last: until then one row is looked at, not all.
  const last = {
    name: "last-left",
    text: "SELECT state IN ('planned', 'claimed') AS waits FROM message WHERE id = $1",
    values: [ids.at(-1)],
  };
  while ((await pool.query(last)).rows[0].waits) await soon();
  for (;;) {
    const { rows } = await pool.query(
      `SELECT count(*) FILTER (WHERE state IN ('planned', 'claimed', 'submitting'))::int AS open,
              count(*) FILTER (WHERE state NOT IN ('planned', 'claimed', 'submitting', 'accepted'))::int AS other
       FROM message WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    if (rows[0].other > 0) throw new Error("a text of the benchmark was stopped");
    if (rows[0].open === 0) return;
    await soon();
  }
}

/** Asked again rather than told, so that the worker does nothing for the benchmark. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

export async function prepareBare(pool: pg.Pool, rows: number): Promise<void> {
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
export async function bareLoop(pool: pg.Pool, url: string, count: number): Promise<Measured> {
  await pool.query(
    "UPDATE bare_message SET state = 'planned', body = '홍길동님, 공개강의 신청이 확정됐어요.' || id",
  );
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
      const sid = await post(url, row.to, row.body);
      await pool.query({
        name: "done",
        text: "UPDATE bare_message SET state = 'accepted', sid = $2 WHERE id = $1",
        values: [row.id, sid],
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return rateOf(count, began);
}

const login = Buffer.from(`${accountSid}:bench`).toString("base64");

/** One bare POST; its sid. */
export async function post(url: string, to: string, body: string): Promise<string> {
  const answer = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
    method: "POST",
    headers: { authorization: `Basic ${login}` },
    body: new URLSearchParams({ To: to, From: sender, Body: body }),
  });
  return ((await answer.json()) as { sid: string }).sid;
}
