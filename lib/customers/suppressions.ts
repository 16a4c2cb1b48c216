import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { keyedHash } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tenancy";

import { merged, unsaid } from "./consent-basis";
import { type ConsentEvidence, recordConsents } from "./consents";
import type { ConsentChannel, SuppressionScope } from "./schema";

type AddressChannel = "sms" | "email";

const newestFirst = [
  { occurredAt: "desc" as const },
  { recordedAt: "desc" as const },
  { id: "desc" as const },
];

/** Only the hash is kept, so that a refusal outlives the customer's erasure without keeping the number. */
export const addressHashOf = (channel: AddressChannel, address: string): string =>
  keyedHash("address", `${channel}:${address}`);

/**
 * The one lock that a STOP, the sending of a text and the recognition of a number share, so that they have an order.
 * There may be no row to lock yet, so it is on the address itself; it ends with the transaction.
 */
export async function lockAddress(tx: Tx, channel: AddressChannel, address: string): Promise<void> {
  const name = `${tx.tenantId}${channel}${address}`;
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** The same lock on several addresses, in one order for everybody, so that two holders never wait for each other. */
export async function lockAddresses(
  tx: Tx,
  channel: AddressChannel,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) return;
  const names = addresses.map((address) => `${tx.tenantId}${channel}${address}`);
  await tx.db.$executeRaw`
    SELECT pg_advisory_xact_lock(key)
    FROM (SELECT DISTINCT hashtextextended(name, 0) AS key FROM unnest(${names}::text[]) name ORDER BY key) keys`;
}

/** The source of a refusal that was understood from a sentence, not plainly said: only such a one may be taken back. */
export const understood = "inbound_review";

export interface Suppressing {
  channel: AddressChannel;
  /** E.164 or a lower-case e-mail address. */
  address: string;
  /** `advertising` for a link, an 080 call or a Korean wording; `all` for a carrier's STOP or Twilio's 21610. */
  scope: SuppressionScope;
  /** "link", "inbound", "provider", "staff" … */
  source: string;
  /** Who asked, where known: recorded even when the address is not theirs any more. */
  customerId?: string | undefined;
  /** For the ledger: how it was said, and what was noted beside it. */
  evidence?: Pick<ConsentEvidence, "sourcePage" | "note"> | undefined;
}

/**
 * Stops messages to an address, at once and for this tenant only. Everybody with the address has thereby withdrawn
 * their consent to advertising. Repeating it changes nothing; messages already planned are stopped by the gate.
 */
export async function suppress(tx: Tx, asked: Suppressing): Promise<void> {
  const { channel, address, scope, source } = asked;
  await lockAddress(tx, channel, address);
  const addressHash = addressHashOf(channel, address);
  const standing = await tx.db.suppression.findFirst({ where: { channel, addressHash, scope } });
  if (standing && !standing.liftedAt) {
    // Said again in another way: whoever may take back the first way (takeBackSuppression) may not take back this one.
    if (standing.source !== source)
      await tx.db.suppression.updateMany({
        where: { id: standing.id, source: understood },
        data: { source },
      });
    return;
  }
  if (standing)
    await tx.db.suppression.updateMany({
      where: { id: standing.id },
      data: { liftedAt: null, source, createdAt: tx.now },
    });
  else
    await tx.db.suppression.create({
      data: { tenantId: tx.tenantId, id: newId(), channel, addressHash, scope, source, createdAt: tx.now },
    });
  for (const customerId of await customersConcerned(tx, asked)) {
    await withdrawAdvertising(tx, customerId, channel, { source, ...asked.evidence });
    const subject = { kind: "customer", id: customerId, customerId };
    await recordEvent(tx, "suppression.added", subject, { scope, channel });
  }
}

/** Ends a suppression because the person consented anew. */
export async function liftSuppression(
  tx: Tx,
  { channel, address, scope }: { channel: AddressChannel; address: string; scope: SuppressionScope },
): Promise<void> {
  await lockAddress(tx, channel, address);
  await tx.db.suppression.updateMany({
    where: { channel, addressHash: addressHashOf(channel, address), scope, liftedAt: null },
    data: { liftedAt: tx.now },
  });
}

/**
 * Somebody looked: the sentence was no refusal. Lifts what was understood from it, and what it withdrew stands again as it
 * did before, as new lines of the ledger. A refusal that was plainly said meanwhile stays.
 */
