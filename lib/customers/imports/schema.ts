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

/** What becomes of a course history: tags, or past enrollments where a run of the business fits. */
export const histories = ["tags", "enrollments"] as const;
export type History = (typeof histories)[number];

const meaning = z.union([z.enum(plainMeanings), z.templateLiteral(["field-", z.uuid()])]);

export const mostColumns = 200;

const emptyToNull = (value: unknown) => (value === "" || value === undefined ? null : value);

const mappingFields = {
  /** Line of the headers, the first of the file is 1; null where it has none. */
  headerLine: z.preprocess(emptyToNull, z.coerce.number().int().min(1).max(1000).nullable()),
  columns: z.array(meaning).max(mostColumns),
  policy: z.enum(policies),
  history: z.enum(histories).default("tags"),
};

/** One column each for what can be only once, a name, and something to be reached by. */
function checkColumns({ columns }: { columns: Meaning[] }, context: z.RefinementCtx): void {
  const problem = (message: string) => context.addIssue({ code: "custom", message });
  if (columns.some((one, place) => !sharedMeanings.includes(one) && columns.indexOf(one) !== place))
    problem("imports.mapping.twice");
  else if (!columns.includes("name")) problem("imports.mapping.noName");
  else if (!columns.includes("phone") && !columns.includes("email")) problem("imports.mapping.noContact");
}

/** How a file is read: where its headers stand, what each column means, and whose text counts. */
export const mappingShape = z.object(mappingFields).superRefine(checkColumns);
export type Mapping = z.output<typeof mappingShape>;

/** Of what was shown: who looks at an import that somebody else changed meanwhile is told. */
const version = z.coerce.number().int();

export const mapImportInput = z
  .strictObject({ id: z.uuid(), version, ...mappingFields })
  .superRefine(checkColumns);

export const chooseRowInput = z.object({
  id: z.uuid(),
  line: z.coerce.number().int().min(1),
  choice: z.enum(["theirs", "ours", "blanks", "new"]),
});

export const oneImportInput = z.object({ id: z.uuid() });
export const bringInInput = z.object({ id: z.uuid(), version });

/** Limits of a file. Bytes, rows, letters of a cell. */
export const largestImport = 20 * 1024 * 1024;
export const mostRows = 100_000;
export const longestCell = 4000;
