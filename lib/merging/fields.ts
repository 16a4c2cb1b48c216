import type { Row } from "./ledger";

export type Side = "ours" | "theirs";

/** What is written beside a name, each chosen as a whole, and the columns behind it. */
export const columnsOfField = {
  name: ["name"],
  title: ["title"],
  birthday: ["birthday"],
  trade: ["trade"],
  address: ["postcode", "road", "detail", "lot"],
  source: ["source"],
  assignee: ["assignee_id"],
  locale: ["locale"],
} as const satisfies Record<string, readonly string[]>;
export type RecordField = keyof typeof columnsOfField;
export const recordFields = Object.keys(columnsOfField) as RecordField[];

export const ownField = (id: string) => `own-${id}`;

const isEmpty = (columns: readonly string[], row: Row) => columns.every((name) => (row[name] ?? "") === "");

/** Whose word counts where nobody chose: ours, unless there is only theirs. */
export const sideFor = (chosen: Side | undefined, oursEmpty: boolean, theirsEmpty: boolean): Side =>
  theirsEmpty ? "ours" : (chosen ?? (oursEmpty ? "theirs" : "ours"));

/** The columns of the survivor that change. "Customer since" is the earlier of the two days. */
export function joinedColumns(ours: Row, theirs: Row, choose: Readonly<Record<string, Side>>): Row {
  const change: Row = {};
  for (const field of recordFields) {
    const columns = columnsOfField[field];
    if (sideFor(choose[field], isEmpty(columns, ours), isEmpty(columns, theirs)) === "theirs")
      for (const column of columns) change[column] = theirs[column];
  }
  if (Date.parse(String(theirs["created_at"])) < Date.parse(String(ours["created_at"])))
    change["created_at"] = theirs["created_at"];
  return change;
}
