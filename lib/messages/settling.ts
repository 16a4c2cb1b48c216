import { recordEvent } from "@/lib/platform/events";
import type { Tx } from "@/lib/platform/tenancy";

import type { Verdict } from "./gate-facts";

/** How a claimed message ends or waits without leaving. */
export interface Settlement {
  state: "held" | "blocked" | "cancelled" | "expired" | "failed";
  verdict: string;
  /** Message key of the reason in words. */
  reason: string;
  heldUntil?: Date;
}

const waitMinutes = 5;

/** When a thing of which nobody knows when it changes is looked at again. */
export const waitUntil = (now: Date): Date => new Date(now.getTime() + waitMinutes * 60_000);

/** The gate's verdict as an end or a pause. */
export function settlementOf(verdict: Exclude<Verdict, { outcome: "send" }>, now: Date): Settlement {
  const reason = `gate.reasons.${verdict.reason}`;
  switch (verdict.outcome) {
    case "hold":
      return { state: "held", verdict: "hold", reason, heldUntil: verdict.until };
    case "wait":
      return { state: "held", verdict: "wait", reason, heldUntil: waitUntil(now) };
    case "block":
      return { state: "blocked", verdict: "block", reason };
    case "expire":
      return {
        state: verdict.reason === "STALE_PLAN" ? "cancelled" : "expired",
        verdict: "expire",
        reason,
      };
  }
}

/** Writes it, if the claim still stands. A pause is no attempt: the count of claims begins anew. */
export async function settle(
  tx: Tx,
  message: { id: string; customerId: string; claimToken: string | null },
  end: Settlement,
): Promise<void> {
  const { count } = await tx.db.message.updateMany({
    where: { id: message.id, state: "claimed", claimToken: message.claimToken },
    data: {
      state: end.state,
      verdict: end.verdict,
      verdictReason: end.reason,
      heldUntil: end.heldUntil ?? null,
      endedAt: end.state === "held" ? null : tx.now,
      attempts: 0,
      claimToken: null,
      leaseUntil: null,
    },
  });
  if (count > 0 && end.state !== "held")
    await recordEvent(tx, `message.${end.state}`, subjectOf(message), { reason: end.reason });
}

/** A message as the subject of an event, on its customer's timeline. */
export const subjectOf = (message: { id: string; customerId: string }) => ({
  kind: "message",
  id: message.id,
  customerId: message.customerId,
});
