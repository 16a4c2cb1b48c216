import type { Limits } from "./schema";
import { type Span, spans, type Window } from "./windows";

/** What one message would take. */
export interface Spend {
  id: string;
  country: string;
  /** Millionths of a won. */
  cost: bigint;
  /** Never texted before, and here since yesterday. */
  newPerson: boolean;
}

export interface Taken {
  messages: number;
  cost: bigint;
}

/** Why a message does not leave now, and when it may be asked again. */
export interface Shortage {
  reason: "HOUR_CAP" | "DAY_CAP" | "BUDGET" | "COUNTRY_CAP" | "COUNTRY_BREAKER";
  until: Date;
}

/** What is left, as it was read under the counters' locks. */
export interface Purse {
  limits: Limits;
  windows: Record<Span, Window>;
  taken: Record<Span, Taken>;
  /** Money of the day by country, of those that are not the business's own. */
  abroad: Map<string, bigint>;
  /** By country: first texts of this hour, how many there may be, and until when none go (an open breaker). */
  newPeople: Map<string, { count: number; atMost: number; heldUntil: Date | null }>;
  /** When first texts to a country go again if its breaker opens now. */
  breakerUntil: Date;
}

export interface Sharing {
  taken: Spend[];
  shortages: Map<string, Shortage>;
  /** Countries whose breaker opened over these, with the number of first texts that did it. */
  opened: Map<string, number>;
}

/** Gives to one after the other what still fits: 50 left and 200 wishes make exactly 50 (G17). A dear one may not fit where a cheap one does. */
export function share(purse: Purse, wanted: readonly Spend[]): Sharing {
  const sharing: Sharing = { taken: [], shortages: new Map(), opened: new Map() };
  const left = structuredClone(purse);
  for (const spend of wanted) {
    const shortage = newcomerShortage(left, spend, sharing.opened) ?? shortageOf(left, spend);
    if (shortage) {
      sharing.shortages.set(spend.id, shortage);
      continue;
    }
    sharing.taken.push(spend);
    for (const span of spans) {
      left.taken[span].messages += 1;
      left.taken[span].cost += spend.cost;
    }
    const abroad = left.abroad.get(spend.country);
    if (abroad !== undefined) left.abroad.set(spend.country, abroad + spend.cost);
    const country = left.newPeople.get(spend.country);
    if (spend.newPerson && country) country.count += 1;
  }
  return sharing;
}

function newcomerShortage(purse: Purse, spend: Spend, opened: Map<string, number>): Shortage | null {
  const country = purse.newPeople.get(spend.country);
  if (!spend.newPerson || !country) return null;
  if (country.heldUntil) return { reason: "COUNTRY_BREAKER", until: country.heldUntil };
  if (country.count < country.atMost) return null;
  country.heldUntil = purse.breakerUntil;
  opened.set(spend.country, country.count + 1);
  return { reason: "COUNTRY_BREAKER", until: purse.breakerUntil };
}

function shortageOf({ limits, windows, taken, abroad }: Purse, { cost, country }: Spend): Shortage | null {
  if (taken.month.cost + cost > limits.monthMoney) return { reason: "BUDGET", until: windows.month.until };
  if (taken.day.cost + cost > limits.dayMoney) return { reason: "BUDGET", until: windows.day.until };
  const toCountry = abroad.get(country);
  if (toCountry !== undefined && toCountry + cost > limits.abroadMoney)
    return { reason: "COUNTRY_CAP", until: windows.day.until };
  if (taken.day.messages >= limits.perDay) return { reason: "DAY_CAP", until: windows.day.until };
  if (taken.hour.messages >= limits.perHour) return { reason: "HOUR_CAP", until: windows.hour.until };
  return null;
}
