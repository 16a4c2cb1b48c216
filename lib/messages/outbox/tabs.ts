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
/** `moving` is what the calendar counts: what is to go and what went. */
export type OutboxTab = NamedTab | "all" | "moving";

const named = Object.keys(outboxTabs) as NamedTab[];
export const allTabs: readonly OutboxTab[] = [...named, "all", "moving"];
/** Those that always stand over the list. */
export const shownTabs: readonly OutboxTab[] = [...named, "all"];

export const statesOf = (tab: OutboxTab): readonly MessageState[] => {
  if (tab === "all") return messageStates;
  if (tab === "moving") return [...outboxTabs.coming, ...outboxTabs.waiting, ...outboxTabs.gone];
  return outboxTabs[tab];
};

/** What is still to come is read from the soonest on, what is over from the newest back. */
export const isForward = (tab: OutboxTab): boolean => tab === "coming" || tab === "waiting";

/** May still be taken back or brought forward. */
export const openStates = ["planned", "held"] as const satisfies readonly MessageState[];