export async function takeBackUnderstood(tx: Tx, channel: AddressChannel, address: string): Promise<void> {
  await lockAddress(tx, channel, address);
  const { count } = await tx.db.suppression.updateMany({
    where: { channel, addressHash: addressHashOf(channel, address), source: understood, liftedAt: null },
    data: { liftedAt: tx.now },
  });
  if (count === 0 || (await suppressionOf(tx, channel, address)) !== "none") return;
  for (const customerId of await customersConcerned(tx, { channel, address }))
    await giveAgain(tx, customerId, channel);
}

async function giveAgain(tx: Tx, customerId: string, channel: ConsentChannel): Promise<void> {
  const [newest, before] = await tx.db.consent.findMany({
    where: { customerId, purpose: "advertising", channel },
    orderBy: newestFirst,
    take: 2,
  });
  if (newest?.given !== false || newest.source !== understood || !before?.given) return;
  const { textVersion, textHash, locale } = before;
  const evidence = { textVersion, textHash, locale, source: understood };
  await recordConsents(tx, customerId, [{ purpose: "advertising", channel, given: true, evidence }]);
}

/** What is stopped for an address: the wider scope where both were asked for. */
export async function suppressionOf(
  tx: Tx,
  channel: AddressChannel,
  address: string,
): Promise<"none" | SuppressionScope> {
  return (await suppressionsOf(tx, channel, [address])).get(address) ?? "none";
}

/** The same for many addresses at once; one where nothing is stopped is absent. */
export async function suppressionsOf(
  tx: Tx,
  channel: AddressChannel,
  addresses: readonly string[],
): Promise<Map<string, SuppressionScope>> {
  const addressOf = new Map(addresses.map((address) => [addressHashOf(channel, address), address]));
  const rows = await tx.db.suppression.findMany({
    where: { channel, addressHash: { in: [...addressOf.keys()] }, liftedAt: null },
    select: { addressHash: true, scope: true },
  });
  const stopped = new Map<string, SuppressionScope>();
  for (const { addressHash, scope } of rows) {
    const address = addressOf.get(addressHash) as string;
    if (stopped.get(address) !== "all") stopped.set(address, scope as SuppressionScope);
  }
  return stopped;
}

/** The widest refusal that stands for an address, how it came and since when; null where nothing is stopped. */
export async function standingRefusal(
  tx: Tx,
  channel: AddressChannel,
  address: string,
): Promise<{ scope: SuppressionScope; source: string; since: Date } | null> {
  const rows = await tx.db.suppression.findMany({
    where: { channel, addressHash: addressHashOf(channel, address), liftedAt: null },
    select: { scope: true, source: true, createdAt: true },
  });
  const widest = rows.find(({ scope }) => scope === "all") ?? rows[0];
  return widest
    ? { scope: widest.scope as SuppressionScope, source: widest.source, since: widest.createdAt }
    : null;
}

/** Whether one of these addresses was stopped after that moment, and still is; of rows made in one instant the later id is later. */
export async function stoppedSince(
  tx: Tx,
  channel: AddressChannel,
  addresses: readonly string[],
  since: { at: Date; id: string },
): Promise<boolean> {
  const stopped = await tx.db.suppression.count({
    where: {
      channel,
      addressHash: { in: addresses.map((address) => addressHashOf(channel, address)) },
      liftedAt: null,
      OR: [{ createdAt: { gt: since.at } }, { id: { gt: since.id } }],
    },
  });
  return stopped > 0;
}

async function customersConcerned(
  tx: Tx,
  { channel, address, customerId }: Pick<Suppressing, "channel" | "address" | "customerId">,
): Promise<string[]> {
  const points = await tx.db.contactPoint.findMany({
    where: { channel: channel === "email" ? "email" : "phone", address },
    distinct: ["customerId"],
    select: { customerId: true },
  });
  return [...new Set([...points.map((point) => point.customerId), ...(customerId ? [customerId] : [])])];
}

/** Also where nothing was given before: a refusal ends the exception for existing customers (domain.md row 13). */
async function withdrawAdvertising(
  tx: Tx,
  customerId: string,
  channel: ConsentChannel,
  said: Pick<ConsentEvidence, "source" | "sourcePage" | "note">,
) {
  const newest = await tx.db.consent.findFirst({
    where: { customerId, purpose: "advertising", channel },
    orderBy: newestFirst,
    select: { given: true, basis: true },
  });
  if (newest?.given === false && newest.basis !== unsaid && newest.basis !== merged) return;
  const evidence = { textVersion: "withdrawal", textHash: "", locale: tx.locale, ...said };
  await recordConsents(tx, customerId, [{ purpose: "advertising", channel, given: false, evidence }]);
}
