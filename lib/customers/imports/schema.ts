import { z } from "zod";

/** What a column of a file can mean. "ignore" is a choice of its own, so that nothing is left out without a word. */
export const plainMeanings = [
  "name",
  "phone",
  "email",
  "title",
  "shop",
  "trade",
  "source",
  "address",
  "birthday",
  "registered",
  "history",
  "tags",
  "note",
  "consent",
  "ignore",
] as const;
export type PlainMeaning = (typeof plainMeanings)[number];
/** A meaning, or an own field by its id. */
export type Meaning = PlainMeaning | `field-${string}`;

/** Meanings that several columns may share: their cells are read one after the other. */
export const sharedMeanings: readonly Meaning[] = ["phone", "email", "history", "tags", "note", "ignore"];

/** Whose text counts where the file and the record differ; "ask" leaves each such row to a person. */
export const policies = ["ask", "theirs", "ours", "blanks"] as const;
export type Policy = (typeof policies)[number];

/** What becomes of a row. Every row of a file gets exactly one of them. */
export const verdicts = ["create", "update", "skip", "conflict", "refuse"] as const;
export type Verdict = (typeof verdicts)[number];

/** One thing that was put right while a cell was read. */
export interface Repair {
  kind: "zero" | "wide" | "invisible" | "composed" | "title" | "day" | "noDay";
  /** Place of the column. */
  column: number;
  from: string;
  /** Null where the cell could not be used and its text was kept in the note. */
  to: string | null;
}

const meaning = z.union([z.enum(plainMeanings), z.templateLiteral(["field-", z.uuid()])]);

export const mostColumns = 200;

/** How a file is read: where its headers stand, what each column means, and whose text counts. */
export const mappingShape = z
  .object({
    /** Line of the headers, the first of the file is 1; null where it has none. */
    headerLine: z.int().min(1).max(1000).nullable(),
    columns: z.array(meaning).max(mostColumns),
    policy: z.enum(policies),
  })
  .superRefine(({ columns }, context) => {
    const twice = columns.find(
      (one, place) => !sharedMeanings.includes(one as Meaning) && columns.indexOf(one) !== place,
    );
    if (twice) context.addIssue({ code: "custom", path: ["columns"], message: "imports.mapping.twice" });
    if (!columns.includes("name"))
      context.addIssue({ code: "custom", path: ["columns"], message: "imports.mapping.noName" });
    if (!columns.includes("phone") && !columns.includes("email"))
      context.addIssue({ code: "custom", path: ["columns"], message: "imports.mapping.noContact" });
  });
export type Mapping = z.output<typeof mappingShape>;

/** Limits of a file. Bytes, rows, letters of a cell. */
export const largestImport = 20 * 1024 * 1024;
export const mostRows = 100_000;
export const longestCell = 4000;
