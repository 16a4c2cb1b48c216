import { log } from "@/lib/platform/log";
import { type Subscription, sendPush } from "@/lib/platform/push/push";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { localOf } from "@/lib/platform/zoned-time";
import { may, type Permission, type Role } from "@/lib/tenants/permissions";
import { openSubscription } from "./devices";
import { alertWords } from "./words";

/** What stands on a lock screen: no name, no number, no text of a customer's. */
interface Note {
  title: string;
  body: string;
  /** Where a tap leads, on our own site. */
  url: string;
  /** A newer note of the same sort takes its place. */
  tag: string;
}

interface Device {
  id: string;
  subscription: Subscription;
  locale: Locale;
}

/** At most this often is a device told that there is something to decide. */
const pauseMinutes = 30;
/** Nobody's evening is worth a question that can wait; its card is there in the morning. */
const waking = { from: "08:00", to: "21:00" };

/** Says on the devices of whoever may answer that there are decisions, unless they were told a moment ago or sleep. */
export async function tellOfDecisions(tenant: TenantScope): Promise<void> {
  const told = await inTransaction(tenant, async (tx) => {
    const { zone } = await tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId } });
    const { time } = localOf(tx.now, zone);
    if (time < waking.from || time >= waking.to) return null;
    const count = await tx.db.decision.count({ where: { state: "open" } });
    if (count === 0) return null;
    const before = new Date(tx.now.getTime() - pauseMinutes * 60_000);
    const devices = await devicesOf(tx, "decisions.answer", before);
    await tx.db.pushSubscription.updateMany({
      where: { id: { in: devices.map(({ id }) => id) } },
      data: { toldAt: tx.now },
    });
    return { count, devices, ...(await placeOf(tx)) };
  });
  if (!told) return;
  const { count, devices, name, url } = told;
  await write(tenant, devices, (locale) => ({
    title: name,
    body: alertWords(locale)("push.decisions", { count }),
    url,
    tag: "decisions",
  }));
}

/** Says on the owners' devices, at any hour, that sending stands still. */
export async function tellOfAlarm(tenant: TenantScope, kind: "worker" | "provider"): Promise<void> {
  const { devices, name, url } = await inTransaction(tenant, async (tx) => ({
    devices: await devicesOf(tx, "settings.write"),
    ...(await placeOf(tx)),
  }));
  await write(tenant, devices, (locale) => ({
    title: name,
    body: alertWords(locale)(`push.${kind}`),
    url,
    tag: `alarm-${kind}`,
  }));
}

async function placeOf(tx: Tx): Promise<{ name: string; url: string }> {
  const { name, slug } = await tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId } });
  return { name, url: `/t/${slug}/today` };
}

async function devicesOf(tx: Tx, permission: Permission, notToldSince?: Date): Promise<Device[]> {
  const rows = await tx.db.pushSubscription.findMany({
    where: {
      membership: { removedAt: null, account: { suspendedAt: null } },
      ...(notToldSince ? { OR: [{ toldAt: null }, { toldAt: { lte: notToldSince } }] } : {}),
    },
    select: {
      id: true,
      sealedSubscription: true,
      membership: { select: { role: true, account: { select: { locale: true } } } },
    },
  });
  return rows
    .filter(({ membership }) => may(membership.role as Role, permission))
    .map((row) => ({
      id: row.id,
      subscription: openSubscription(row),
      locale: row.membership.account.locale === "en" ? "en" : "ko",
    }));
}

/** Browsers that are gone are forgotten; one that does not answer costs the others nothing. */
async function write(tenant: TenantScope, devices: Device[], note: (locale: Locale) => Note): Promise<void> {
  const outcomes = await Promise.all(
    devices.map(async ({ id, subscription, locale }) => ({
      id,
      outcome: await sendPush(subscription, note(locale)),
    })),
  );
  const gone = outcomes.filter(({ outcome }) => outcome === "gone").map(({ id }) => id);
  if (gone.length > 0)
    await inTransaction(tenant, ({ db }) => db.pushSubscription.deleteMany({ where: { id: { in: gone } } }));
  const failed = outcomes.filter(({ outcome }) => outcome === "failed").length;
  if (failed > 0) log.warn({ tenantId: tenant.tenantId, failed }, "notifications not taken");
}
