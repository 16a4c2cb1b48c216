import { watchConsents } from "@/lib/customers/reconfirmations";
import { stoppedSince, suppressionsOf } from "@/lib/customers/suppressions";
import { Prisma } from "@/lib/platform/database/generated/client";
import { newId } from "@/lib/platform/ids";
import type { Tx } from "@/lib/platform/tenancy";

import { type Row, rowsOf } from "./ledger";
import { partedWords, type Standing, standingOf, strictestOf, type Word } from "./strictest";

type ConsentRow = Row & Word & { id: string; purpose: string; channel: string };

const topicOf = ({ purpose, channel }: { purpose: unknown; channel: unknown }) => `${purpose} ${channel}`;

const bySaid = (a: ConsentRow, b: ConsentRow) =>
  Date.parse(b.occurred_at) - Date.parse(a.occurred_at) ||
  Date.parse(String(b["recorded_at"])) - Date.parse(String(a["recorded_at"])) ||
  (a.id < b.id ? 1 : -1);

/** Everything somebody's ledger says, by purpose and channel, the newest first. */
async function ledgerOf(tx: Tx, customerId: string): Promise<Map<string, ConsentRow[]>> {
  const rows = (await rowsOf(tx, "consent", Prisma.sql`t.customer_id = ${customerId}::uuid`)) as ConsentRow[];
  return Map.groupBy(rows.sort(bySaid), topicOf);
}

export interface JoinedConsent {
  purpose: string;
  channel: string;
  ours: Standing;
  theirs: Standing;
  joined: Standing;
}

interface Joining extends JoinedConsent {
  /** What must be written to the survivor's ledger; null where their own newest word stands. */
  write: Row | null;
}

/** What the two ledgers say together, for the preview and for the merge. */
async function joiningOf(tx: Tx, survivorId: string, goneId: string): Promise<Joining[]> {
  const [ours, theirs] = [await ledgerOf(tx, survivorId), await ledgerOf(tx, goneId)];
  const refused = await channelsRefused(tx, [survivorId, goneId]);
  const topics = [
    ...new Set([...ours.keys(), ...theirs.keys(), ...refused.map((channel) => `advertising ${channel}`)]),
  ];
  return topics.sort().map((topic) => {
    const [purpose = "", channel = ""] = topic.split(" ");
    const [our, their] = [ours.get(topic)?.[0], theirs.get(topic)?.[0]];
    const counts = strictestOf(our, their, purpose === "advertising" && refused.includes(channel));
    const [mine, other] = [standingOf(our), standingOf(their)];
    const about = { purpose, channel, ours: mine, theirs: other };
    if (counts === "ours") return { ...about, joined: mine, write: null };
    if (counts === "theirs" && their) {
      const basis = their.basis === "claimed" ? "claimed" : "merged";
      const dated = our ?? their;
      return {
        ...about,
        joined: other,
        write: {
          ...their,
          customer_id: survivorId,
          basis,
          source: "merge",
          occurred_at: later(dated, their, other),
        },
      };
    }
    return { ...about, joined: "withdrawn", write: withdrawal(tx, survivorId, purpose, channel, our) };
  });
}

/** A refusal takes the survivor's own date, so that parting can put their word back with the very date it had. */
const later = (dated: Word, theirs: Word, standing: Standing): string =>
  standing === "withdrawn" ? dated.occurred_at : theirs.occurred_at;

const withdrawal = (
  tx: Tx,
  customerId: string,
  purpose: string,
  channel: string,
  over: Word | undefined,
): Row => ({
  customer_id: customerId,
  purpose,
  channel,
  given: false,
  basis: "merged",
  text_version: "withdrawal",
  text_hash: "",
  locale: tx.locale,
  source: "merge",
  occurred_at: over?.occurred_at ?? tx.now.toISOString(),
});

/** By which channels one of their addresses refused advertising or everything. */
async function channelsRefused(tx: Tx, customerIds: string[]): Promise<string[]> {
  const addresses = await addressesOf(tx, customerIds);
  const refused: string[] = [];
  for (const channel of ["sms", "email"] as const)
    if ((await suppressionsOf(tx, channel, addresses[channel])).size > 0) refused.push(channel);
  return refused;
}

async function addressesOf(tx: Tx, customerIds: string[]): Promise<Record<"sms" | "email", string[]>> {
  const points = await tx.db.contactPoint.findMany({
    where: { customerId: { in: customerIds } },
    select: { channel: true, address: true },
  });
  const of = (stored: string) =>
    points.filter(({ channel }) => channel === stored).map(({ address }) => address);
  return { sms: of("phone"), email: of("email") };
}

