import { suppress } from "@/lib/customers/suppressions";
import type { ChannelName, Provider, RefusalClass, SendOutcome } from "@/lib/platform/channels/channel";
import { recordEvent } from "@/lib/platform/events";
import { providerStatus } from "@/lib/platform/sms/status-rank";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { askAboutAccount } from "./account-refusals";
import type { Claim } from "./claims";
import { laneOf } from "./known";
import { settleCosts } from "./limits/settling-costs";
import { isTrouble, noteTrouble } from "./provider-pulse";
import { stateOf } from "./provider-states";
import { firstRefresh } from "./questions";
import { subjectOf } from "./settling";

/** The provider's answer to one submission. `not_posted`: our own process stood still too long and let it be. */
export interface Answer extends Claim {
  provider: Provider;
  outcome: SendOutcome | { kind: "not_posted" };
}

/** The first look at the provider's list after a POST without an answer (safety.md, protocol 7). */
export const firstListingMinutes = 2;

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

/** Writes the provider's answers; for a claim that was taken over meanwhile nothing changes (G16). */
export async function recordAnswers(tenant: TenantScope, answers: readonly Answer[]): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { accepted = [], ...others } = Object.groupBy(answers, ({ outcome }) => outcome.kind);
    await recordAccepted(tx, accepted);
    const rest = Object.values(others).flat();
    await noteTrouble(
      tx,
      rest.filter(({ outcome }) => isTrouble(outcome)).map(({ id }) => id),
    );
    for (const answer of rest) await recordOther(tx, answer);
    await settleCosts(
      tx,
      rest.map(({ id }) => id),
    );
  });
}

async function recordAccepted(tx: Tx, answers: readonly Answer[]): Promise<void> {
  const rows = answers.flatMap(({ id, token, provider, outcome }) => {
    if (outcome.kind !== "accepted") return [];
    const { sid, status, segments } = outcome;
    return [{ id, token, sid, segments, ...takenAs(provider, status, tx.now) }];
  });
  if (rows.length === 0) return;
  await tx.db.$executeRaw`
    UPDATE message m SET state = r.state, claim_token = NULL, lease_until = NULL, provider_sid = r.sid,
      provider_status = r.status, segments = nullif(r.segments, 0), accepted_at = ${tx.now}, next_listing_at = r.next
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      r(id uuid, token uuid, sid text, status text, state text, segments int, next timestamptz)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.id = r.id AND m.state = 'submitting' AND m.claim_token = r.token`;
}

/**
 * What an accepted send is for us. A mail server that took a mail says no more about it, so it is sent and nothing further is
 * asked or waited for; a word of later things than that is left to callbacks and questions, which all go one way.
 */
function takenAs({ capabilities }: Provider, word: string, now: Date) {
  const status = providerStatus(word);
  const isSent = status !== null && stateOf[status] === "sent";
  return {
    status: word,
    state: isSent ? "sent" : "accepted",
    next: capabilities.finds === "never" ? null : firstRefresh(capabilities, now),
  };
}

function recordOther(tx: Tx, { outcome, provider, ...claim }: Answer): Promise<void> {
  switch (outcome.kind) {
    case "throttled":
      return backToPlanned(tx, claim, outcome.retryAfterSeconds);
    case "not_posted":
      return backToPlanned(tx, claim, 0);
    case "refused":
      return refused(tx, claim, outcome);
    case "unclear":
      return unclear(tx, claim, outcome.detail);
    case "accepted":
      return recordAccepted(tx, [{ ...claim, provider, outcome }]);
  }
}

const ours = ({ id, token }: Claim) => ({ id, state: "submitting", claimToken: token });
const released = { claimToken: null, leaseUntil: null };
/** It is made anew when it goes. */
const unfrozen = {
  toAddress: null,
  kind: null,
  subject: null,
  body: null,
  fallbackBody: null,
  estimatedCost: null,
  costCurrency: null,
};

/** Certainly not sent: it goes again after the provider's pause, spread so that a crowd does not return at once. */
async function backToPlanned(tx: Tx, claim: Claim, pauseSeconds: number): Promise<void> {
  const spread = pauseSeconds * (1 + Math.random() / 4);
  await tx.db.message.updateMany({
    where: ours(claim),
    data: {
      ...released,
      state: "held",
      verdict: "wait",
      verdictReason: "messages.providerBusy",
      heldUntil: new Date(tx.now.getTime() + spread * 1000),
      ...unfrozen,
      submittedAt: null,
    },
  });
}

async function refused(
  tx: Tx,
  claim: Claim,
  outcome: { code: string; class: RefusalClass; message: string },
): Promise<void> {
  const { count } = await tx.db.message.updateMany({
    where: ours(claim),
    data: {
      ...released,
      state: "failed",
      verdict: "fail",
      verdictReason: `messages.refused.${outcome.class}`,
      errorCode: outcome.code,
      errorDetail: outcome.message.slice(0, 300),
      endedAt: tx.now,
    },
  });
  if (count === 0) return;
  const message = await tx.db.message.findFirstOrThrow({ where: { id: claim.id } });
  await learnFromError(tx, message, outcome.code, outcome.class);
  if (outcome.class === "config" && message.providerAccountId)
    await askAboutAccount(tx, message.providerAccountId, outcome.code);
  await recordEvent(tx, "message.failed", subjectOf(message), { code: outcome.code, class: outcome.class });
}

/** What an error code teaches about the address: a dead one, or that the carrier was told to stop (21610). */
export async function learnFromError(
  tx: Tx,
  message: { customerId: string; channel: string; toAddress: string | null },
  code: string,
  errorClass: RefusalClass,
): Promise<void> {
  if (!message.toAddress) return;
  const channel = laneOf(message.channel as ChannelName);
  if (errorClass === "bad_number")
    await tx.db.contactPoint.updateMany({
      where: { channel: channel === "email" ? "email" : "phone", address: message.toAddress, badSince: null },
      data: { badSince: tx.now, badReason: code },
    });
  if (errorClass === "opted_out" || errorClass === "ads_refused")
    await suppress(tx, {
      channel,
      address: message.toAddress,
      scope: errorClass === "opted_out" ? "all" : "advertising",
      source: `provider:${code}`,
      customerId: message.customerId,
    });
}

/** Perhaps sent: never again before reconciling. The first listing follows two minutes later. */
async function unclear(tx: Tx, claim: Claim, detail: string): Promise<void> {
  const { count } = await tx.db.message.updateMany({
    where: ours(claim),
    data: {
      ...released,
      state: "unclear",
      verdict: "unclear",
      verdictReason: "messages.unclear",
      errorDetail: detail.slice(0, 300),
      nextListingAt: minutesAfter(tx.now, firstListingMinutes),
    },
  });
  if (count === 0) return;
  const message = await tx.db.message.findFirstOrThrow({ where: { id: claim.id } });
  await recordEvent(tx, "message.unclear", subjectOf(message));
}
