import { lockAddresses } from "@/lib/customers/suppressions";
import type { MessageKind, OpenAccount, Outgoing, Provider } from "@/lib/platform/channels/channel";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/insert-rows";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { type Claim, leaseSeconds } from "./claims";
import { judgeCondition } from "./condition";
import { type MessageContext, messageContexts } from "./context";
import { accountObjection, type Ready, readyMessage } from "./facts";
import { firstIds } from "./first-ids";
import { judge } from "./gate";
import { addressesOf, gatherKnown, type Known, peopleOf, textKey } from "./known";
import { takeBudget } from "./limits/budget";
import { firstTimers } from "./limits/first-timers";
import { wonOf } from "./limits/money";
import { shareSwitches } from "./limits/state";
import { mailHtml } from "./mail-html";
import { type SendingAccount, senderOf } from "./provider-accounts";
import { type Settlement, settle, settlementOf, waitUntil } from "./settling";

/** One message on its way out: committed as `submitting`, to be posted once, while the lease lasts. */
export interface Submission extends Claim {
  provider: Provider;
  account: OpenAccount;
  outgoing: Outgoing;
}

/** Longest time a provider may keep trying a text. */
const longestValiditySeconds = 4 * 3600;

/**
 * The last gate, in the commit to `submitting` and under the locks that a STOP takes too, so that a STOP and a send have
 * an order. Returns what to post; the others were held, blocked, cancelled, or are no longer ours.
 */
export async function submitMessages(tenant: TenantScope, claims: readonly Claim[]): Promise<Submission[]> {
  return inTransaction(tenant, async (tx) => {
    // First, because the tenant's standing is read with the messages.
    await shareSwitches(tx);
    const contexts = await claimedContexts(tx, claims);
    if (contexts.length === 0) return [];
    const addresses = addressesOf(contexts);
    await lockAddresses(tx, "sms", [...addresses.sms, ...peopleOf(contexts)]);
    await lockAddresses(tx, "email", addresses.email);
    const known = await gatherKnown(tx, contexts);
    const leaving: Leaving[] = [];
    for (const context of contexts) {
      const decided = decide(context, known, tx.now);
      if ("state" in decided) await settle(tx, context.message, decided);
      else leaving.push({ context, ready: decided, account: decided.route.account as SendingAccount });
    }
    return submit(tx, await afforded(tx, known, leaving));
  });
}

/** Takes what the rest costs, and holds what there is no budget for. */
async function afforded(tx: Tx, known: Known, leaving: Leaving[]): Promise<Leaving[]> {
  const firsts = await firstTimers(
    tx,
    leaving.map(({ context }) => context),
  );
  const shortages = await takeBudget(
    tx,
    known.sending,
    leaving.map(({ context: { message }, ready: { estimate, facts } }) => ({
      id: message.id,
      country: facts.recipient.country,
      cost: estimate ? wonOf(estimate.micros, estimate.currency) : 0n,
      newPerson: firsts.has(message.customerId),
    })),
  );
  for (const { context, ready } of leaving) {
    const shortage = shortages.get(context.message.id);
    if (!shortage) continue;
    const verdict = judge({ ...ready.facts, budget: { left: false, ...shortage } });
    if (verdict.outcome !== "send") await settle(tx, context.message, settlementOf(verdict, tx.now));
  }
  return leaving.filter(({ context }) => !shortages.has(context.message.id));
}

