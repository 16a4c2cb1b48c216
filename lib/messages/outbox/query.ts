import { z } from "zod";
import { channelNames } from "@/lib/platform/channels/channel";

import { messageStates } from "../schema";
import { allTabs, type OutboxTab } from "./tabs";

const id = z.uuid();

/** What the outbox can be narrowed by, and what each value may be. Days are local ones of the business, both counted in. */
const filterValues = {
  channel: z.enum(channelNames),
  class: z.enum(["transactional", "advertising"]),
  state: z.enum(messageStates),
  /** Message key of a verdict's reason. */
  reason: z.string().regex(/^[a-zA-Z]{1,30}\.[a-zA-Z_]{1,40}(?:\.[a-zA-Z_]{1,40})?$/),
  /** Key of a follow-up. */
  rule: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/),
  run: id,
  customer: id,
  from: z.iso.date(),
  to: z.iso.date(),
} as const;

export type OutboxFilter = keyof typeof filterValues;
export const outboxFilters = Object.keys(filterValues) as OutboxFilter[];

/** What the outbox shows, as its address says it; without the page. */
export interface OutboxQuery {
  tab: OutboxTab;
  filters: Partial<Record<OutboxFilter, string>>;
}

type Asked = Record<string, string | string[] | undefined>;
const first = (given: string | string[] | undefined) => (Array.isArray(given) ? given[0] : given);

/** Reads an address. What it does not know, or what is not well-formed, it leaves out: an old link still shows a list. */
export function readOutboxQuery(asked: Asked): OutboxQuery {
  const filters: OutboxQuery["filters"] = {};
  for (const name of outboxFilters) {
    const read = filterValues[name].safeParse(first(asked[name])?.trim());
    if (read.success) filters[name] = read.data;
  }
  return { tab: allTabs.find((tab) => tab === first(asked["tab"])) ?? "coming", filters };
}

export const readOutboxAddress = (address: string): OutboxQuery =>
  readOutboxQuery(Object.fromEntries(new URLSearchParams(address.slice(0, 2_000))));

/** The same list always has the same address: parameters in one order, what is usual left out. */
export function writeOutboxQuery({ tab, filters }: OutboxQuery, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(tab === "coming" ? {} : { tab });
  for (const name of outboxFilters) if (filters[name]) query.set(name, filters[name]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

export const isNarrowed = ({ filters }: OutboxQuery): boolean => Object.keys(filters).length > 0;

/** The same query with a filter less. */
export function withoutFilter({ tab, filters }: OutboxQuery, name: OutboxFilter): OutboxQuery {
  const { [name]: _gone, ...rest } = filters;
  return { tab, filters: rest };
}
