import { expect } from "vitest";
import { recordConsents, standingConsents } from "@/lib/customers/consents";
import { historiesOf, survivorOf } from "@/lib/customers/merged-away";
import { addNote } from "@/lib/customers/notes";
import { changeCustomer, changeCustomerInput } from "@/lib/customers/record/change-customer";
import { suppress, suppressionOf } from "@/lib/customers/suppressions";
import { called } from "@/lib/customers/testing/desk";
import { cancel } from "@/lib/enrollments/cancellation";
import { changePlaces } from "@/lib/enrollments/change";
import { apply } from "@/lib/enrollments/enrollments";
import { type EnrollmentState, holdsSeat } from "@/lib/enrollments/states";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { part } from "../parting";
import { rowsOfTenant, standingWords } from "./rows-of-tenant";
import { mergeAsSeen } from "./two-records";

/** A number between 0 and 1, the same for the same seed at every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const people = 5;

/** A small business in which anything may happen: five people, two of whom share a number, and two runs of few places. */
export interface SmallBusiness {
  tenant: TenantScope;
  customers: string[];
  runs: string[];
}

const phone = (person: number) => `010-${5000 + (person === 4 ? 3 : person)}-1111`;

export async function smallBusiness(tenant: TenantScope): Promise<SmallBusiness> {
  const customers: string[] = [];
  for (let person = 0; person < people; person += 1)
    customers.push(
      await called(tenant, {
        name: ["김영희", "김영히", "이민호", "박지은", "박지훈"][person] ?? "",
        phone: phone(person),
        shop: ["꽃집", "꽃집", "빵집", "책방", "책방"][person] ?? "",
        ...(person === 4 ? { whose: "another" as const } : {}),
      }),
    );
  const runs: string[] = [];
  for (const capacity of [3, 2]) runs.push((await courseWithRun(tenant, { capacity })).runId);
  return { tenant, customers, runs };
}

/** Something somebody said about texts: to whom, and who stood behind them then. */
interface Word {
  channel: string;
  given: boolean;
  saidTo: string;
  behind: string[];
}

/** What must still be true of the business, whatever happens next. */
export interface Remembered {
  words: Word[];
  /** Numbers that were stopped, and how. */
  stopped: Map<string, Set<string>>;
  /** Rows that are never to be lost, by table and key. */
  rows: Set<string>;
}

export const nothingYet = (): Remembered => ({ words: [], stopped: new Map(), rows: new Set() });

export interface Happening {
  words: string;
  do: (business: SmallBusiness, remembered: Remembered) => Promise<unknown>;
}

const refusedIsFine = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });

/** Whom people meet today when they ask for this person. */
const shownOf = ({ tenant, customers }: SmallBusiness, person: number): Promise<string> =>
  survivorOf(tenant, customers[person] ?? "");

/** The same every time for the same random numbers. */
export function happening(random: () => number): Happening {
  const pick = (below: number) => Math.floor(random() * below);
  const side = () => (pick(2) === 0 ? "ours" : "theirs");
  const [one, other, run, given] = [pick(people), pick(people), pick(2), pick(2) === 0];
  const choose = { name: side(), phone: side(), shop: side(), title: side() } as const;
  const channel = pick(4) === 0 ? "email" : "sms";
  const others = [
    edits(one, run),
    says(one, channel, given),
    applies(one, run),
    givesUp(one),
    stops(one, given ? "advertising" : "all"),
  ];
  // Merging and parting are more than half of what happens.
  const kind = pick(5);
  if (kind < 2) return merges(one, other, choose, pick(3) === 0);
  return kind === 2 ? parts(other) : (others[pick(others.length)] as Happening);
}

const merges = (
  one: number,
  other: number,
  choose: Record<string, "ours" | "theirs">,
  andBack: boolean,
): Happening => ({
  words: `merge ${other} into ${one}${andBack ? ", part, and again" : ""}`,
  do: async (business) => {
    const { tenant } = business;
    const [survivor, gone] = [await shownOf(business, one), await shownOf(business, other)];
    if (survivor === gone) return;
    if (andBack) {
      const before = [await rowsOfTenant(tenant), await standingWords(tenant)];
      await part(tenant, { mergeId: await mergeAsSeen(tenant, survivor, gone, choose) });
      const after = [await rowsOfTenant(tenant), await standingWords(tenant)];
      expect(after).toEqual(before);
    }
    await mergeAsSeen(tenant, survivor, gone, choose);
  },
});

const parts = (which: number): Happening => ({
  words: `part merge ${which}`,
  do: async ({ tenant }) => {
    const merges = await standingMerges(tenant);
    const mergeId = merges[which % Math.max(merges.length, 1)];
    if (mergeId) await part(tenant, { mergeId });
  },
});

export const standingMerges = (tenant: TenantScope): Promise<string[]> =>
  inTransaction(tenant, async ({ db }) =>
    (
      await db.customerMerge.findMany({
        where: { partedAt: null },
        orderBy: { id: "desc" },
        select: { id: true },
      })
    ).map(({ id }) => id),
  );

const edits = (one: number, title: number): Happening => ({
  words: `edit ${one}`,
  do: async (business) => {
    const { tenant } = business;
    const id = await shownOf(business, one);
    const { version } = await inTransaction(tenant, ({ db }) =>
      db.customer.findFirstOrThrow({ where: { id }, select: { version: true } }),
    );
    const input = { id, version: String(version), name: `고친${one}`, title: `호칭${title}` };
    await changeCustomer(tenant, changeCustomerInput.parse(input));
    await addNote(tenant, { customerId: id, text: `메모 ${one}` });
  },
});

