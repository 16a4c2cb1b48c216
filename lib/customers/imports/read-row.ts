import { readEmail } from "@/lib/platform/email-address";
import { readDay } from "@/lib/platform/formats/calendar-day";
import { readName } from "@/lib/platform/formats/names";
import { normalisePhone, readPhone } from "@/lib/platform/phone-number";

import { readFieldValue } from "../fields/read-value";
import type { CustomerFieldDefinition, FieldValue } from "../fields/schema";
import { phoneProblem } from "../person";
import type { Meaning, Repair } from "./schema";

/** A row as it would be stored. Absent texts are null; lists are in the order of the file, each entry once. */
export interface ImportedPerson {
  name: string;
  title: string | null;
  phones: { e164: string; canReceiveTexts: boolean }[];
  emails: string[];
  shop: string | null;
  trade: string | null;
  source: string | null;
  address: string | null;
  /** "1985-03-02" */
  birthday: string | null;
  registered: string | null;
  /** Names of tags; of the course history too, where it says no run. */
  tags: string[];
  /** Runs of the business that the course history says. */
  runs: string[];
  note: string | null;
  /** What the file says about texts; null where it says nothing. */
  consent: boolean | null;
  own: Record<string, FieldValue>;
}

/** Why a row cannot be taken: a message key, and the column whose text it is about. */
export interface RowProblem {
  reason: string;
  column: number | null;
}

export type RowReading =
  | { kind: "person"; person: ImportedPerson; repairs: Repair[] }
  | { kind: "refused"; problem: RowProblem; repairs: Repair[] };

const yes =
  /^(?:y|yes|o|true|t|1|예|네|넵|동의|동의함|동의합니다|동의해요|수신|수신동의|agree|agreed|✓|✔|○|◯)\.?$/i;
const no =
  /^(?:n|no|x|false|f|0|아니오|아니요|거부|미동의|비동의|동의하지\s?않음|동의하지\s?않습니다|동의\s?안\s?함|수신거부|disagree|✗|✘|×)\.?$/i;

/** What an owner's list says about consent: true, false, or null for an empty or unknown cell. */
export function readConsentCell(cell: string): boolean | null {
  const clean = cell.slice(0, 60).normalize("NFKC").trim();
  return yes.test(clean) ? true : no.test(clean) ? false : null;
}

const several = /[,;/\n·、，；]+/;
const longest = { title: 40, shop: 80, trade: 80, source: 200, address: 200, tag: 40, note: 4000 } as const;
const mostPhones = 5;
const mostTags = 20;

/**
 * Reads a line of a file by the meaning of its columns. What was put right is told; a day that does not exist and a value
 * that an own field cannot hold are kept as text in the note, so that nothing of the file is lost. Refused is only who has
 * no name or can be reached by nothing.
 */
export function readRow(
  cells: readonly string[],
  columns: readonly Meaning[],
  titles: readonly string[],
  fields: ReadonlyMap<string, CustomerFieldDefinition>,
  runOf: (words: string) => string | null = () => null,
): RowReading {
  const repairs: Repair[] = [];
  const clean = cells.map((cell, column) => cleaned(cell, column, repairs));
  const placesOf = (meaning: Meaning) => columns.flatMap((one, place) => (one === meaning ? [place] : []));
  const text = (meaning: Meaning, most: number): string | null => {
    const found = placesOf(meaning).map((place) => clean[place] ?? "");
    const first = found.find((cell) => cell !== "");
    return first === undefined ? null : cut(first, most);
  };
  const kept: string[] = [];
  const keep = (column: number) => kept.push(`${titles[column] || "?"}: ${clean[column]}`);

  const [nameColumn = 0] = placesOf("name");
  const name = readName(clean[nameColumn] ?? "");
  if (name.kind === "refused") return refused(`customers.name.${name.reason}`, nameColumn, repairs);
  if (name.title)
    repairs.push({
      kind: "title",
      column: nameColumn,
      from: clean[nameColumn] ?? "",
      to: `${name.name} · ${name.title}`,
    });

  const phones: ImportedPerson["phones"] = [];
  let problem: RowProblem | null = null;
  for (const column of placesOf("phone"))
    for (const part of phonesIn(clean[column] ?? "")) {
      const reading = readPhone(part, { country: "KR" });
      if (reading.kind === "refused") {
        problem ??= { reason: phoneProblem(reading.reason, part).reason, column };
        if (phones.length > 0) keep(column);
        continue;
      }
      const digits = normalisePhone(part).replace(/\D/g, "");
      if (reading.country === "KR" && /^1[0-9]{9}$/.test(digits))
        repairs.push({ kind: "zero", column, from: part, to: `0${digits}` });
      if (phones.some(({ e164 }) => e164 === reading.e164) || phones.length >= mostPhones) continue;
      phones.push({ e164: reading.e164, canReceiveTexts: reading.kind === "mobile" });
    }
  const emails: string[] = [];
  for (const column of placesOf("email"))
    for (const part of (clean[column] ?? "").split(/[,;\s]+/).filter(Boolean)) {
      const reading = readEmail(part);
      if (reading.kind === "refused") {
        problem ??= { reason: `customers.email.${reading.reason}`, column };
        keep(column);
      } else if (!emails.includes(reading.address)) emails.push(reading.address);
    }
  if (phones.length === 0 && emails.length === 0) {
    const column = placesOf("phone")[0] ?? placesOf("email")[0] ?? null;
    return { kind: "refused", problem: problem ?? { reason: "imports.row.noContact", column }, repairs };
  }

  const dayOfColumn = (meaning: "birthday" | "registered"): string | null => {
    const [column] = placesOf(meaning);
    const typed = column === undefined ? "" : (clean[column] ?? "");
    if (column === undefined || typed === "") return null;
    return dayOrKept(typed, column, repairs, keep);
  };
  const own: Record<string, FieldValue> = {};
  for (const [column, meaning] of columns.entries()) {
    const typed = clean[column] ?? "";
    const field = meaning.startsWith("field-") ? fields.get(meaning.slice("field-".length)) : undefined;
    if (!field || typed === "") continue;
    const value = ownValue(field, typed);
    if (value === null) keep(column);
    else own[field.id] = value;
  }
  const taken = entriesIn(placesOf("history").map((column) => clean[column] ?? "")).map((words) => ({
    words,
    run: runOf(words),
  }));
  const consents = placesOf("consent").map((column) => readConsentCell(clean[column] ?? ""));
  const notes = placesOf("note").flatMap((column) => (clean[column] ? [clean[column]] : []));
  const person: ImportedPerson = {
    name: name.name,
    title: text("title", longest.title) ?? name.title,
    phones,
    emails,
    shop: text("shop", longest.shop),
    trade: text("trade", longest.trade),
    source: text("source", longest.source),
    address: text("address", longest.address),
    birthday: dayOfColumn("birthday"),
    registered: dayOfColumn("registered"),
    tags: tagsOf([
      ...taken.flatMap(({ words, run }) => (run ? [] : [words])),
      ...entriesIn(placesOf("tags").map((column) => clean[column] ?? "")),
    ]),
    runs: [...new Set(taken.flatMap(({ run }) => run ?? []))],
    note: null,
    consent: consents.find((said) => said !== null) ?? null,
    own,
  };
  person.note = cut([...notes, ...new Set(kept)].join("\n"), longest.note) || null;
  return { kind: "person", person, repairs };
}