interface Leaving {
  context: MessageContext;
  ready: Ready;
  account: SendingAccount;
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

/**
 * One message's way: its condition, the gate, and an account to carry it. One that cannot even be made ends by itself, instead
 * of taking the rest of its batch with it.
 */
function decide(context: MessageContext, known: Known, now: Date): Settlement | Ready {
  try {
    const objection = judgeCondition(context, now);
    if (objection) return objection;
    const ready = readyMessage(context, known, now, "draft");
    const verdict = judge(ready.facts);
    if (verdict.outcome !== "send") return settlementOf(verdict, now);
    const waits = accountObjection(ready, known);
    if (waits) return { state: "held", verdict: "wait", reason: waits, heldUntil: waitUntil(now) };
    known.openTexts.set(textKey(ready.to as string, ready.body), context.message.id);
    if (ready.facts.messageClass === "advertising") countAdvertisement(known, context, now);
    return ready;
  } catch {
    return { state: "failed", verdict: "fail", reason: "messages.cannotBeMade" };
  }
}

/** The next one of this batch to the same person is judged with it. */
function countAdvertisement({ recentAds }: Known, { message }: MessageContext, now: Date): void {
  recentAds.set(message.customerId, [...(recentAds.get(message.customerId) ?? []), now]);
}

async function submit(tx: Tx, leaving: Leaving[]): Promise<Submission[]> {
  if (leaving.length === 0) return [];
  const rows = leaving.map(rowOf);
  const written = await tx.db.$queryRaw<{ id: string }[]>`
    UPDATE message m SET state = 'submitting', verdict = 'send', verdict_reason = NULL, held_until = NULL,
      channel = r.channel, kind = r.kind, to_address = r."to", subject = r.subject, body = r.body,
      fallback_body = r.fallback, callback_id = r.callback, provider_account_id = r.account, sender = r.sender,
      estimated_cost = r.cost, cost_currency = r.currency, submitted_at = ${tx.now}, attempts = 0,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id uuid, token uuid, channel text, kind text, "to" text,
      subject text, body text, fallback text, callback uuid, account uuid, sender text, cost bigint, currency text)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.id = r.id AND m.state = 'claimed' AND m.claim_token = r.token
    RETURNING m.id::text AS id`;
  const ours = new Set(written.map(({ id }) => id));
  const left = leaving.filter(({ context }) => ours.has(context.message.id));
  const links = left.flatMap(({ ready }) => ready.links);
  await insertRows(tx, "personalLink", links);
  const shortLinks = left.flatMap(({ ready }) => ready.shortLinks);
  await insertRows(tx, "shortLink", shortLinks);
  const mails = left
    .filter(({ ready }) => ready.route.kind === "email")
    .map(({ context }) => context.message);
  const firsts = await firstIds(tx, mails);
  const callbacks = new Map(rows.map(({ id, callback }) => [id, callback]));
  return left.map((one) => {
    const { message } = one.context;
    const callback = callbacks.get(message.id) as string;
    return {
      id: message.id,
      token: message.claimToken as string,
      provider: one.account.provider,
      account: one.account.open,
      outgoing: outgoing(one, { callback, ourId: firsts.get(message.id) ?? callback }, tx.now),
    };
  });
}

/** What is frozen of a message when it leaves. */
const rowOf = ({ context: { message, words }, ready, account }: Leaving) => ({
  id: message.id,
  token: message.claimToken,
  channel: words?.channel,
  kind: ready.route.kind,
  to: ready.to,
  subject: carriesSubject(ready) ? ready.subject : null,
  body: ready.body,
  fallback: ready.alimtalk?.fallback?.body ?? null,
  callback: message.callbackId ?? newId(),
  account: account.id,
  sender: senderOf(account, channelOf(ready)),
  cost: ready.estimate === null ? null : Number(ready.estimate.micros),
  currency: ready.estimate?.currency ?? null,
});

const carriesSubject = ({ route, subject }: Ready) =>
  subject !== "" && (route.kind === "lms" || route.kind === "mms" || route.kind === "email");

const channelOf = ({ route }: Ready) => (route.kind === "email" ? "email" : "sms");

function outgoing(
  { context: { message }, ready, account }: Leaving,
  { callback, ourId }: { callback: string; ourId: string },
  now: Date,
): Outgoing {
  const byMail = ready.route.kind === "email";
  return {
    ourId,
    kind: ready.route.kind as MessageKind,
    to: ready.to as string,
    from: byMail ? account.mailFrom : account.pool ? undefined : account.from,
    pool: byMail ? undefined : account.pool,
    subject: carriesSubject(ready) ? ready.subject : undefined,
    body: ready.body,
    html: byMail ? mailHtml(ready.body) : undefined,
    image: ready.picture
      ? {
          bytes: ready.picture.bytes,
          contentType: ready.picture.contentType,
          publicUrl: `${env.baseUrl}/api/webhooks/twilio/picture?m=${callback}`,
        }
      : undefined,
    alimtalk: ready.alimtalk ?? undefined,
    unsubscribeUrl: ready.unsubscribeUrl,
    statusCallbackUrl: `${env.baseUrl}/api/webhooks/twilio/status?m=${callback}`,
    validityPeriodSeconds: validitySeconds(message.expiresAt, now),
  };
}

/** A text that becomes useless before four hours are over must not arrive after that. */
function validitySeconds(expiresAt: Date | null, now: Date): number {
  const useful = expiresAt ? (expiresAt.getTime() - now.getTime()) / 1000 : longestValiditySeconds;
  return Math.min(longestValiditySeconds, useful);
}
