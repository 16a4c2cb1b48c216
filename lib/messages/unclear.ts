import { ask, withdraw } from "@/lib/decisions/decisions";
import type { Message } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import { unclearDecision } from "./callbacks";
import { planAgain } from "./planning";

/** A submission without a known end: its number and time of POST are known. */
export type UnclearMessage = Message & { toAddress: string; submittedAt: Date };

const decisionHours = 6;
/** When the rule itself may resend a notice (lib/messages/resend-rule.ts): until then the card offers it at once. */
const ruleResendsMinutes = 75;

/**
 * Puts an unclear text in front of the owner. `rule`: it goes again by itself later, or now on their word; `person`: only
 * their word sends it again; `severalFound`, `neverFound`: nothing can be done but to know of it.
 */
export async function askAboutUnclear(
  tx: Tx,
  message: UnclearMessage,
  card: "rule" | "person" | "severalFound" | "neverFound",
): Promise<void> {
  const customer = await tx.db.customer.findFirstOrThrow({
    where: { id: message.customerId },
    select: { name: true },
  });
  const leave = { key: "leave", label: { key: card === "rule" ? "unclear.wait" : "unclear.leave" } };
  const again = { key: "resend", label: { key: "unclear.resend" } };
  await ask(tx, {
    kind: unclearDecision,
    subject: { kind: "message", id: message.id },
    question: {
      kicker: { key: "unclear.kicker" },
      title: { key: "unclear.title", values: { name: customer.name } },
      detail: { key: `unclear.detail.${card}`, values: { text: (message.body ?? "").slice(0, 60) } },
    },
    options: card === "rule" || card === "person" ? [again, leave] : [leave],
    default: "leave",
    deadline:
      card === "rule"
        ? new Date(message.submittedAt.getTime() + ruleResendsMinutes * 60_000)
        : addHours(tx.now, decisionHours),
  });
}

/**
 * A person's word, or the rule's: the same message once more, as a row of its own that names the first. False when the
 * first turned out to have arrived meanwhile, or was sent again already.
 */
export async function resend(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.db.message.updateMany({
    where: { id, state: "unclear" },
    data: {
      state: "failed",
      verdict: "fail",
      verdictReason: "messages.resentInstead",
      nextListingAt: null,
      endedAt: tx.now,
    },
  });
  if (count === 0) return false;
  await planAgain(tx, await tx.db.message.findFirstOrThrow({ where: { id } }));
  await withdraw(tx, unclearDecision, id);
  return true;
}
