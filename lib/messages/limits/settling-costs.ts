import type { Tx } from "@/lib/platform/tenancy";

import { adjustCounters, type CounterRow } from "./counters";
import { wonOf } from "./money";

/** What became of a message, as far as its money goes. */
export interface Outcome {
  state: string;
  providerSid: string | null;
  verdictReason: string | null;
  finalCost: bigint | null;
  costCurrency: string | null;
}

/**
 * What a reservation turns into. What certainly did not leave counts nowhere and costs nothing; what the carrier did not
 * deliver cost nothing either unless the provider says otherwise (Korean sellers give the money of a failed text back), but
 * it did leave. Null while the end is open: a text of which nobody knows keeps its money.
 */
export function closing(
  { state, providerSid, verdictReason, finalCost, costCurrency }: Outcome,
  reserved: bigint,
): { state: "settled" | "released"; cost: bigint } | null {
  if (finalCost !== null) return { state: "settled", cost: wonOf(finalCost, costCurrency ?? "KRW") };
  const refused =
    state === "failed" && providerSid === null && verdictReason?.startsWith("messages.refused.");
  if (refused || ["planned", "held", "claimed", "blocked"].includes(state))
    return { state: "released", cost: 0n };
  if (["failed", "undelivered"].includes(state) && providerSid !== null)
    return { state: "settled", cost: 0n };
  if (["delivered", "failed", "expired", "cancelled"].includes(state))
    return { state: "settled", cost: reserved };
  return null;
}

/** Closes the reservations of these messages as far as their ends are known; a later word on the price closes them anew. */
export async function settleCosts(tx: Tx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  const open = await tx.db.budgetEntry.findMany({
    where: { id: { in: [...messageIds] }, state: { not: "released" } },
    orderBy: { id: "asc" },
  });
  if (open.length === 0) return;
  const messages = await tx.db.message.findMany({
    where: { id: { in: open.map(({ id }) => id) } },
    select: {
      id: true,
      state: true,
      providerSid: true,
      verdictReason: true,
      finalCost: true,
      costCurrency: true,
    },
  });
  const changes: CounterRow[] = [];
  for (const entry of open) {
    const message = messages.find(({ id }) => id === entry.id);
    const end = message && closing(message, entry.reserved);
    if (!end || (end.state === entry.state && end.cost === entry.settled)) continue;
    const { count } = await tx.db.budgetEntry.updateMany({
      where: { id: entry.id, state: entry.state, settled: entry.settled },
      data: { state: end.state, settled: end.cost, closedAt: tx.now },
    });
    if (count > 0) changes.push(...differences(entry, end));
  }
  await adjustCounters(tx, summed(changes));
}

interface Entry {
  country: string;
  hourAt: Date;
  dayAt: Date;
  monthAt: Date;
  reserved: bigint;
  settled: bigint | null;
  newPerson: boolean;
  abroad: boolean;
}

function differences(entry: Entry, end: { state: "settled" | "released"; cost: bigint }): CounterRow[] {
  const messages = end.state === "released" ? -1 : 0;
  const cost = end.cost - (entry.settled ?? entry.reserved);
  const change = { messages, newPeople: 0, cost };
  const changes: CounterRow[] = [
    { span: "hour", from: entry.hourAt, country: "*", ...change },
    { span: "day", from: entry.dayAt, country: "*", ...change },
    { span: "month", from: entry.monthAt, country: "*", ...change },
  ];
  const { country } = entry;
  if (entry.newPerson)
    changes.push({ span: "hour", from: entry.hourAt, country, ...change, newPeople: messages });
  if (entry.abroad) changes.push({ span: "day", from: entry.dayAt, country, ...change });
  return changes;
}

/** One change a counter: an UPDATE takes only one of several rows that match. */
function summed(changes: readonly CounterRow[]): CounterRow[] {
  const groups = Map.groupBy(changes, ({ span, from, country }) => `${span} ${from.getTime()} ${country}`);
  const sums = [...groups.values()].flatMap(([first, ...rows]) => {
    if (!first) return [];
    const sum = { ...first };
    for (const row of rows) {
      sum.messages += row.messages;
      sum.newPeople += row.newPeople;
      sum.cost += row.cost;
    }
    return [sum];
  });
  return sums.filter(({ messages, cost }) => messages !== 0 || cost !== 0n);
}

/** A test's reservation: what certainly did not leave is given back at once. */
export async function settleTest(tx: Tx, id: string, outcome: string): Promise<void> {
  const entry = await tx.db.budgetEntry.findFirst({ where: { id, state: "reserved" } });
  if (!entry || outcome === "unclear") return;
  const released = outcome !== "accepted";
  const end = released
    ? ({ state: "released", cost: 0n } as const)
    : ({ state: "settled", cost: entry.reserved } as const);
  const { count } = await tx.db.budgetEntry.updateMany({
    where: { id, state: "reserved" },
    data: { state: end.state, settled: end.cost, closedAt: tx.now },
  });
  if (count > 0) await adjustCounters(tx, summed(differences(entry, end)));
}
