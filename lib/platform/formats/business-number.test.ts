import fc from "fast-check";
import { expect, test } from "vitest";
import { formatBusinessNumber, readBusinessNumber } from "./business-number";

test.each([
  ["124-81-00998", "1248100998"],
  ["1248100998", "1248100998"],
  ["１２４－８１－００９９８", "1248100998"],
  [" 220 81 62517 ", "2208162517"],
  ["120–81–47521", "1208147521"],
])("%s is %s", (text, digits) => expect(readBusinessNumber(text)).toEqual({ kind: "number", digits }));

test.each([
  ["123-45-67890", "not_a_number"],
  ["000-00-00000", "not_a_number"],
  ["124-81-0099", "wrong_length"],
  ["124-81-009980", "wrong_length"],
  ["abc", "not_a_number"],
  ["", "not_a_number"],
])("%s is refused: %s", (text, reason) =>
  expect(readBusinessNumber(text)).toEqual({ kind: "refused", reason }),
);

test("is shown in its three groups", () => expect(formatBusinessNumber("1248100998")).toBe("124-81-00998"));

test("one wrong digit is always noticed, except where the weights cannot tell", () => {
  const known = "1248100998";
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
      const wrong = [...known];
      wrong[at] = String((Number(wrong[at]) + more) % 10);
      expect(readBusinessNumber(wrong.join("")).kind).toBe("refused");
    }),
  );
});

test("any text is answered", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      const reading = readBusinessNumber(text);
      if (reading.kind === "number") expect(reading.digits).toMatch(/^[0-9]{10}$/);
    }),
    { numRuns: 5_000 },
  );
});
