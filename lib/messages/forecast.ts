import type { Tx } from "@/lib/platform/tenancy";

import { conditionHolds, dependsOnAttendance } from "./condition";
import { type MessageContext, messageContexts } from "./context";
import { readyMessage } from "./facts";
import { judge } from "./gate";
import { gatherKnown, type Known } from "./known";
import { activeSmsAccount } from "./provider-accounts";

/** What would happen to a planned message if everything stayed as it is: shown beside it before it goes. */
export interface Forecast {
  text: string;
  outcome: "send" | "hold" | "wait" | "block" | "expire" | "undecided";
  /** Message key of the reason in words; null where it would simply go. */
  reason: string | null;
  until: Date | null;
}

/** The forecasts of planned messages, by their ids. Judged at the time each is due: noon tomorrow is not "night". */
export async function forecasts(tx: Tx, ids: readonly string[]): Promise<Map<string, Forecast>> {
  const contexts = await messageContexts(tx, ids);
  const known = await gatherKnown(tx, contexts, await activeSmsAccount(tx));
  return new Map(contexts.map((context) => [context.message.id, forecastOf(context, known, tx.now)]));
}

function forecastOf(context: MessageContext, known: Known, now: Date): Forecast {
  const { message } = context;
  const due = message.heldUntil ?? message.dueAt;
  const at = due > now ? due : now;
  const { body: text, facts } = readyMessage(context, known, at, "show");
  const verdict = judge(facts);
  if (verdict.outcome !== "send")
    return {
      text,
      outcome: verdict.outcome,
      reason: `gate.reasons.${verdict.reason}`,
      until: verdict.outcome === "hold" ? verdict.until : null,
    };
  if (!conditionHolds(context, at)) {
    const reason = dependsOnAttendance(context, at)
      ? "messages.dependsOnAttendance"
      : "messages.conditionNotMet";
    return { text, outcome: "undecided", reason, until: null };
  }
  const ready = { text, outcome: "send", reason: null, until: null } as const;
  return known.account ? ready : { ...ready, outcome: "wait", reason: "messages.noAccount" };
}
