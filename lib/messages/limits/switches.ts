import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, outsideTenants, systemScope, type TenantScope } from "@/lib/platform/tenancy";

import { lookAgain } from "../planning";
import { ensureLimits } from "./limits";
import { platformSwitch, takeSwitch, tenantSwitch } from "./state";

/**
 * Stops everything of this tenant. When it is answered, whatever was not handed to the provider before stays here: a
 * submission under way was waited for, and the next one reads the switch (row 120).
 */
export async function pauseSending(tenant: TenantScope, { reason }: { reason: string }): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    await ensureLimits(tx);
    await takeSwitch(tx.db, tenantSwitch(tx.tenantId));
    const { count } = await tx.db.sendingLimits.updateMany({
      where: { pausedAt: null },
      data: { pausedAt: tx.now, pausedBy: tx.actor.name ?? tx.actor.kind, pauseReason: reason },
    });
    if (count > 0) await recordEvent(tx, "sending.paused", { kind: "tenant", id: tx.tenantId }, { reason });
  });
}

/** What waited is judged again at once; what became useless meanwhile expires by itself. */
export async function resumeSending(tenant: TenantScope): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.sendingLimits.updateMany({
      where: { pausedAt: { not: null } },
      data: { pausedAt: null, pausedBy: null, pauseReason: null },
    });
    if (count === 0) return;
    await recordEvent(tx, "sending.resumed", { kind: "tenant", id: tx.tenantId });
    await lookAgain(tx, {}, "gate.reasons.SENDING_PAUSED");
  });
}

/** An operator who acts for the whole installation; the caller has checked that they are one. */
export interface Operator {
  id: string;
  name: string;
}

export interface PlatformPause {
  at: Date;
  by: string;
  reason: string;
}

export async function platformPause(): Promise<PlatformPause | null> {
  return outsideTenants(async ({ db }) => {
    const row = await db.platformSending.findUniqueOrThrow({ where: { id: 1 } });
    return row.pausedAt && { at: row.pausedAt, by: row.pausedBy ?? "", reason: row.pauseReason ?? "" };
  });
}

/** Stops everything of every tenant: as `pauseSending`, for all. */
export async function pausePlatform(operator: Operator, { reason }: { reason: string }): Promise<void> {
  await outsideTenants(async ({ db, now }) => {
    await takeSwitch(db, platformSwitch);
    const { count } = await db.platformSending.updateMany({
      where: { id: 1, pausedAt: null },
      data: { pausedAt: now, pausedBy: operator.name, pauseReason: reason },
    });
    if (count > 0) await note(db, now, operator, { act: "sending_paused", reason });
  });
}

/** What waits is looked at again within five minutes; nobody has to be told. */
export async function resumePlatform(operator: Operator, { reason }: { reason: string }): Promise<void> {
  await outsideTenants(async ({ db, now }) => {
    const { count } = await db.platformSending.updateMany({
      where: { id: 1, pausedAt: { not: null } },
      data: { pausedAt: null, pausedBy: null, pauseReason: null },
    });
    if (count > 0) await note(db, now, operator, { act: "sending_resumed", reason });
  });
}

export interface TenantStanding {
  id: string;
  slug: string;
  name: string;
  status: string;
  suspendedAt: Date | null;
  /** Transactional messages go although it is suspended. */
  released: boolean;
}

/** A tenant as the operator sees it, or null. */
export async function tenantStanding(slug: string): Promise<TenantStanding | null> {
  const known = await outsideTenants(({ db }) =>
    db.tenant.findUnique({
      where: { slug },
      select: { id: true, slug: true, name: true, status: true, suspendedAt: true },
    }),
  );
  if (!known) return null;
  const limits = await inTransaction(systemScope(known.id), ({ db }) => db.sendingLimits.findFirst());
  return { ...known, released: Boolean(limits?.releasedAt) };
}

/**
 * Suspends a tenant (for spam, row 120), lets its transactional messages go nevertheless, or takes it in again: by a named
 * person with a reason, in the operators' log and on the tenant's own history.
 */
export async function changeStanding(
  operator: Operator,
  given: { slug: string; act: "suspend" | "release" | "hold" | "restore"; reason: string },
): Promise<void> {
  const standing = await tenantStanding(given.slug);
  if (!standing) throw new Refusal("not_found", "errors.not_found");
  const scope: TenantScope = {
    ...systemScope(standing.id),
    actor: { kind: "operator", id: operator.id, name: operator.name },
  };
  await inTransaction(scope, async (tx) => {
    await ensureLimits(tx);
    await takeSwitch(tx.db, tenantSwitch(tx.tenantId));
    const suspended = given.act !== "restore";
    if (given.act === "suspend" || given.act === "restore")
      await tx.db.tenant.update({
        where: { id: tx.tenantId },
        data: suspended
          ? { status: "suspended", suspendedAt: tx.now }
          : { status: "active", suspendedAt: null },
      });
    const released = given.act === "release";
    await tx.db.sendingLimits.updateMany({
      data: { releasedAt: released ? tx.now : null, releasedBy: released ? operator.name : null },
    });
    await lookAgain(tx, {}, "gate.reasons.TENANT_SUSPENDED");
    const { act, reason } = given;
    await recordEvent(tx, `tenant.${pastOf[act]}`, { kind: "tenant", id: tx.tenantId }, { reason });
    await note(tx.db, tx.now, operator, { act: `tenant_${pastOf[act]}`, subject: given.slug, reason });
  });
}

const pastOf = {
  suspend: "suspended",
  release: "released",
  hold: "held",
  restore: "restored",
} as const;

type LoggedAct = "sending_paused" | "sending_resumed" | `tenant_${(typeof pastOf)[keyof typeof pastOf]}`;

interface LogLine {
  id: string;
  occurredAt: Date;
  actorName: string;
  act: LoggedAct;
  subject: string | null;
  reason: string;
}

/** What operators did last, the newest first. */
export async function operatorLog(): Promise<LogLine[]> {
  return outsideTenants(async ({ db }) => {
    const lines = await db.platformLog.findMany({
      orderBy: { occurredAt: "desc" },
      take: 20,
      omit: { accountId: true },
    });
    return lines.map((line) => ({ ...line, act: line.act as LoggedAct }));
  });
}

const note = (
  db: Parameters<typeof takeSwitch>[0],
  occurredAt: Date,
  operator: Operator,
  line: { act: string; reason: string; subject?: string },
) =>
  db.platformLog.create({
    data: { id: newId(), occurredAt, accountId: operator.id, actorName: operator.name, ...line },
  });
