import fc from "fast-check";
import { expect, test } from "vitest";

import {
  listSorts,
  plainColumns,
  readListAddress,
  readListQuery,
  usualColumns,
  writeListQuery,
} from "./query";

const id = "0193a5c0-0000-7000-8000-000000000001";
const other = "0193a5c0-0000-7000-8000-000000000002";

test("an address says what the list shows, and the same list has one address", () => {
  const query = readListQuery({
    q: " 영희 ",
    tag: [other, id],
    came: "never",
    [`field-${id}`]: "카페",
    sort: "name",
    after: "somewhere",
    show: ["phone", "tags"],
  });
  expect(query).toEqual({
    search: "영희",
    sort: "name",
    columns: ["phone", "tags"],
    filters: [
      { name: "came", value: "never" },
      { name: `field-${id}`, value: "카페" },
      { name: "tag", value: other },
      { name: "tag", value: id },
    ],
  });
  expect(decodeURIComponent(writeListQuery(query))).toBe(
    `q=영희&sort=name&came=never&field-${id}=카페&tag=${id}&tag=${other}&show=phone&show=tags`,
  );
});

test("nothing asked is the usual list without parameters", () => {
  const usual = readListQuery({});
  expect(usual).toEqual({ search: "", sort: "recent", columns: usualColumns, filters: [] });
  expect(writeListQuery(usual)).toBe("");
});

test("what is not known or not well-formed is left out", () => {
  const query = readListAddress(
    `sort=rich&tag=1&group=&came=sometimes&field-1=x&show=secret&constructor=x&__proto__=y&tag=${id}&tag=${id}`,
  );
  expect(query.filters).toEqual([{ name: "tag", value: id }]);
  expect(query.columns).toEqual(usualColumns);
  const many = Array.from({ length: 40 }, (_, place) => `tag=${id.slice(0, -2)}${10 + place}`).join("&");
  expect(readListAddress(many).filters).toHaveLength(12);
});

test("an address that was written reads as the same list", () => {
  const ids = fc.constantFrom(id, other);
  const filter = fc.oneof(
    fc.record({ name: fc.constantFrom("tag" as const, "group" as const, "course" as const), value: ids }),
    fc.record({ name: fc.constant("responsible" as const), value: fc.constantFrom("me", "nobody", id) }),
    fc.record({
      name: ids.map((field): `field-${string}` => `field-${field}`),
      value: fc
        .string({ unit: "grapheme", maxLength: 20 })
        .map((text) => text.trim())
        .filter(Boolean),
    }),
  );
  const columns = fc.subarray([...plainColumns], { minLength: 1 });
  fc.assert(
    fc.property(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(...listSorts),
      columns,
      fc.array(filter, { maxLength: 6 }),
      (search, sort, shown, filters) => {
        const address = writeListQuery({ search: search.trim(), sort, columns: shown, filters });
        const read = readListAddress(address);
        const again = writeListQuery(read);
        expect(writeListQuery(readListAddress(again))).toBe(again);
        expect([read.search, read.sort, read.columns]).toEqual([search.trim(), sort, shown]);
        const said = (list: readonly { name: string; value: string }[]) =>
          [...new Set(list.map(({ name, value }) => `${name} ${value}`))].sort();
        expect(said(read.filters)).toEqual(said(filters));
      },
    ),
  );
  fc.assert(fc.property(fc.webQueryParameters(), (address) => readListAddress(address).filters.length <= 12));
});
