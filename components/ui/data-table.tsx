import clsx from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { PageLink } from "./page-link";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end";
  /** The row's name: its header, and the card's title on a phone. */
  primary?: boolean;
  /** Left out on a phone. */
  laptopOnly?: boolean;
  /** Where a press on the header leads, and how the table is sorted now. */
  sort?: { href: string; direction?: "ascending" | "descending" };
}

/** Rows and columns on a laptop, one card a row on a phone. Roles are spelled out: `display` would take them away. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
}: {
  /** Says what the table holds; for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  /** An EmptyState. */
  empty?: ReactNode;
}) {
  if (rows.length === 0 && empty) return empty;
  return (
    <table
      // biome-ignore lint/a11y/noRedundantRoles: display would take it away
      role="table"
      className="w-full text-[0.9375rem] max-sm:block"
    >
      <caption className="sr-only">{caption}</caption>
      <thead
        // biome-ignore lint/a11y/noRedundantRoles: display would take it away
        role="rowgroup"
        className="max-sm:sr-only"
      >
        <tr
          // biome-ignore lint/a11y/noRedundantRoles: display would take it away
          role="row"
        >
          {columns.map((column) => (
            <th
              key={column.key}
              // biome-ignore lint/a11y/noRedundantRoles: display would take it away
              role="columnheader"
              scope="col"
              aria-sort={column.sort?.direction}
              className={clsx(
                "border-b border-line-strong px-3 pb-2 text-sm font-semibold whitespace-nowrap text-ink-3 first:pl-0 last:pr-0",
                column.align === "end" ? "text-right" : "text-left",
              )}
            >
              {column.sort ? <SortLink column={column} sort={column.sort} /> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        // biome-ignore lint/a11y/noRedundantRoles: display would take it away
        role="rowgroup"
        className="max-sm:block"
      >
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            // biome-ignore lint/a11y/noRedundantRoles: display would take it away
            role="row"
            className="max-sm:block max-sm:border-b max-sm:border-line max-sm:py-3 sm:hover:bg-sunken/60"
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = clsx(
    "border-line align-middle sm:border-b sm:px-3 sm:py-2.5 sm:first:pl-0 sm:last:pr-0",
    column.align === "end" ? "tabular-nums sm:text-right" : "text-left",
    column.laptopOnly && "max-sm:hidden",
  );
  if (column.primary) {
    return (
      <th
        // biome-ignore lint/a11y/noRedundantRoles: display would take it away
        role="rowheader"
        scope="row"
        className={clsx(
          look,
          "font-semibold [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center sm:py-0 max-sm:block max-sm:text-[1.0625rem]",
        )}
      >
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: display would take it away
      role="cell"
      className={clsx(
        look,
        "max-sm:grid max-sm:grid-cols-[6.5rem_1fr] max-sm:gap-2",
        !column.laptopOnly && "max-sm:py-0.5",
      )}
    >
      <span aria-hidden="true" className="text-ink-3 sm:hidden">
        {column.header}
      </span>
      <span className="min-w-0">{column.cell(row)}</span>
    </td>
  );
}

function SortLink<Row>({ column, sort }: { column: Column<Row>; sort: NonNullable<Column<Row>["sort"]> }) {
  const Arrow = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[sort.direction ?? "none"];
  return (
    <>
      {/* On a phone the heads are only read out: a link there would take a focus that nobody sees. */}
      <span className="sm:hidden">{column.header}</span>
      <PageLink
        href={sort.href}
        className="-my-2 inline-flex min-h-11 items-center gap-1 hover:text-ink max-sm:hidden"
      >
        {column.header}
        <Arrow aria-hidden="true" className="size-3.5" />
      </PageLink>
    </>
  );
}
