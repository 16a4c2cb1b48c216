import type { MessageKind } from "@/lib/platform/channels/channel";
import type { Tx } from "@/lib/platform/tenancy";
import type { Reason } from "@/lib/rules/explain";

import { conditionHolds, dependsOnAttendance, failedTests } from "./condition";
import { type MessageContext, messageContexts } from "./context";
import { accountObjection, readyMessage } from "./facts";
import { judge } from "./gate";
import { gatherKnown, type Known } from "./known";

/** What would happen to a planned message if everything stayed as it is: shown beside it before it goes. */
export interface Forecast {
  text: string;
  /** What it would leave as; null while no account carries it. */
  kind: MessageKind | null;
  /** Of a mail or a long text. */
  subject: string;
  outcome: "send" | "hold" | "wait" | "block" | "expire" | "undecided";
  /** Message key of the reason in words; null where it would simply go. */
  reason: string | null;
  until: Date | null;
  /** Tests of its condition that do not hold as things stand. */
  failed: Reason[];
}

/**
 * The forecasts of planned messages, by their ids. Judged at the time each is due: noon tomorrow is not "night"; with
 * `at`, as if they were due then.
 */
export async function forecasts(tx: Tx, ids: readonly string[], at?: Date): Promise<Map<string, Forecast>> {
  const contexts = await messageContexts(tx, ids);
  const known = await gatherKnown(tx, contexts);
  return new Map(contexts.map((context) => [context.message.id, forecastOf(context, known, tx.now, at)]));
}

function forecastOf(context: MessageContext, known: Known, now: Date, asIfDue?: Date): Forecast {
  const { message } = context;
  const due = asIfDue ?? message.heldUntil ?? message.dueAt;
  const at = due > now ? due : now;
  if (!context.words)
    return { ...unreadable, outcome: "block", reason: "messages.cannotBeMade", until: null };
  const ready = readyMessage(context, known, at, "show");
  const shown = { text: ready.body, kind: ready.route.kind, subject: ready.subject, failed: [] as Reason[] };
  const verdict = judge(ready.facts);
  if (verdict.outcome !== "send")
    return {
      ...shown,
      outcome: verdict.outcome,
      reason: `gate.reasons.${verdict.reason}`,
      until: verdict.outcome === "hold" ? verdict.until : null,
    };
  if (!conditionHolds(context, at)) {
    const reason = dependsOnAttendance(context, at)
      ? "messages.dependsOnAttendance"
      : "messages.conditionNotMet";
    return { ...shown, outcome: "undecided", reason, until: null, failed: failedTests(context, at) };
  }
  const waits = accountObjection(ready, known);
  return { ...shown, outcome: waits ? "wait" : "send", reason: waits, until: null };
}

const unreadable = { text: "", kind: null, subject: "", failed: [] };