const says = (one: number, channel: "sms" | "email", given: boolean): Happening => ({
  words: `${one} ${given ? "consents" : "withdraws"} by ${channel}`,
  do: async (business, { words }) => {
    const { tenant } = business;
    const saidTo = await shownOf(business, one);
    const evidence = { textVersion: "1", textHash: "", locale: "ko", source: "preferences" };
    await inTransaction(tenant, async (tx) => {
      await recordConsents(tx, saidTo, [{ purpose: "advertising", channel, given, evidence }]);
      words.push({ channel, given, saidTo, behind: await historiesOf(tx, saidTo) });
    });
  },
});

const applies = (one: number, run: number): Happening => ({
  words: `${phone(one)} applies to run ${run}`,
  do: ({ tenant, runs }) => {
    const person = { phone: phone(one), name: "김영희", waitIfFull: true };
    return refusedIsFine(apply(tenant, applicationTo(runs[run] ?? "", 0, person)));
  },
});

const givesUp = (one: number): Happening => ({
  words: `${one} gives up a place`,
  do: async (business) => {
    const { tenant } = business;
    const customerId = await shownOf(business, one);
    const open = await inTransaction(tenant, ({ db }) =>
      db.enrollment.findFirst({
        where: { customerId, state: { in: ["confirmed", "waitlisted"] } },
        orderBy: { id: "asc" },
        select: { id: true, places: true },
      }),
    );
    if (open && open.places > 1) await changePlaces(tenant, open.id, open.places - 1);
    else if (open) await cancel(tenant, open.id, { by: "owner" });
  },
});

export const addressOf = (person: number) => `+82${phone(person).replaceAll("-", "").slice(1)}`;

const stops = (one: number, scope: "advertising" | "all"): Happening => ({
  words: `STOP (${scope}) from ${phone(one)}`,
  do: async ({ tenant }, { words, stopped }) => {
    const address = addressOf(one);
    // Said again it changes nothing, and says nothing new of anybody.
    const again = stopped.get(address)?.has(scope);
    stopped.set(address, (stopped.get(address) ?? new Set<string>()).add(scope));
    await inTransaction(tenant, async (tx) => {
      await suppress(tx, { channel: "sms", address, scope, source: "inbound" });
      const holders = await tx.db.contactPoint.findMany({
        where: { address },
        select: { customerId: true },
      });
      for (const { customerId: saidTo } of again ? [] : holders)
        words.push({ channel: "sms", given: false, saidTo, behind: await historiesOf(tx, saidTo) });
    });
  },
});

/** What is there before anything is merged: words on texts that differ, and places in one run for three of the five. */
export const beginnings: readonly Happening[] = [
  says(0, "sms", true),
  says(1, "sms", false),
  says(2, "sms", true),
  says(3, "email", true),
  applies(0, 0),
  applies(1, 0),
  applies(2, 0),
  applies(3, 1),
];

/** What is wrong with the business, in words; nothing when every promise is kept. */
export async function brokenPromises(
  { tenant, runs }: SmallBusiness,
  remembered: Remembered,
): Promise<string[]> {
  return inTransaction(tenant, async (tx) => {
    const broken: string[] = [];
    const shown = await tx.db.customer.findMany({ select: { id: true } });
    for (const { id } of shown) {
      const behind = await historiesOf(tx, id);
      for (const { purpose, channel, given } of await standingConsents(tx, id))
        if (given && purpose === "advertising" && !mayStand(remembered.words, behind, channel))
          broken.push(`consent widened: ${id} ${channel}`);
    }
    for (const [address, scopes] of remembered.stopped) {
      const stands = await suppressionOf(tx, "sms", address);
      if (stands !== (scopes.has("all") ? "all" : "advertising")) broken.push(`suppression lost: ${address}`);
    }
    for (const runId of runs) {
      const pool = await tx.db.seatPool.findFirstOrThrow({ where: { runId } });
      const held = await tx.db.enrollment.findMany({
        where: { runId },
        select: { state: true, places: true },
      });
      const taken = held
        .filter(({ state }) => holdsSeat(state as EnrollmentState))
        .reduce((sum, { places }) => sum + places, 0);
      if (taken !== pool.taken || taken > (pool.capacity ?? taken))
        broken.push(`seats: ${taken} of ${pool.taken}`);
    }
    return broken;
  });
}

/** Who stands behind a customer said yes, and nobody of them no since. */
function mayStand(words: readonly Word[], behind: readonly string[], channel: string): boolean {
  const here = words.filter((word) => word.channel === channel);
  const agreed = here.some(({ given, saidTo }) => given && behind.includes(saidTo));
  const refused = behind.some((id) => here.findLast((word) => word.behind.includes(id))?.given === false);
  return agreed && !refused;
}

const kept = ["customer", "contact_point", "customer_note", "enrollment", "personal_link"];

/** Every row with an id of its own; a merge may lift some out while it stands. */
export async function rowKeys(tenant: TenantScope): Promise<string[]> {
  const rows = await rowsOfTenant(tenant);
  return kept.flatMap((table) =>
    (rows[table] ?? []).map((text) => {
      const row = JSON.parse(text) as Record<string, string>;
      return `${table} ${row["id"]}`;
    }),
  );
}
