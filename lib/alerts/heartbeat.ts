import { type Mail, sendMail } from "@/lib/platform/email/email";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import {
  inTransaction,
  outsideTenants,
  systemScope,
  type TenantScope,
  type Tx,
} from "@/lib/platform/tenancy";
import type { AlarmKind } from "./schema";
import { overdueMinutes, providerIsSilent, silentWorkerMinutes, workerIsSilent } from "./silence";
import { tellOfAlarm } from "./tell-devices";
import { alertWords } from "./words";

/** A worker's sign of life, given while it looks for due messages; those of long ago are cleared away. */
export async function beat(workerId: string): Promise<void> {
  await outsideTenants(async ({ db }) => {
    await db.$executeRaw`
      INSERT INTO worker_beat (id, beat_at) VALUES (${workerId}::uuid, clock_timestamp())
      ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at`;
    await db.$executeRaw`DELETE FROM worker_beat WHERE beat_at < clock_timestamp() - interval '1 day'`;
  });
}

/** A worker that ends on purpose leaves no sign behind. */
export const endBeat = async (workerId: string): Promise<void> => {
  await outsideTenants(({ db }) => db.workerBeat.deleteMany({ where: { id: workerId } }));
};

const tenantsAtMost = 200;

/**
 * Looks whether sending stands still anywhere and tells the owners, each alarm once. Asked by whoever is awake: the web, because a
 * dead worker cannot tell that it is dead, and the worker, because nobody may be looking at the web.
 */
export async function watchSending(): Promise<void> {
  const watched = await outsideTenants(
    ({ db }) => db.$queryRaw<{ tenantId: string }[]>`
      SELECT tenant_id::text AS "tenantId"
      FROM tenants_to_watch(make_interval(mins => ${overdueMinutes}::int), ${tenantsAtMost}::int)`,
  );
  for (const { tenantId } of watched)
    await watchTenant(systemScope(tenantId)).catch((error: unknown) =>
      log.error({ error, tenantId }, "sending not watched"),
    );
}

async function watchTenant(tenant: TenantScope): Promise<void> {
  const untold = await inTransaction(tenant, async (tx) => {
    await forgetRecovered(tx);
    await keepAlarms(tx, await whatIsWrong(tx));
    return claimUntold(tx);
  });
  for (const alarm of untold) await tell(tenant, alarm);
}

/** A good answer since the first bad one ends a provider's trouble. */
async function forgetRecovered(tx: Tx): Promise<void> {
  await tx.db.$executeRaw`
    DELETE FROM provider_pulse p WHERE p.tenant_id = ${tx.tenantId}::uuid AND EXISTS (
      SELECT FROM message m WHERE m.tenant_id = p.tenant_id AND m.provider_account_id = p.account_id
        AND m.accepted_at > p.trouble_since)`;
}

interface Wrong {
  kind: AlarmKind;
  subjectId: string;
}

async function whatIsWrong(tx: Tx): Promise<Wrong[]> {
  const [signs] = await tx.db.$queryRaw<{ overdueSince: Date | null; workerIsAlive: boolean }[]>`
    SELECT (SELECT min(coalesce(held_until, due_at)) FROM message
            WHERE tenant_id = ${tx.tenantId}::uuid AND state IN ('planned', 'held')
              AND coalesce(held_until, due_at) <= ${tx.now}) AS "overdueSince",
      EXISTS (SELECT FROM worker_beat
              WHERE beat_at > clock_timestamp() - make_interval(mins => ${silentWorkerMinutes}::int)) AS "workerIsAlive"`;
  const pulses = await tx.db.providerPulse.findMany({ where: { account: { active: true } } });
  const silent = pulses.filter((pulse) => providerIsSilent({ ...pulse, now: tx.now }));
  return [
    ...(signs && workerIsSilent({ ...signs, now: tx.now })
      ? [{ kind: "worker" as const, subjectId: tx.tenantId }]
      : []),
    ...silent.map(({ accountId }) => ({ kind: "provider" as const, subjectId: accountId })),
  ];
}

/** Opens what is wrong and not yet known, closes what is right again. */
async function keepAlarms(tx: Tx, wrong: Wrong[]): Promise<void> {
  const open = await tx.db.sendingAlarm.findMany({ where: { endedAt: null } });
  const still = (one: Wrong) => (other: Wrong) =>
    one.kind === other.kind && one.subjectId === other.subjectId;
  const over = open.filter((alarm) => !wrong.some(still(alarm as Wrong)));
  await tx.db.sendingAlarm.updateMany({
    where: { id: { in: over.map(({ id }) => id) }, endedAt: null },
    data: { endedAt: tx.now },
  });
  for (const { kind, subjectId } of wrong)
    await tx.db.$executeRaw`
      INSERT INTO sending_alarm (tenant_id, id, kind, subject_id, began_at)
      VALUES (${tx.tenantId}::uuid, ${newId()}::uuid, ${kind}, ${subjectId}::uuid, ${tx.now})
      ON CONFLICT DO NOTHING`;
}

interface Untold extends Wrong {
  id: string;
}

/** Of several processes that look at once, one tells. */
const claimUntold = (tx: Tx) =>
  tx.db.$queryRaw<Untold[]>`
    UPDATE sending_alarm SET told_at = ${tx.now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND ended_at IS NULL AND told_at IS NULL
    RETURNING id::text AS id, kind, subject_id::text AS "subjectId"`;

/** By mail, which takes another way than texts, and on the owners' devices. Told to nobody, it is told again. */
async function tell(tenant: TenantScope, { id, kind }: Untold): Promise<void> {
  await tellOfAlarm(tenant, kind).catch((error: unknown) => log.error({ error }, "alarm not shown"));
  const mails = await alarmMails(tenant, kind);
  const sent = await Promise.allSettled(mails.map((mail) => sendMail(mail)));
  for (const one of sent) if (one.status === "rejected") log.error({ error: one.reason }, "alarm not mailed");
  if (mails.length > 0 && sent.every(({ status }) => status === "rejected"))
    await inTransaction(tenant, ({ db }) =>
      db.sendingAlarm.updateMany({ where: { id }, data: { toldAt: null } }),
    );
}

async function alarmMails(tenant: TenantScope, kind: AlarmKind): Promise<Mail[]> {
  return inTransaction(tenant, async ({ db }) => {
    const { name, slug } = await db.tenant.findUniqueOrThrow({ where: { id: tenant.tenantId } });
    const owners = await db.membership.findMany({
      where: { role: "owner", removedAt: null, account: { suspendedAt: null } },
      select: { account: { select: { email: true, locale: true } } },
    });
    return owners.map(({ account }) => {
      const words = alertWords(account.locale === "en" ? "en" : "ko");
      const link = `${env.baseUrl}/t/${slug}/today`;
      return {
        to: account.email,
        subject: words(`mail.${kind}.subject`, { name }),
        text: words(`mail.${kind}.text`, { name, link }),
      };
    });
  });
}
