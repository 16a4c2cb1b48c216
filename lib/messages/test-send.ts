import { suppressionsOf } from "@/lib/customers/suppressions";
import type { AlimTalk, ChannelName, Outgoing, SendOutcome } from "@/lib/platform/channels/channel";
import { env } from "@/lib/platform/env";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { countTry, type RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { estimateOf } from "./cost";
import { judge } from "./gate";
import type { GateFacts } from "./gate-facts";
import { laneOf } from "./known";
import { takeBudget } from "./limits/budget";
import { wonOf } from "./limits/money";
import { settleTest } from "./limits/settling-costs";
import { type SendingState, sendingState, shareSwitches } from "./limits/state";
import { type Address, ownAddress } from "./own-address";
import { activeAccounts, type SendingAccount, senderOf } from "./provider-accounts";
import { homeCountry } from "./recipient";
import { type Route, routeOf } from "./routing";
import { senderKey } from "./senders/sender-number-rule";
import { lengthFacts, unsupported } from "./text-checks";

/** What a member sends to themself. Words as they are: their blanks are filled, and a label is in them where there is one. */
export interface Test {
  channel: ChannelName;
  /** Of a mail or a long text. */
  subject?: string;
  body: string;
  /** An approved template with its values, where the channel is AlimTalk. */
  alimtalk?: AlimTalk;
  /** Through this account and no other; without it the one a message would take. */
  accountId?: string;
}

export interface Tested {
  /** accepted; throttled, refused: certainly not sent; unclear: nobody knows. */
  outcome: SendOutcome["kind"];
  /** The provider's own words, where it did not take it. */
  detail: string | null;
  to: string;
}

const perMember: RateLimit = { name: "test sends of a member", atMost: 10, seconds: 3_600 };
const perTenant: RateLimit = { name: "test sends of a tenant", atMost: 40, seconds: 86_400 };

/**
 * "내게 시험 문자 보내기": to the member's own confirmed number or sign-in address, and to nobody else. It goes the way of every
 * message: limits, switches, sender proofs and budget are judged by the same gate in the transaction that writes it down as
 * on its way, then exactly one POST leaves, and its answer is written down. It is no message to a customer, so it is
 * a row of its own, is nobody's history, and is never repeated, whatever became of it.
 *
 * Refuses with the gate's words ("gate.reasons.…"), "texting.test.noOwnNumber" before a number is confirmed, "messages.noAccount",
 * and "texting.test.tooMany" after ten in an hour. What the provider answers is no refusal: it is what one wanted to see.
 */
export async function sendTest(tenant: TenantScope, test: Test): Promise<Tested> {
  const to = await ownAddress(tenant, test.channel);
  if (!to)
    throw new Refusal(
      "invalid",
      test.channel === "email" ? "texting.test.noOwnMail" : "texting.test.noOwnNumber",
    );
  return sendToMember(tenant, to, test);
}

/** The same to an address that the member says is theirs: for the code that confirms it. */
export async function sendToMember(tenant: TenantScope, to: Address, test: Test): Promise<Tested> {
  await countTests(tenant);
  const leaving = await inTransaction(tenant, (tx) => submit(tx, to, test));
  const outcome = await leaving.account.provider.send(leaving.account.open, leaving.outgoing);
  const detail =
    outcome.kind === "refused"
      ? `${outcome.code} ${outcome.message}`.slice(0, 300)
      : outcome.kind === "unclear"
        ? outcome.detail.slice(0, 300)
        : null;
  await inTransaction(tenant, async (tx) => {
    await tx.db.testSend.updateMany({
      where: { id: leaving.id, state: "submitting" },
      data: {
        state: outcome.kind,
        detail,
        providerSid: outcome.kind === "accepted" ? outcome.sid : null,
        answeredAt: tx.now,
      },
    });
    await settleTest(tx, leaving.id, outcome.kind);
    await recordEvent(
      tx,
      "sending.tested",
      { kind: "provider_account", id: leaving.account.id },
      { outcome: outcome.kind, channel: test.channel },
    );
  });
  return { outcome: outcome.kind, detail, to: to.address };
}

async function countTests({ tenantId, actor }: TenantScope): Promise<void> {
  if (actor.kind !== "member" || !actor.id) throw new Refusal("forbidden", "errors.forbidden");
  for (const [limit, subject] of [
    [perMember, `${tenantId} ${actor.id}`],
    [perTenant, tenantId],
  ] as const)
    if (!(await countTry(limit, subject)).allowed) throw new Refusal("limit", "texting.test.tooMany");
}

async function submit(tx: Tx, to: Address, test: Test) {
  await shareSwitches(tx);
  const state = await sendingState(tx);
  const accounts = (await activeAccounts(tx)).filter(({ id }) => !test.accountId || id === test.accountId);
  const { channel, body, subject = "" } = test;
  const question = {
    channel,
    country: to.country,
    messageClass: "transactional" as const,
    body,
    subject,
    picture: false,
    proofs: new Set<never>(),
  };
  const route = routeOf(question, accounts);
  const facts = await factsOf(tx, { state, route, to, test });
  const verdict = judge(facts);
  if (verdict.outcome !== "send") throw new Refusal("conflict", `gate.reasons.${verdict.reason}`);
  if (!route.account) throw new Refusal("conflict", "messages.noAccount");
  const id = newId();
  const estimate = estimateOf(route.account, {
    kind: route.kind,
    body,
    fallback: test.alimtalk?.fallback ?? null,
  });
  const cost = estimate ? wonOf(estimate.micros, estimate.currency) : 0n;
  const shortages = await takeBudget(tx, state, [{ id, country: to.country, cost, newPerson: false }]);
  const shortage = shortages.get(id);
  if (shortage) throw new Refusal("conflict", `gate.reasons.${shortage.reason}`);
  await tx.db.testSend.create({
    data: {
      tenantId: tx.tenantId,
      id,
      membershipId: tx.actor.id as string,
      accountId: route.account.id,
      channel,
      kind: route.kind,
      sentAt: tx.now,
    },
  });
  return { id, account: route.account, outgoing: outgoing(id, route, to, test) };
}

type Chosen = Extract<Route<SendingAccount>, { objection: null }>;

function outgoing(id: string, { account, kind }: Chosen, to: Address, test: Test): Outgoing {
  const byMail = kind === "email";
  return {
    ourId: id,
    kind,
    to: to.address,
    from: byMail ? account.mailFrom : account.pool ? undefined : account.from,
    pool: byMail ? undefined : account.pool,
    subject: kind === "sms" || kind === "alimtalk" ? undefined : test.subject || undefined,
    body: test.body,
    alimtalk: test.alimtalk,
    // No message has this id: whatever is told about it later is of no consequence.
    statusCallbackUrl: `${env.baseUrl}/api/webhooks/twilio/status?m=${id}`,
    validityPeriodSeconds: 600,
  };
}

/** All that may stand between a member and their own telephone. */
async function factsOf(
  tx: Tx,
  given: { state: SendingState; route: Route<SendingAccount>; to: Address; test: Test },
): Promise<GateFacts> {
  const { state, route, to, test } = given;
  const { channel, alimtalk } = test;
  const lane = laneOf(channel);
  const { status } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { status: true },
  });
  const said = { subject: test.subject ?? "", body: test.body, missing: [] };
  const fallback = alimtalk?.fallback ?? null;
  const showsNumber = channel === "sms" || fallback !== null;
  return {
    now: tx.now,
    messageClass: "transactional",
    channel,
    urgency: "urgent",
    expiresAt: null,
    stale: false,
    equalMessageInFlight: false,
    tenant: {
      suspended: status !== "active",
      transactionalReleased: state.transactionalReleased,
      sendingPaused: state.pausedBy === "tenant",
      platformPaused: state.pausedBy === "platform",
      // Whoever tests is who the test mode is for.
      testMode: null,
    },
    route: {
      objection: route.objection,
      provider: route.account && route.account.provider.name !== "twilio" ? "other" : "twilio",
      koreanAdvertisingProof: true,
      countryAllowed: channel === "email" || state.limits.allowedCountries.includes(to.country),
      senderRegistered:
        to.country !== homeCountry ||
        route.account === null ||
        !showsNumber ||
        state.senders.has(senderKey(senderOf(route.account, "sms")) ?? ""),
    },
    recipient: {
      country: to.country,
      zone: state.zone,
      address: "ok",
      suppression: (await suppressionsOf(tx, lane, [to.address])).get(to.address) ?? "none",
      consent: { advertising: "none", night: false, reconfirmationMissedAt: null },
      earlierPurchase: null,
      guardianMissing: false,
      nextAdvertisingAt: null,
    },
    text: {
      missingVariables: [],
      templateApproved: channel !== "alimtalk" || alimtalk !== undefined,
      ...lengthFacts(route, to.country, said, fallback),
      unsupportedCharacters: unsupported(channel, to.country, said, fallback),
      labelProblems: [],
      pictureUnfit: false,
    },
  };
}
