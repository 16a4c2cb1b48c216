import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { CustomerFieldDefinition } from "../fields/schema";
import { type RowReading, readConsentCell, readRow } from "./read-row";
import type { Meaning } from "./schema";

const field = (
  id: string,
  kind: CustomerFieldDefinition["kind"],
  labels: string[] = [],
): CustomerFieldDefinition => ({
  id,
  label: id,
  kind,
  options: labels.map((label, place) => ({ key: `o${place + 1}`, label, retired: false })),
  position: 0,
  retired: false,
  version: 1,
});
const fields = new Map(
  [
    field("choice", "choice", ["단골", "새 손님"]),
    field("day", "date"),
    field("yes", "yes_no"),
    field("seats", "number"),
  ].map((one) => [one.id, one]),
);

/** A row as an object: column by meaning. */
function read(row: Partial<Record<Meaning, string>>): RowReading {
  const columns = Object.keys(row) as Meaning[];
  return readRow(
    Object.values(row) as string[],
    columns,
    columns.map((one) => `칸 ${one}`),
    fields,
  );
}
function person(row: Partial<Record<Meaning, string>>) {
  const reading = read(row);
  if (reading.kind === "refused") throw new Error(reading.problem.reason);
  return { ...reading.person, repairs: reading.repairs.map(({ kind, from, to }) => [kind, from, to]) };
}
const phone = "010-1234-5678";

describe("what is put right is told", () => {
  test.each([
    ["1012345678", "zero", "01012345678"],
    ["０１０-1234-5678", "wide", "010-1234-5678"],
    ["010\u200B12345678", "invisible", "01012345678"],
  ])("the number %s", (typed, kind, to) => {
    const found = person({ name: "김영희", phone: typed });
    expect(found.phones).toEqual([{ e164: "+821012345678", canReceiveTexts: true }]);
    expect(found.repairs).toContainEqual([kind, typed, to]);
  });

  test("a name in split letters, with its title behind", () => {
    const split = "김영희 대표".normalize("NFD");
    expect(person({ name: split, phone })).toMatchObject({ name: "김영희", title: "대표" });
    expect(person({ name: split, phone }).repairs).toEqual([
      ["composed", split, "김영희 대표"],
      ["title", "김영희 대표", "김영희 · 대표"],
    ]);
    expect(person({ name: "황보경숙", phone }).repairs).toEqual([]);
  });

  test.each([
    "2024-03-05",
    "2024.3.5",
    "2024. 3. 5.",
    "2024년 3월 5일",
    "20240305",
    "2024/3/5",
    "2024. 3. 5. 오후 2:05:11",
  ])("the day %s", (typed) => {
    const found = person({ name: "김영희", phone, registered: typed });
    expect(found.registered).toBe("2024-03-05");
    expect(found.repairs).toEqual(typed === "2024-03-05" ? [] : [["day", typed, "2024-03-05"]]);
  });

  test("a day that does not exist is not guessed: its text is kept in the note", () => {
    const found = person({ name: "김영희", phone, birthday: "2023-02-30", note: "단골" });
    expect(found).toMatchObject({ birthday: null, note: "단골\n칸 birthday: 2023-02-30" });
    expect(found.repairs).toEqual([["noDay", "2023-02-30", null]]);
  });
});

describe("several in a cell", () => {
  test.each([
    "010-1111-2222, 010-3333-4444",
    "010-1111-2222 / 010-3333-4444",
    "010-1111-2222\n1033334444",
    "010-1111-2222 010-3333-4444",
  ])("numbers: %j", (typed) => {
    expect(person({ name: "김영희", phone: typed }).phones.map(({ e164 }) => e164)).toEqual([
      "+821011112222",
      "+821033334444",
    ]);
  });

  test("courses become tags, each once", () => {
    const found = person({ name: "김영희", phone, history: "공개강의, 실습,코칭", tags: "코칭;VIP" });
    expect(found.tags).toEqual(["공개강의", "실습", "코칭", "VIP"]);
  });

  test("one wrong number beside a right one is kept as text", () => {
    const found = person({ name: "김영희", phone: `${phone}, 없음` });
    expect(found.phones).toHaveLength(1);
    expect(found.note).toBe(`칸 phone: ${phone}, 없음`);
  });
});

describe("who cannot be taken", () => {
  test.each([
    [{ name: "", phone }, "customers.name.empty", 0],
    [{ name: "김영희", phone: "" }, "imports.row.noContact", 1],
    [{ name: "김영희", phone: "010-123-4567" }, "customers.phone.missingOne", 1],
    [{ name: "김영희", phone: "abc" }, "customers.phone.not_a_number", 1],
    [{ name: "김영희", email: "a@b" }, "customers.email.not_an_address", 1],
  ] as const)("%j: %s", (row, reason, column) => {
    expect(read(row)).toMatchObject({ kind: "refused", problem: { reason, column } });
  });

  test("a landline is taken, and receives no texts (row 49); an address alone is enough", () => {
    expect(person({ name: "김영희", phone: "02-1234-5678" }).phones[0]?.canReceiveTexts).toBe(false);
    expect(person({ name: "김영희", email: "Kim@Naver.com" }).emails).toEqual(["kim@naver.com"]);
  });
});

test.each([
  ["Y", true],
  ["y", true],
  ["O", true],
  ["○", true],
  ["동의", true],
  ["동의합니다", true],
  ["TRUE", true],
  ["N", false],
  ["X", false],
  ["동의하지 않습니다", false],
  ["", null],
  ["글쎄요", null],
])("consent said as %j", (cell, said) => {
  expect(readConsentCell(cell)).toBe(said);
});

test("own fields read what they can hold; the rest is kept", () => {
  const found = person({
    name: "김영희",
    phone,
    "field-choice": "단골",
    "field-day": "2024.3.5",
    "field-yes": "O",
    "field-seats": "많음",
  });
  expect(found.own).toEqual({ choice: "o1", day: "2024-03-05", yes: "yes" });
  expect(found.note).toBe("칸 field-seats: 많음");
});

test("whatever stands in the cells, the row is a person or a refusal with a reason", () => {
  const columns: Meaning[] = [
    "name",
    "phone",
    "email",
    "birthday",
    "history",
    "consent",
    "note",
    "field-choice",
  ];
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 10 }), (cells) => {
      const reading = readRow(cells, columns, [], fields);
      if (reading.kind === "refused") expect(reading.problem.reason).not.toBe("");
      else expect(reading.person.phones.length + reading.person.emails.length).toBeGreaterThan(0);
    }),
    { numRuns: 3000 },
  );
});