export const joinedConsents = async (tx: Tx, survivorId: string, goneId: string): Promise<JoinedConsent[]> =>
  (await joiningOf(tx, survivorId, goneId)).map(({ write: _, ...joined }) => joined);

/** New lines in the survivor's ledger where the other's word is the stricter one. Nobody said anything, so no notice follows. */
export async function joinConsents(tx: Tx, survivorId: string, goneId: string): Promise<void> {
  for (const { write } of await joiningOf(tx, survivorId, goneId)) if (write) await say(tx, write);
}

async function say(tx: Tx, row: Row): Promise<void> {
  const said = {
    ...row,
    tenant_id: tx.tenantId,
    id: newId(),
    recorded_at: tx.now.toISOString(),
    actor_kind: tx.actor.kind,
    actor_id: tx.actor.id,
  };
  await tx.db.$executeRaw`
    INSERT INTO consent SELECT * FROM jsonb_populate_record(NULL::consent, ${JSON.stringify(said)}::jsonb)`;
  const { id, purpose, channel, given, basis, occurred_at } = said as unknown as ConsentRow;
  await watchConsents(tx, [{ id, purpose, channel, given, basis, occurredAt: new Date(occurred_at) }]);
}

/**
 * Gives both their words back. The ledger only grows: what a merge brought is taken back by a line that says what stood before,
 * with the date it had. Ids are made in the order of time, so that what came after the merge is told by its id.
 */
export async function partConsents(
  tx: Tx,
  mergeId: string,
  survivorId: string,
  goneId: string,
): Promise<void> {
  const [ours, theirs] = [await ledgerOf(tx, survivorId), await ledgerOf(tx, goneId)];
  for (const words of ours.values()) {
    const [newest] = words as [ConsentRow];
    const before = words.find(({ id }) => id < mergeId);
    const since = words.filter((word) => word.id > mergeId && !byMerging(word));
    const { survivor, withdrawBoth } = partedWords({ survivorBefore: before, since });
    const stands = survivor === "before" ? before : since[0];
    if (newest.id !== stands?.id) await say(tx, again(stands, newest));
    const their = theirs.get(topicOf(newest))?.[0];
    const withdrawn = since.find(({ given }) => !given);
    // Also to whoever had refused before: the word must reach those who were merged into them when they part in their turn.
    const heard = theirs
      .get(topicOf(newest))
      ?.some((word) => !word.given && !byMerging(word) && withdrawn && word.id > withdrawn.id);
    if (withdrawBoth && withdrawn && !heard)
      await say(tx, {
        // Its own source stays: it was said, and counts as said when an earlier merge is taken back.
        ...withdrawn,
        customer_id: goneId,
        basis: "merged",
        occurred_at: newestDate(withdrawn, their),
      });
  }
}

/**
 * An address that was stopped since the merge is a refusal of both, also where the ledger was calm about it: whoever had refused
 * already had nothing to withdraw. The numbers must have parted before.
 */
export async function partRefusals(
  tx: Tx,
  merge: { id: string; mergedAt: Date },
  survivorId: string,
  goneId: string,
): Promise<void> {
  const since = { at: merge.mergedAt, id: merge.id };
  const addresses = await addressesOf(tx, [survivorId, goneId]);
  for (const channel of ["sms", "email"] as const) {
    if (!(await stoppedSince(tx, channel, addresses[channel], since))) continue;
    for (const id of [survivorId, goneId]) {
      const newest = (await ledgerOf(tx, id)).get(`advertising ${channel}`)?.[0];
      if (newest && standingOf(newest) === "withdrawn" && !byMerging(newest)) continue;
      await say(tx, { ...withdrawal(tx, id, "advertising", channel, newest), source: "suppression" });
    }
  }
}

const byMerging = ({ source }: Row) => source === "merge" || source === "parting";

/** What stood, said anew over what stands now; or that nothing was ever said. */
const again = (stood: ConsentRow | undefined, over: ConsentRow): Row =>
  stood
    ? {
        ...stood,
        basis: stood.basis === "given" ? "merged" : stood.basis,
        source: "parting",
        occurred_at: newestDate(stood, over),
      }
    : { ...over, given: false, basis: "unsaid", source: "parting" };

const newestDate = (word: Word, over: Word | undefined): string =>
  over && Date.parse(over.occurred_at) > Date.parse(word.occurred_at) ? over.occurred_at : word.occurred_at;
