import { z } from "zod";

/** How the list can be ordered; each order ends in the id, so that a page ends between two customers. */
export const listSorts = ["recent", "oldest", "name"] as const;
export type ListSort = (typeof listSorts)[number];

/** What can stand beside the name; own fields are "field-<id>". */
export const plainColumns = [
  "shop",
  "phone",
  "email",
  "tags",
  "groups",
  "course",
  "applications",
  "visits",
  "since",
  "responsible",
] as const;
export type PlainColumn = (typeof plainColumns)[number];
export type ListColumn = PlainColumn | `field-${string}`;

export const usualColumns: readonly ListColumn[] = ["shop", "phone", "tags", "course", "visits", "since"];

const id = z.uuid();

/** What the list can be narrowed by, and what each value may be. */
const filterValues = {
  tag: id,
  group: id,
  segment: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/),
  responsible: z.union([z.literal("me"), z.literal("nobody"), id]),
  consent: z.enum(["yes", "no"]),
  came: z.enum(["yes", "never"]),
  course: id,
  added: z.enum(["7", "30", "90", "365"]),
  phone: z.enum(["none", "some"]),
};
export type FilterName = keyof typeof filterValues;
export const filterNames = Object.keys(filterValues) as FilterName[];

/** One condition of the address: `tag=<id>`, or `field-<id>=카페` for a field of the business's own. */
export interface ListFilter {
  name: FilterName | `field-${string}`;
  value: string;
}

/** What the list shows, as its address says it; without the page. */
export interface ListQuery {
  search: string;
  sort: ListSort;
  columns: readonly ListColumn[];
  filters: readonly ListFilter[];
}

const mostFilters = 12;
const longestField = 100;
const fieldKey = /^field-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The id of the own field that a filter or a column is about, or null. */
export const fieldOf = (name: string): string | null => fieldKey.exec(name)?.[1] ?? null;

type Asked = Record<string, string | string[] | undefined>;
const texts = (given: string | string[] | undefined) =>
  (Array.isArray(given) ? given : [given]).filter((one): one is string => typeof one === "string");

/** Reads an address. What it does not know, or what is not well-formed, it leaves out: an old link still shows a list. */
export function readListQuery(asked: Asked): ListQuery {
  const columns = [...new Set(texts(asked["show"]))].filter(isColumn).slice(0, 20);
  return {
    search: (texts(asked["q"])[0] ?? "").trim().slice(0, 100),
    sort: listSorts.find((sort) => sort === texts(asked["sort"])[0]) ?? "recent",
    columns: columns.length > 0 ? columns : usualColumns,
    filters: filtersIn(asked).slice(0, mostFilters),
  };
}

export const readListAddress = (address: string): ListQuery => {
  const asked: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(address)) {
    if (!Object.hasOwn(asked, name)) asked[name] = [];
    asked[name]?.push(value);
  }
  return readListQuery(asked);
};

function filtersIn(asked: Asked): ListFilter[] {
  const found = new Map<string, ListFilter>();
  for (const name of Object.keys(asked).sort()) {
    for (const value of texts(asked[name]).map((text) => text.trim())) {
      const filter = filterOf(name, value);
      if (filter) found.set(`${name} ${value}`, filter);
    }
  }
  return [...found.values()];
}

function filterOf(name: string, value: string): ListFilter | null {
  if (value === "") return null;
  if (fieldOf(name)) return value.length <= longestField ? { name: name as `field-${string}`, value } : null;
  const known = filterNames.find((one) => one === name);
  return known && filterValues[known].safeParse(value).success ? { name: known, value } : null;
}

const isColumn = (name: string): name is ListColumn =>
  plainColumns.some((column) => column === name) || fieldOf(name) !== null;

/** The same list always has the same address: parameters in one order, what is usual left out. */
export function writeListQuery({ search, sort, columns, filters }: ListQuery): string {
  const query = new URLSearchParams();
  if (search) query.set("q", search);
  if (sort !== "recent") query.set("sort", sort);
  const byName = (a: ListFilter, b: ListFilter) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.value < b.value ? -1 : 1;
  for (const { name, value } of [...filters].sort(byName)) query.append(name, value);
  if (columns.join() !== usualColumns.join()) for (const column of columns) query.append("show", column);
  return query.toString();
}

/** The same query with a filter less. */
export const withoutFilter = (query: ListQuery, { name, value }: ListFilter): ListQuery => ({
  ...query,
  filters: query.filters.filter((one) => one.name !== name || one.value !== value),
});

/** The conditions of a list without what somebody typed: words that were searched for, values of own fields. For records that outlive the people. */
export const conditionsOf = (query: ListQuery): string =>
  writeListQuery({
    ...query,
    search: "",
    columns: usualColumns,
    filters: query.filters.map(({ name, value }) => ({ name, value: fieldOf(name) ? "…" : value })),
  });
