import { newId } from "./ids";
import type { Tx } from "./tenancy";

/** What somebody at work does with people's data. */
export const accessActs = [
  "viewed",
  "listed",
  "searched",
  "roster",
  "changed",
  "exported",
  "downloaded",
  "disclosed",
  "erased",
  "refused",
] as const;
export type AccessAct = (typeof accessActs)[number];

export interface Access {
  act: AccessAct;
  /** Whose data, as far as they were shown. */
  customerIds: readonly string[];
  /** How many in all, where that is more than the ids. */
  people?: number | undefined;
  /** Conditions of a list. Words that were typed into a search are personal data themselves and stand nowhere: whom they found does. */
  filter?: string | null | undefined;
  /** An event's type, or which page; no words that somebody typed. */
  detail?: string | undefined;
}

/** Looks, which may be repeated; what changes or takes data along is written down each time. */
const looks: readonly AccessAct[] = ["viewed", "listed", "searched", "roster", "refused"];
/** The same look at the same people within this time is one line: a roster at the door draws itself anew every few seconds. */
const sameLookMinutes = 10;
const mostIds = 100;

/**
 * One line of the access log (접속기록: who, when, from where, whose data, what), in the transaction of the access itself, so
 * that nothing is shown that is not written down. Only for people at work: what customers do with their own data and what
 * the system does by itself is no access.
 */
export async function recordAccess(tx: Tx, access: Access): Promise<void> {
  const { actor } = tx;
  if (actor.kind === "customer" || actor.kind === "system") return;
  const { act, filter = null, detail = null } = access;
  const ids = access.customerIds.slice(0, mostIds);
  const people = access.people ?? access.customerIds.length;
  if (people === 0) return;
  const [one = null] = ids.length === 1 && people === 1 ? ids : [];
  const several = one ? [] : ids;
  const repeats = looks.includes(act);
  const since = new Date(tx.now.getTime() - sameLookMinutes * 60_000);
  await tx.db.$executeRaw`
    INSERT INTO access_log (tenant_id, occurred_at, id, act, detail, actor_kind, actor_id, actor_name, network,
      customer_id, customer_ids, people, filter)
    SELECT ${tx.tenantId}::uuid, ${tx.now}, ${newId()}::uuid, ${act}, ${detail}, ${actor.kind}, ${actor.id}, ${actor.name ?? null},
      ${actor.network ?? null}, ${one}::uuid, ${several}::uuid[], ${people}::int, ${filter}
    WHERE NOT (${repeats} AND EXISTS (
      SELECT FROM access_log l WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.actor_id = ${actor.id}
        AND l.occurred_at > ${since} AND l.occurred_at <= ${tx.now} AND l.act = ${act}
        AND l.customer_id IS NOT DISTINCT FROM ${one}::uuid AND l.customer_ids = ${several}::uuid[] AND l.people = ${people}::int
        AND l.detail IS NOT DISTINCT FROM ${detail} AND l.filter IS NOT DISTINCT FROM ${filter}
        AND l.network IS NOT DISTINCT FROM ${actor.network ?? null}))`;
}

interface Written {
  type: string;
  subject: { customerId?: string | undefined };
  payload: Record<string, unknown>;
}

/** Events say what was changed; of many of one type there is one line. */
export async function recordChanges(tx: Tx, events: readonly Written[]): Promise<void> {
  for (const [type, same] of Map.groupBy(events, (event) => event.type)) {
    const customerIds = [...new Set(same.flatMap(({ subject }) => subject.customerId ?? []))];
    const payload = same[0]?.payload;
    if (type === "customers.exported")
      await recordAccess(tx, {
        act: "exported",
        customerIds: [],
        people: Number(payload?.count),
        filter: typeof payload?.filter === "string" ? payload.filter : null,
      });
    else await recordAccess(tx, { act: "changed", customerIds, detail: type });
  }
}
