import { withdraw } from "@/lib/decisions/decisions";
import type { SentMessage } from "@/lib/platform/channels/channel";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { applyStatus, unclearDecision, wordOf } from "./callbacks";
import { accountOf, type SendingAccount } from "./provider-accounts";
import { afterUnclear, type ResendClass, type ResendVerdict } from "./resend-rule";
import { askAboutUnclear, resend, type UnclearMessage } from "./unclear";

/** Minutes after the POST at which the provider's list is read. */
const listingMinutes = [2, 10, 60];
/** How far apart our clock and the provider's may be when comparing times of creation. */
const clockSlackMs = 5 * 60_000;
const failedListingMinutes = 10;
const leastPauseMinutes = 5;

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

type Unclear = NonNullable<Awaited<ReturnType<typeof unclearMessage>>>;

async function unclearMessage(tx: Tx, id: string) {
  const message = await tx.db.message.findFirst({ where: { id, state: "unclear" } });
  if (!message?.toAddress || !message.submittedAt || !message.providerAccountId) return null;
  const { toAddress, submittedAt } = message;
  return {
    message: { ...message, toAddress, submittedAt },
    account: await accountOf(tx, message.providerAccountId),
  };
}

/**
 * Looks an unclear message up at the provider: exactly one hit binds it, several bind none, none is counted and decided
 * by its class. The listing happens outside any transaction; a listing that fails counts as nothing. A mail server lists
 * nothing, so that its class alone decides, after the same time.
 */
export async function reconcile(tenant: TenantScope, id: string): Promise<void> {
  const found = await inTransaction(tenant, (tx) => unclearMessage(tx, id));
  if (!found) return;
  const { message, account } = found;
  const listed = await listedBy(account, message).catch(() => null);
  await inTransaction(tenant, async (tx) => {
    const current = await lockedUnclear(tx, id);
    if (!current) return;
    if (listed === null) return lookAt(tx, current.message, minutesAfter(tx.now, failedListingMinutes));
    const [hit, ...more] = await unbound(
      tx,
      listed.filter((one) => isThisOne(current, one)),
    );
    if (!hit) return countEmpty(tx, current.message);
    if (more.length > 0) return park(tx, current.message, "severalFound");
    await applyStatus(tx, current.message, account.provider, wordOf(hit));
  });
}

async function listedBy(
  { provider, open }: SendingAccount,
  message: Unclear["message"],
): Promise<SentMessage[]> {
  if (provider.capabilities.finds === "never") return [];
  return provider.find(open, {
    to: message.toAddress,
    ourId: message.callbackId ?? "",
    since: new Date(message.submittedAt.getTime() - clockSlackMs),
  });
}

/** Two workers may have listed at once: the second finds the row settled, or its listing counted. */
async function lockedUnclear(tx: Tx, id: string): Promise<Unclear | null> {
  await tx.db.$executeRaw`
    SELECT 1 FROM message WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const current = await unclearMessage(tx, id);
  const isDue = current?.message.nextListingAt && current.message.nextListingAt <= tx.now;
  return isDue ? current : null;
}

/** By our own id where the provider gives it back; else by sender, recipient, words and time. */
function isThisOne({ message, account }: Unclear, listed: SentMessage): boolean {
  if (account.provider.capabilities.finds === "by_our_id")
    return listed.ourId !== null && listed.ourId === message.callbackId;
  return (
    [listed.pool, listed.from].includes(message.sender) &&
    listed.to === message.toAddress &&
    listed.body === message.body &&
    listed.createdAt.getTime() >= message.submittedAt.getTime() - clockSlackMs
  );
}

/** A hit that already belongs to another of our messages is that message's, not this one's. */
async function unbound(tx: Tx, hits: SentMessage[]): Promise<SentMessage[]> {
  const taken = await tx.db.message.findMany({
    where: { providerSid: { in: hits.map(({ sid }) => sid) } },
    select: { providerSid: true },
  });
  const sids = new Set(taken.map(({ providerSid }) => providerSid));
  return hits.filter(({ sid }) => !sids.has(sid));
}

async function lookAt(tx: Tx, { id }: { id: string }, nextListingAt: Date | null): Promise<void> {
  await tx.db.message.updateMany({ where: { id, state: "unclear" }, data: { nextListingAt } });
}

/** Counts a listing that did not show it, and acts by the rule of its class. */
async function countEmpty(tx: Tx, message: UnclearMessage): Promise<void> {
  const emptyListings = message.emptyListings + 1;
  await tx.db.message.updateMany({
    where: { id: message.id, state: "unclear" },
    data: { emptyListings, lastListingAt: tx.now },
  });
  const nextRegular = regularListing(message.submittedAt, emptyListings, tx.now);
  const verdict = verdictOn(message, emptyListings, tx.now);
  switch (verdict.outcome) {
    case "resend":
      return void (await resend(tx, message.id));
    case "drop":
      return drop(tx, message);
    case "wait":
      await lookAt(tx, message, nextRegular ?? verdict.until ?? minutesAfter(tx.now, failedListingMinutes));
      return verdict.personMayResend ? askAboutUnclear(tx, message, "rule") : undefined;
    case "park":
      if (nextRegular) return lookAt(tx, message, nextRegular);
      return park(tx, message, verdict.personMayResend ? "person" : "neverFound");
  }
}

/** When to look the next time; null after the last. A worker that was away does not count two looks of one moment. */
function regularListing(submittedAt: Date, listed: number, now: Date): Date | null {
  const minutes = listingMinutes[listed];
  if (minutes === undefined) return null;
  const regular = minutesAfter(submittedAt, minutes).getTime();
  return new Date(Math.max(regular, minutesAfter(now, leastPauseMinutes).getTime()));
}

/** The settle time counts from the last listing the rule needs; the one more right before a resend starts it not anew. */
function verdictOn(message: UnclearMessage, emptyListings: number, now: Date): ResendVerdict {
  const settlingSince = emptyListings > listingMinutes.length ? (message.lastListingAt ?? now) : now;
  return afterUnclear(
    {
      resendClass: message.resendClass as ResendClass,
      postedAt: message.submittedAt,
      emptyListings: Array.from({ length: emptyListings }, () => settlingSince),
      resends: message.resendOfId ? 1 : 0,
      usefulUntil: message.expiresAt,
    },
    now,
  );
}

/** A code is stale by now and its person asks for another: nobody has to decide anything. */
async function drop(tx: Tx, { id }: UnclearMessage): Promise<void> {
  await tx.db.message.updateMany({
    where: { id, state: "unclear" },
    data: {
      state: "expired",
      verdict: "expire",
      verdictReason: "messages.codeStale",
      nextListingAt: null,
      endedAt: tx.now,
    },
  });
}

/** No more looking: it stays unclear, counted, and in front of the owner; nothing is dropped silently (G7). */
async function park(
  tx: Tx,
  message: UnclearMessage,
  card: "person" | "severalFound" | "neverFound",
): Promise<void> {
  await lookAt(tx, message, null);
  await withdraw(tx, unclearDecision, message.id);
  await askAboutUnclear(tx, message, card);
}
