import pg from "pg";
import type { ChannelName, ProviderName } from "@/lib/platform/channels/channel";
import { businessNow } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import type { ChannelWorld } from "./channel-world";
import { lineOf, mailOf } from "./lines";
import { mobile, noon, template } from "./message-world";
import { startProcess, type WorkerProcess } from "./worker-process";

export interface Chaos {
  provider: ProviderName;
  messages: number;
  kills: number;
  program: string;
  /** The program is the naive one that must fail. */
  control?: boolean;
  /** Chance that the provider gives no answer although it sends. */
  falseErrors: number;
  /** The test's own variables: its database and secrets. */
  environment: Record<string, string | undefined>;
}

export interface Reached {
  lost: number;
  twice: number;
  parked: number;
  /** How many nobody knew the end of when the killing was over. */
  unclear: number;
  kills: number;
}

/** As many customers with one planned text each; due one slice after the other, so that every life has work to die over. */
async function planMany(tenant: TenantScope, channel: ChannelName, messages: number): Promise<void> {
  const templateVersionId = await template(tenant, "#{이름}님, 내일 오후 두 시에 뵐게요.", { channel });
  await inTransaction(tenant, async ({ db, tenantId, now }) => {
    const people = Array.from({ length: messages }, (_, index) => ({ id: newId(), index }));
    await db.customer.createMany({
      data: people.map(({ id }) => ({ tenantId, id, name: "김영희", createdAt: now })),
    });
    await db.contactPoint.createMany({
      data: people.flatMap(({ id, index }) =>
        [
          { channel: "phone", address: mobile(index) },
          { channel: "email", address: mailOf(index) },
        ].map((point) => ({
          ...point,
          tenantId,
          id: newId(),
          customerId: id,
          recognised: true,
          primary: true,
          createdAt: now,
        })),
      ),
    });
    await db.message.createMany({
      data: people.map(({ id }) => ({
        tenantId,
        id: newId(),
        purpose: "follow_up:kills",
        subjectId: id,
        customerId: id,
        channel,
        class: "transactional",
        resendClass: "notice",
        urgent: true,
        templateVersionId,
        dueAt: new Date(now.getTime() + 86_400_000),
        plannedAt: now,
        plannedBecause: "messages.because.followUp",
      })),
    });
  });
}

/** Leases of seconds instead of a minute, in this test's own database: the product knows no such switch. */
export async function shortenLeases(owner: pg.Client, seconds: number): Promise<void> {
  await owner.query(`
    CREATE OR REPLACE FUNCTION short_lease() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.lease_until := clock_timestamp() + interval '${seconds} seconds'; RETURN NEW; END $$;
    CREATE OR REPLACE TRIGGER short_lease BEFORE UPDATE ON message FOR EACH ROW
      WHEN (NEW.lease_until IS NOT NULL AND NEW.lease_until IS DISTINCT FROM OLD.lease_until)
      EXECUTE FUNCTION short_lease();`);
}

async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("this took too long");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Two processes send, one of them is killed with -9 at a random moment, again and again; then time goes on and the
 * protocol settles what it left. Tells how many people got nothing and how many got it twice.
 */
export async function killWorkers(world: ChannelWorld, chaos: Chaos): Promise<Reached> {
  const line = lineOf(world, chaos.provider);
  const tenant = await line.tenant();
  const ownerUrl = chaos.environment["DATABASE_URL"] as string;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await shortenLeases(owner, 3);
  await planMany(tenant, line.channel, chaos.messages);
  line.addFaults([{ ...line.falseError, probability: chaos.falseErrors }]);

  const variables = {
    ...chaos.environment,
    BASE_URL: "http://127.0.0.1:9",
    TWILIO_API_BASE_URL: world.provider.url,
    LOG_LEVEL: "silent",
  };
  const start = () => startProcess(chaos.program, variables, [ownerUrl, world.provider.url]);
  let alive: WorkerProcess[] = await Promise.all([start(), start()]);
  let spare = start();
  const open = async () => {
    const { rows } = await owner.query(
      `SELECT count(*)::int AS count FROM message WHERE state IN ('claimed', 'submitting')
         OR (state IN ('planned', 'held') AND coalesce(held_until, due_at) <= business_now())`,
    );
    return rows[0].count as number;
  };

  const slice = Math.ceil(chaos.messages / chaos.kills);
  let kills = 0;
  while (kills < chaos.kills) {
    const before = line.count();
    await owner.query(
      `UPDATE message SET due_at = business_now() WHERE id IN (
         SELECT id FROM message WHERE state = 'planned' AND due_at > business_now() ORDER BY id LIMIT $1)`,
      [slice],
    );
    await until(async () => line.count() > before || (await open()) === 0, 60);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
    const victim = alive[Math.floor(Math.random() * alive.length)] as WorkerProcess;
    await victim.kill("SIGKILL");
    kills += 1;
    alive = [...alive.filter((one) => one !== victim), await spare];
    spare = start();
  }
  await until(async () => (await open()) === 0, 120);
  await Promise.all([...alive, await spare].map((one) => one.kill(chaos.control ? "SIGKILL" : "SIGTERM")));
  const unclear = await stateCount(tenant, "unclear");
  line.clearFaults();
  await owner.query("DROP TRIGGER short_lease ON message");
  await owner.end();

  const began = (await businessNow()).getTime() - noon.getTime();
  for (const minute of [3, 11, 62, 72, 80, 90, 150]) await world.goTo(minute + began / 60_000);

  const texts = Array.from(
    { length: chaos.messages },
    (_, index) => new Set(line.arrived(line.address(index))).size,
  );
  return {
    lost: texts.filter((count) => count === 0).length,
    twice: texts.filter((count) => count > 1).length,
    parked: await stateCount(tenant, "unclear"),
    unclear,
    kills,
  };
}

const stateCount = (tenant: TenantScope, state: string) =>
  inTransaction(tenant, ({ db }) => db.message.count({ where: { state } }));
