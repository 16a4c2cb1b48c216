import fc from "fast-check";
import { expect, test } from "vitest";

import { hintedIds } from "./hints";

const id = "01a21928-47f9-700a-896f-e36e8e468429";
const named = { customFields: { dangolId: id } };

test.each([
  ["a list of reports", [named, { customFields: {} }]],
  ["one report", named],
  ["reports inside an envelope, each id once", { data: [{ message: named }, named] }],
])("finds our ids in %s", (_shape, report) => expect(hintedIds(JSON.stringify(report))).toEqual([id]));

test.each([
  ["no report", "<html>"],
  ["an id that is none of ours", JSON.stringify([{ customFields: { dangolId: "1; DROP TABLE message" } }])],
  ["an id too deep", JSON.stringify({ a: { b: { c: { d: { e: named } } } } })],
])("names none in %s", (_what, body) => expect(hintedIds(body)).toEqual([]));

test("whatever comes in, it never throws and names nothing but ids", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      for (const one of hintedIds(body)) expect(one).toMatch(/^[0-9a-f-]{36}$/);
    }),
    { numRuns: 500 },
  );
});
