import type { Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import { breakersOf, openBreaker } from "./breaker";
import { breakerHours, mostNewPeople } from "./breaker-rule";
import {
  type Addition,
  adjustCounters,
  busiestHour,
  type CounterKey,
  type CounterRow,
  lockCounters,
  takeAll,
} from "./counters";
import { type Purse, type Shortage, type Spend, share, type Taken } from "./purse";
import { homeCountryOf } from "./schema";
import type { SendingState } from "./state";
import { type Span, spans, type Window, windowsAt } from "./windows";

/**
 * Takes a batch's messages and money out of the tenant's hour, day and month, in the transaction that hands them to the
 * provider; answers which ones do not fit, and why. Usually all fit, and that is one statement; only where they do not,
 * the counters are read under their locks and shared out one by one. The caller holds no counter's lock before.
 */
export async function takeBudget(
  tx: Tx,
  state: SendingState,
  wanted: readonly Spend[],
): Promise<Map<string, Shortage>> {
  if (wanted.length === 0) return new Map();
  const windows = windowsAt(tx.now, state.zone);
  const held = wanted.filter((one) => one.newPerson && state.brokenCountries.has(one.country));
  const free = wanted.filter((one) => !held.includes(one));
  if (held.length === 0) {
    const additions = additionsFor(state, windows, free);
    const gave = await takeAll(tx, additions, entriesFor(state, windows, free));
    if (gave.length === additions.length) return new Map();
    await giveBack(tx, additions, gave);
  }
  return shareOut(tx, state, windows, wanted);
}

async function shareOut(
  tx: Tx,
  state: SendingState,
  windows: Record<Span, Window>,
  wanted: readonly Spend[],
): Promise<Map<string, Shortage>> {
  const purse = await lockedPurse(tx, state, windows, wanted);
  const { taken, shortages, opened } = share(purse, wanted);
  const additions = additionsFor(state, windows, taken).map((one) => ({ ...one, atMost: noMatter }));
  if (taken.length > 0) {
    const gave = await takeAll(tx, additions, entriesFor(state, windows, taken));
    if (gave.length < additions.length) throw new Error("limits: a locked counter changed");
  }
  for (const [country, newPeople] of opened)
    await openBreaker(tx, { country, newPeople, until: purse.breakerUntil });
  return shortages;
}

async function lockedPurse(
  tx: Tx,
  state: SendingState,
  windows: Record<Span, Window>,
  wanted: readonly Spend[],
): Promise<Purse> {
  const countries = [...new Set(wanted.filter((one) => one.newPerson).map(({ country }) => country))];
  const abroad = [...new Set(wanted.map(({ country }) => country))].filter((country) =>
    isAbroad(state, country),
  );
  const keys: CounterKey[] = [
    ...spans.map((span) => ({ span, from: windows[span].from, country: everywhere })),
    ...countries.map((country) => ({ span: "hour" as const, from: windows.hour.from, country })),
    ...abroad.map((country) => ({ span: "day" as const, from: windows.day.from, country })),
  ];
  await ensureCounters(tx, keys);
  const rows = await lockCounters(tx, keys);
  const of = (span: Span, country: string): CounterRow | undefined =>
    rows.find((row) => row.span === span && row.country === country);
  const breakers = await breakersOf(tx, countries);
  const newPeople: Purse["newPeople"] = new Map();
  for (const country of countries) {
    const home = !isAbroad(state, country);
    const breaker = breakers.get(country);
    newPeople.set(country, {
      count: of("hour", country)?.newPeople ?? 0,
      atMost: breaker?.closedAt
        ? Number.POSITIVE_INFINITY
        : mostNewPeople({ home, busiestHour: await busiestHour(tx, country, windows.hour.from) }),
      heldUntil: breaker && !breaker.closedAt ? breaker.until : null,
    });
  }
  const taken = Object.fromEntries(
    spans.map((span) => {
      const row = of(span, everywhere);
      return [span, { messages: row?.messages ?? 0, cost: row?.cost ?? 0n }];
    }),
  ) as Record<Span, Taken>;
  return {
    limits: state.limits,
    windows,
    taken,
    abroad: new Map(abroad.map((country) => [country, of("day", country)?.cost ?? 0n])),
    newPeople,
    breakerUntil: addHours(tx.now, breakerHours),
  };
}

const isAbroad = ({ zone }: SendingState, country: string) => country !== homeCountryOf(zone);

const everywhere = "*";
const noMatter = { messages: null, newPeople: null, cost: null };

/** A lock needs a row: two who share out a window that nobody counted in yet must not both find it empty. */
const ensureCounters = (tx: Tx, keys: readonly CounterKey[]) =>
  takeAll(
    tx,
    keys.map((key) => ({ ...key, messages: 0, newPeople: 0, cost: 0n, atMost: noMatter })),
    [],
  );

function additionsFor(
  state: SendingState,
  windows: Record<Span, Window>,
  spends: readonly Spend[],
): Addition[] {
  const { limits, vouchedCountries } = state;
  const most: Record<Span, Addition["atMost"]> = {
    hour: { messages: limits.perHour, newPeople: null, cost: null },
    day: { messages: limits.perDay, newPeople: null, cost: limits.dayMoney },
    month: { messages: null, newPeople: null, cost: limits.monthMoney },
  };
  const whole = spans.map((span) => ({
    span,
    from: windows[span].from,
    country: everywhere,
    messages: spends.length,
    newPeople: 0,
    cost: costOf(spends),
    atMost: most[span],
  }));
  const firstTexts = byCountry(spends.filter((one) => one.newPerson)).map(([country, own]) => ({
    span: "hour" as const,
    from: windows.hour.from,
    country,
    messages: own.length,
    newPeople: own.length,
    cost: costOf(own),
    atMost: {
      ...noMatter,
      newPeople: vouchedCountries.has(country)
        ? null
        : mostNewPeople({ home: !isAbroad(state, country), busiestHour: 0 }),
    },
  }));
  const abroad = byCountry(spends.filter((one) => isAbroad(state, one.country))).map(([country, own]) => ({
    span: "day" as const,
    from: windows.day.from,
    country,
    messages: own.length,
    newPeople: 0,
    cost: costOf(own),
    atMost: { ...noMatter, cost: limits.abroadMoney },
  }));
  return [...whole, ...firstTexts, ...abroad];
}

const costOf = (spends: readonly Spend[]) => spends.reduce((sum, one) => sum + one.cost, 0n);
const byCountry = (spends: readonly Spend[]) => [...Map.groupBy(spends, ({ country }) => country)];

const entriesFor = (state: SendingState, windows: Record<Span, Window>, spends: readonly Spend[]) =>
  spends.map((spend) => ({
    id: spend.id,
    country: spend.country,
    hourAt: windows.hour.from,
    dayAt: windows.day.from,
    monthAt: windows.month.from,
    cost: spend.cost,
    newPerson: spend.newPerson,
    abroad: isAbroad(state, spend.country),
  }));

async function giveBack(tx: Tx, additions: readonly Addition[], gave: readonly CounterKey[]): Promise<void> {
  const isGiver = (one: Addition) =>
    gave.some(({ span, country }) => span === one.span && country === one.country);
  await adjustCounters(
    tx,
    additions.filter(isGiver).map(({ atMost: _, ...one }) => ({
      ...one,
      messages: -one.messages,
      newPeople: -one.newPeople,
      cost: -one.cost,
    })),
  );
}
