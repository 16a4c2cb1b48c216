import { type MessageState, messageStates } from "../schema";

/** What an owner asks: what is coming, what waits, what went, what did not go, what wants a look. Each state is in one of them. */
export const outboxTabs = {
  coming: ["planned", "claimed", "submitting"],
  waiting: ["held"],
  gone: ["accepted", "sent", "delivered"],
  stopped: ["blocked", "cancelled", "expired"],
  check: ["unclear", "undelivered", "failed"],
} as const satisfies Record<string, readonly MessageState[]>;

export type NamedTab = keyof typeof outboxTabs;
/** `moving` is what the calendar counts: what is to go and what went. `missed` did not reach its person, as the desk's first page counts it. */
export type OutboxTab = NamedTab | "all" | "moving" | "missed";

const named = Object.keys(outboxTabs) as NamedTab[];
export const allTabs: readonly OutboxTab[] = [...named, "all", "moving", "missed"];
/** Those that always stand over the list. */
export const shownTabs: readonly OutboxTab[] = [...named, "all"];

export const statesOf = (tab: OutboxTab): readonly MessageState[] => {
  if (tab === "all") return messageStates;
  if (tab === "moving") return [...outboxTabs.coming, ...outboxTabs.waiting, ...outboxTabs.gone];
  if (tab === "missed") return ["blocked", ...outboxTabs.check];
  return outboxTabs[tab];
};

/** What is still to come is read from the soonest on, what is over from the newest back. */
export const isForward = (tab: OutboxTab): boolean => tab === "coming" || tab === "waiting";

/** May still be taken back or brought forward. */
export const openStates = ["planned", "held"] as const satisfies readonly MessageState[];
