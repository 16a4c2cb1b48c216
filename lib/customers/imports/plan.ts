import { searchText } from "@/lib/platform/formats/choseong";

import type { FieldValue } from "../fields/schema";
import type { ImportedPerson } from "./read-row";
import type { Policy, Verdict } from "./schema";

/** A customer as far as an import could change them. */
export interface KnownCustomer {
  id: string;
  name: string;
  title: string | null;
  shop: string | null;
  trade: string | null;
  source: string | null;
  address: string | null;
  birthday: string | null;
  phones: string[];
  emails: string[];
  tags: string[];
  /** Runs they are or were enrolled in, whatever became of it. */
  runs: string[];
  /** Texts of notes, so that the same file adds them once. */
  notes: string[];
  own: Record<string, FieldValue>;
  /** What stands about advertising texts: the person's word, the owner's claim, or nothing. */
  consent: { given: boolean; basis: "given" | "claimed" } | null;
}

/** A value that can be only one, by the name of its field ("name", "trade", "field-<id>"). */
export interface Difference {
  field: SingleField | `field-${string}`;
  ours: FieldValue | null;
  theirs: FieldValue;
}

export const singleFields = ["name", "title", "shop", "trade", "source", "address", "birthday"] as const;
export type SingleField = (typeof singleFields)[number];

/** What is put beside what is there; nothing here can contradict the record. */
export interface Additions {
  phones: ImportedPerson["phones"];
  emails: string[];
  tags: string[];
  /** Runs to be recorded as taken. */
  runs: string[];
  note: string | null;
  /** To be claimed in the ledger. */
  consent: boolean | null;
}

export interface RowPlan {
  verdict: Exclude<Verdict, "refuse">;
  /** Of a customer who is known. */
  customerId: string | null;
  /** Values to write. */
  changes: Difference[];
  /** Values over which file and record disagree. */
  differences: Difference[];
  additions: Additions;
  /** Why nobody but a person can decide, or why nothing is done: a message key. */
  reason: string | null;
}

const nothing: Additions = { phones: [], emails: [], tags: [], runs: [], note: null, consent: null };

/**
 * What becomes of a row. `known` are the customers who hold one of its numbers or addresses, the recognised owner first.
 * A name that differs is a conflict even where nothing else does (domain.md row 51): it may be another person.
 */
export function planRow(person: ImportedPerson, known: readonly KnownCustomer[], policy: Policy): RowPlan {
  const customer = known.find(({ name }) => sameText(name, person.name)) ?? known[0];
  if (!customer)
    return {
      verdict: "create",
      customerId: null,
      changes: [],
      differences: [],
      additions: { ...nothing, runs: person.runs, consent: person.consent },
      reason: null,
    };
  const differences: Difference[] = [];
  const blanks: Difference[] = [];
  for (const { field, ours, theirs } of pairsOf(customer, person)) {
    if (theirs === null || sameValue(ours, theirs)) continue;
    (ours === null ? blanks : differences).push({ field, ours, theirs });
  }
  const additions = additionsTo(customer, person);
  const adds = blanks.length > 0 || hasAdditions(additions);
  const base = { customerId: customer.id, differences, reason: null };
  const update = (changes: Difference[]): RowPlan =>
    changes.length > 0 || hasAdditions(additions)
      ? { ...base, verdict: "update", changes, additions }
      : skip("imports.row.nothingNew");
  const skip = (reason: string): RowPlan => ({
    ...base,
    verdict: "skip",
    changes: [],
    additions: nothing,
    reason,
  });
  if (policy === "ours")
    return skip(differences.length > 0 || adds ? "imports.row.oursKept" : "imports.row.nothingNew");
  if (differences.length === 0 || policy === "blanks") return update(blanks);
  if (policy === "theirs") return update([...blanks, ...differences]);
  const another = differences.some(({ field }) => field === "name");
  return {
    ...base,
    verdict: "conflict",
    changes: [],
    additions: nothing,
    reason: another ? "imports.row.otherName" : "imports.row.differs",
  };
}

function pairsOf(
  customer: KnownCustomer,
  person: ImportedPerson,
): { field: Difference["field"]; ours: FieldValue | null; theirs: FieldValue | null }[] {
  return [
    ...singleFields.map((field) => ({ field, ours: customer[field], theirs: person[field] })),
    ...Object.entries(person.own).map(([id, theirs]) => ({
      field: `field-${id}` as const,
      ours: customer.own[id] ?? null,
      theirs,
    })),
  ];
}

function additionsTo(customer: KnownCustomer, person: ImportedPerson): Additions {
  const has = new Set(customer.tags.map((tag) => tag.toLowerCase()));
  return {
    phones: person.phones.filter(({ e164 }) => !customer.phones.includes(e164)),
    emails: person.emails.filter((address) => !customer.emails.includes(address)),
    tags: person.tags.filter((tag) => !has.has(tag.toLowerCase())),
    runs: person.runs.filter((run) => !customer.runs.includes(run)),
    note: person.note !== null && customer.notes.includes(person.note) ? null : person.note,
    consent: claimBeside(customer.consent, person.consent),
  };
}

/**
 * The stricter word counts: a file never outweighs what the person said, unless it says that they want nothing; and it
 * never turns a no into a yes.
 */
function claimBeside(standing: KnownCustomer["consent"], said: boolean | null): boolean | null {
  if (said === null) return null;
  if (!standing) return said;
  return !said && standing.given ? false : null;
}

const hasAdditions = ({ phones, emails, tags, runs, note, consent }: Additions): boolean =>
  phones.length > 0 ||
  emails.length > 0 ||
  tags.length > 0 ||
  runs.length > 0 ||
  note !== null ||
  consent !== null;

const sameText = (a: string, b: string) => searchText(a) === searchText(b);

function sameValue(a: FieldValue | null, b: FieldValue): boolean {
  if (a === null) return false;
  if (typeof a === "string" && typeof b === "string")
    return a === b || (searchText(a) !== "" && sameText(a, b));
  return String(a) === String(b);
}

/** The customer as they are after the plan, so that a later row of the same file meets them so. */
export function afterPlan(
  person: ImportedPerson,
  plan: RowPlan,
  before: KnownCustomer | null,
  id: string,
): KnownCustomer {
  const claim = plan.additions.consent;
  const said = claim === null ? null : ({ given: claim, basis: "claimed" } as const);
  // Of a file of a hundred thousand new ones all are held: nothing of them is copied.
  if (!before) return { ...asNew(person, id), runs: plan.additions.runs, consent: said };
  const known = before;
  const after = { ...known, own: { ...known.own } };
  for (const { field, theirs } of plan.changes)
    if (field.startsWith("field-")) after.own[field.slice("field-".length)] = theirs;
    else after[field as SingleField] = String(theirs);
  return {
    ...after,
    phones: [...known.phones, ...plan.additions.phones.map(({ e164 }) => e164)],
    emails: [...known.emails, ...plan.additions.emails],
    tags: [...known.tags, ...plan.additions.tags],
    runs: [...known.runs, ...plan.additions.runs],
    notes: plan.additions.note === null ? known.notes : [...known.notes, plan.additions.note],
    consent: said ?? known.consent,
  };
}

const asNew = (person: ImportedPerson, id: string): KnownCustomer => ({
  id,
  name: person.name,
  title: person.title,
  shop: person.shop,
  trade: person.trade,
  source: person.source,
  address: person.address,
  birthday: person.birthday,
  phones: person.phones.map(({ e164 }) => e164),
  emails: person.emails,
  tags: person.tags,
  runs: [],
  notes: person.note === null ? [] : [person.note],
  own: person.own,
  consent: null,
});