const refused = (reason: string, column: number, repairs: Repair[]): RowReading => ({
  kind: "refused",
  problem: { reason, column },
  repairs,
});

const invisible = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD]/g;
const wide = /[\uFF01-\uFF5E]/g;

/** A cell without what cannot be seen, in composed letters and narrow signs; each change is told once. */
function cleaned(cell: string, column: number, repairs: Repair[]): string {
  const seen = cell.replaceAll(invisible, "");
  const composed = seen.normalize("NFC");
  const narrow = composed.replaceAll(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const told = (kind: Repair["kind"], from: string, to: string) => {
    if (from !== to) repairs.push({ kind, column, from, to });
  };
  told("invisible", cell, seen);
  told("composed", seen, composed);
  told("wide", composed, narrow);
  return narrow.toWellFormed().replaceAll("\u00A0", " ").trim();
}

/** "010-1111-2222 / 010-3333-4444": several numbers in a cell; a slash inside of one number is none. */
function phonesIn(cell: string): string[] {
  if (cell === "") return [];
  if (readPhone(cell, { country: "KR" }).kind !== "refused") return [cell];
  const parts = cell
    .split(/[,;/\n·、]+|\s{2,}|\s(?=0\d{1,2}[-.\s])/)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length === 0 ? [cell] : parts;
}

const entriesIn = (cells: readonly string[]): string[] =>
  cells
    .flatMap((cell) => cell.split(several))
    .map((part) => part.trim())
    .filter(Boolean);

const tagsOf = (entries: readonly string[]): string[] =>
  [...new Set(entries.map((entry) => cut(entry, longest.tag).trim()))].slice(0, mostTags);

/** Not so that half a letter stays. */
const cut = (text: string, most: number): string => {
  const short = text.slice(0, most);
  return short.isWellFormed() ? short : short.slice(0, -1);
};

/** A spreadsheet's stamp ("2026. 11. 23. 오후 2:05:11") counts as its day. */
function withoutTime(typed: string): string {
  const words = typed.split(/\s/).filter(Boolean);
  const time = words.findIndex((word) => /^[0-9]{1,2}:[0-9]{2}/.test(word));
  if (time < 0) return typed;
  const half = /^(?:오전|오후|am|pm)$/i.test(words[time - 1] ?? "") ? 1 : 0;
  return words.slice(0, time - half).join(" ");
}

function dayOrKept(
  typed: string,
  column: number,
  repairs: Repair[],
  keep: (column: number) => void,
): string | null {
  const day = readDay(withoutTime(typed.slice(0, 60)));
  if (!day) {
    repairs.push({ kind: "noDay", column, from: typed, to: null });
    keep(column);
    return null;
  }
  if (day !== typed) repairs.push({ kind: "day", column, from: typed, to: day });
  return day;
}

/** A choice by its label or key, in whatever capitals; the rest as it is typed into the record. */
function ownValue(field: CustomerFieldDefinition, typed: string): FieldValue | null {
  const keyOf = (word: string) =>
    field.options.find(({ key, label }) => key === word || label.toLowerCase() === word.toLowerCase())?.key ??
    word;
  const asked =
    field.kind === "choice"
      ? keyOf(typed)
      : field.kind === "choices"
        ? typed.split(several).map((part) => keyOf(part.trim()))
        : field.kind === "yes_no"
          ? yesNo(typed)
          : typed;
  const reading = readFieldValue(field, asked);
  return reading.kind === "value" ? reading.value : null;
}

function yesNo(typed: string): string {
  const said = readConsentCell(typed);
  return said === null ? typed : said ? "yes" : "no";
}
