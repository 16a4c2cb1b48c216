import type { Message } from "@/lib/platform/database/generated/client";
import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { type Forecast, forecasts } from "./forecast";
import { planAgain } from "./planning";
import { type AgainVerdict, mayBeSentAgain, type ResendClass } from "./resend-rule";
import { subjectOf } from "./settling";
import { resend } from "./unclear";

/** What the rule says of a message, with what is known of it. `forecast`: as if it were due now. */
export function againVerdict(
  message: Pick<Message, "state" | "resendClass" | "verdictReason" | "expiresAt">,
  known: { sentAgain: boolean; forecast: Pick<Forecast, "outcome" | "reason"> | null },
  now: Date,
): AgainVerdict {
  const rule = mayBeSentAgain(
    {
      state: message.state,
      resendClass: message.resendClass as ResendClass,
      optedOut: message.verdictReason === "messages.refused.opted_out",
      sentAgain: known.sentAgain,
      usefulUntil: message.expiresAt,
    },
    now,
  );
  if (!rule.allowed) return rule;
  // What the gate would not let go in any case (a dead number, a refusal) is said beforehand; what only waits may wait.
  const { forecast } = known;
  const stopped = forecast && ["block", "expire", "undecided"].includes(forecast.outcome);
  return stopped ? { allowed: false, reason: forecast.reason ?? "outbox.again.not" } : rule;
}

/**
 * A person sends a message again that did not arrive, or of which nobody knows: a new message that names the first, judged by the gate
 * like any other, advertising above all. Once for each; only where its class allows it.
 */
export async function sendAgain(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    // Two presses at once are one: the second waits here and finds the first one's.
    await tx.db
      .$queryRaw`SELECT id FROM message WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const message = await tx.db.message.findFirst({ where: { id } });
    if (!message) throw new Refusal("not_found", "errors.notFound");
    const sentAgain = (await tx.db.message.count({ where: { resendOfId: id } })) > 0;
    const forecast = (await forecasts(tx, [id], tx.now)).get(id) ?? null;
    const verdict = againVerdict(message, { sentAgain, forecast }, tx.now);
    if (!verdict.allowed) throw new Refusal("conflict", verdict.reason);
    if (message.state === "unclear") {
      if (!(await resend(tx, id))) throw new Refusal("conflict", "outbox.again.arrived");
    } else await planAgain(tx, message, "outbox.because.sentAgain");
    await recordEvent(tx, "message.sent_again", subjectOf(message));
  });
}
