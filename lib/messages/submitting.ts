import { lockAddresses } from "@/lib/customers/suppressions";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import type { OutgoingSms, SmsAccount } from "@/lib/platform/sms/sms";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { accountIsRefused } from "./account-refusals";
import { type Claim, leaseSeconds } from "./claims";
import { judgeCondition } from "./condition";
import { type MessageContext, messageContexts } from "./context";
import { type Ready, readyMessage } from "./facts";
import { judge } from "./gate";
import { addressOf, gatherKnown, type Known, textKey } from "./known";
import { activeSmsAccount, senderOf, type TenantSmsAccount } from "./provider-accounts";
import { type Settlement, settle, settlementOf, waitUntil } from "./settling";

/** One message on its way out: committed as `submitting`, to be posted once, while the lease lasts. */
export interface Submission extends Claim {
  account: SmsAccount;
  sms: OutgoingSms;
}

/** Longest time a provider may keep trying a text. */
const longestValiditySeconds = 4 * 3600;

/**
 * The last gate, in the commit to `submitting` and under the locks that a STOP takes too, so that a STOP and a send have
 * an order. Returns what to post; the others were held, blocked, cancelled, or are no longer ours.
 */
export async function submitMessages(tenant: TenantScope, claims: readonly Claim[]): Promise<Submission[]> {
  return inTransaction(tenant, async (tx) => {
    const contexts = await claimedContexts(tx, claims);
    if (contexts.length === 0) return [];
    const account = await activeSmsAccount(tx);
    await lockAddresses(
      tx,
      "sms",
      contexts.map(addressOf).filter((to) => to !== null),
    );
    const known = await gatherKnown(tx, contexts, account);
    const noRoute = await routeObjection(tx, account);
    const leaving: Leaving[] = [];
    for (const context of contexts) {
      const decided = decide(context, known, noRoute, tx.now);
      if ("state" in decided) await settle(tx, context.message, decided);
      else leaving.push({ context, ready: decided });
    }
    return account ? submit(tx, account, leaving) : [];
  });
}

interface Leaving {
  context: MessageContext;
  ready: Ready;
}

async function claimedContexts(tx: Tx, claims: readonly Claim[]): Promise<MessageContext[]> {
  const contexts = await messageContexts(
    tx,
    claims.map(({ id }) => id),
  );
  const tokens = new Map(claims.map(({ id, token }) => [id, token]));
  return contexts.filter(
    ({ message }) => message.state === "claimed" && message.claimToken === tokens.get(message.id),
  );
}

/** Why nothing at all can leave now. */
async function routeObjection(tx: Tx, account: TenantSmsAccount | null): Promise<string | null> {
  if (!account) return "messages.noAccount";
  return (await accountIsRefused(tx, account.id)) ? "messages.accountRefused" : null;
}

/**
 * One message's fate. A message that cannot even be made (its data are broken) is failed and said so: it must not take
 * the others of its batch with it.
 */
function decide(
  context: MessageContext,
  known: Known,
  noRoute: string | null,
  now: Date,
): Settlement | Ready {
  try {
    const objection = judgeCondition(context, now);
    if (objection) return objection;
    const ready = readyMessage(context, known, now, "draft");
    const verdict = judge(ready.facts);
    if (verdict.outcome !== "send") return settlementOf(verdict, now);
    if (noRoute) return { state: "held", verdict: "wait", reason: noRoute, heldUntil: waitUntil(now) };
    known.openTexts.set(textKey(ready.to as string, ready.body), context.message.id);
    return ready;
  } catch {
    return { state: "failed", verdict: "fail", reason: "messages.cannotBeMade" };
  }
}

async function submit(tx: Tx, account: TenantSmsAccount, leaving: Leaving[]): Promise<Submission[]> {
  if (leaving.length === 0) return [];
  const rows = leaving.map(({ context: { message }, ready }) => ({
    id: message.id,
    token: message.claimToken as string,
    to: ready.to as string,
    body: ready.body,
    callback: message.callbackId ?? newId(),
    validity: validitySeconds(message.expiresAt, tx.now),
  }));
  const written = await tx.db.$queryRaw<{ id: string }[]>`
    UPDATE message m SET state = 'submitting', verdict = 'send', verdict_reason = NULL, held_until = NULL,
      to_address = r."to", body = r.body, callback_id = r.callback, provider_account_id = ${account.id}::uuid,
      sender = ${senderOf(account)}, submitted_at = ${tx.now}, attempts = 0,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id uuid, token uuid, "to" text, body text, callback uuid)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.id = r.id AND m.state = 'claimed' AND m.claim_token = r.token
    RETURNING m.id::text AS id`;
  const ours = new Set(written.map(({ id }) => id));
  const left = leaving.filter(({ context }) => ours.has(context.message.id));
  const links = left.flatMap(({ ready }) => ready.links);
  if (links.length > 0) await tx.db.personalLink.createMany({ data: links });
  const shortLinks = left.flatMap(({ ready }) => ready.shortLinks);
  if (shortLinks.length > 0) await tx.db.shortLink.createMany({ data: shortLinks });
  return rows
    .filter(({ id }) => ours.has(id))
    .map(({ id, token, to, body, callback, validity }) => ({
      id,
      token,
      account: account.account,
      sms: {
        to,
        from: account.messagingServiceSid ? undefined : account.from,
        messagingServiceSid: account.messagingServiceSid,
        body,
        statusCallbackUrl: `${env.baseUrl}/api/webhooks/twilio/status?m=${callback}`,
        validityPeriodSeconds: validity,
      },
    }));
}

/** A text that becomes useless before four hours are over must not arrive after that. */
function validitySeconds(expiresAt: Date | null, now: Date): number {
  const useful = expiresAt ? (expiresAt.getTime() - now.getTime()) / 1000 : longestValiditySeconds;
  return Math.min(longestValiditySeconds, useful);
}
