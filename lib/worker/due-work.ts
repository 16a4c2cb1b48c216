import { applyDefault } from "@/lib/decisions/decisions";
import { expireOffer } from "@/lib/enrollments/approval";
import { expireGuardian } from "@/lib/enrollments/guardians/answering";
import { askAboutUnmarked } from "@/lib/enrollments/unmarked";
import { removeExpired } from "@/lib/exports/making";
import { followReconfirmation } from "@/lib/follow-ups/reconfirmation";
import { checkTemplates } from "@/lib/messages/alimtalk/reviews";
import { applyCallback } from "@/lib/messages/callbacks";
import { rescueMessage } from "@/lib/messages/claims";
import { sendDue } from "@/lib/messages/messages";
import { reconcile } from "@/lib/messages/reconciling";
import { refreshStatus } from "@/lib/messages/refreshing";
import { Prisma } from "@/lib/platform/database/generated/client";
import { readOutsideTenants, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { keepPromises } from "@/lib/privacy/privacy";

/** Tells the caller about an error of one row, so that one bad row stops no other. */
export type OnError = (error: unknown, at: { kind: string; tenantId: string; id?: string }) => void;

interface DueRow {
  tenantId: string;
  id: string;
}

/** What may be due, and the verb that does it. */
interface Duty {
  kind: string;
  each: (tenant: TenantScope, id: string) => Promise<unknown>;
}

/** Work inside the database, done in a moment. */
const records: Duty[] = [
  { kind: "message.rescue", each: rescueMessage },
  { kind: "callback.waiting", each: applyCallback },
  { kind: "decision.deadline", each: applyDefault },
  { kind: "offer.expired", each: expireOffer },
  { kind: "attendance.unmarked", each: askAboutUnmarked },
  { kind: "consent.reconfirmation", each: followReconfirmation },
  { kind: "privacy.promises", each: keepPromises },
  { kind: "export.expired", each: removeExpired },
  { kind: "guardian.unheard", each: expireGuardian },
];

/** Questions to providers, which may take their time. */
const questions: Duty[] = [
  { kind: "message.listing", each: reconcile },
  { kind: "message.refresh", each: refreshStatus },
  { kind: "alimtalk.review", each: checkTemplates },
];

/** Rows of one tenant, and of all, that one round takes: small enough that a flood of one tenant delays nobody (G15). */
const perTenant = 64;
const inAll = 256;
/** Messages go in batches, two at a time: so many are two turns, which end before a lease does even where nobody answers. */
const messagesPerTenant = 256;
const messagesInAll = 2048;

/** Rows come as tenant and id, fairly between tenants; each verb opens its tenant's scope and looks again. */
async function due(kind: string): Promise<DueRow[]> {
  const from = functions[kind] ?? Prisma.sql`claim_due(${kind}, ${perTenant}::int, ${inAll}::int)`;
  return readOutsideTenants(
    (db) => db.$queryRaw<DueRow[]>`SELECT tenant_id::text AS "tenantId", id::text AS id FROM ${from}`,
  );
}

/** Kinds that have a function of their own in the database. */
const functions: Readonly<Record<string, Prisma.Sql>> = {
  "message.send": Prisma.sql`claim_due('message.send', ${messagesPerTenant}::int, ${messagesInAll}::int)`,
  "message.refresh": Prisma.sql`messages_to_refresh(${perTenant}::int, ${inAll}::int)`,
  "alimtalk.review": Prisma.sql`alimtalk_to_check(${inAll}::int)`,
  "privacy.promises": Prisma.sql`tenants_for_privacy(${perTenant}::int)`,
  "export.expired": Prisma.sql`exports_to_remove(${perTenant}::int, ${inAll}::int)`,
  "guardian.unheard": Prisma.sql`guardians_unheard(${perTenant}::int, ${inAll}::int)`,
  "consent.reconfirmation": Prisma.sql`consents_to_confirm(${perTenant}::int, ${inAll}::int)`,
};

const atOnce = 4;

async function doDuties(duties: Duty[], onError: OnError): Promise<number> {
  let done = 0;
  for (const { kind, each } of duties) {
    const waiting = await due(kind);
    const take = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        const { tenantId, id } = row;
        await each(systemScope(tenantId), id).then(
          () => (done += 1),
          (error: unknown) => onError(error, { kind, tenantId, id }),
        );
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, take));
  }
  return done;
}

/** One round of each sort; the number of rows done. A row that fails is left to the next round, after a pause. */
export const doRecords = (onError: OnError): Promise<number> => doDuties(records, onError);
export const askProviders = (onError: OnError): Promise<number> => doDuties(questions, onError);

/** Due messages by tenant. */
export async function dueMessages(): Promise<Map<string, string[]>> {
  const rows = Map.groupBy(await due("message.send"), (row) => row.tenantId);
  return new Map([...rows].map(([tenantId, own]) => [tenantId, own.map(({ id }) => id)]));
}

/** Never rejects: errors are told. With `until` aborted nothing new is begun. */
export async function sendOneTenant(
  tenantId: string,
  ids: string[],
  onError: OnError,
  until?: AbortSignal,
): Promise<void> {
  const at = { kind: "message.send", tenantId };
  await sendDue(systemScope(tenantId), ids, {
    onError: (error, id) => onError(error, { ...at, id }),
    until,
  }).catch((error: unknown) => onError(error, at));
}

/** One round over everything that is due now. Returns how much was done: zero means that nothing is left to do. */
export async function doDueWork(onError: OnError): Promise<number> {
  const done = (await doRecords(onError)) + (await askProviders(onError));
  const messages = await dueMessages();
  await Promise.all([...messages].map(([tenantId, ids]) => sendOneTenant(tenantId, ids, onError)));
  return done + [...messages.values()].flat().length;
}
