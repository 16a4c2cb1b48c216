import fc from "fast-check";
import { expect, test } from "vitest";

import { formatSender, proofHolds, proofsFor, readSender, senderKinds } from "./sender-number-rule";

test.each([
  ["010-1234-5678", "mobile", "01012345678", false],
  ["+82 10 1234 5678", "mobile", "01012345678", false],
  ["０１０ １２３４ ５６７８", "mobile", "01012345678", false],
  ["+827012345678", "internet", "07012345678", true],
  ["02-123-4567", "landline", "021234567", false],
  ["031-123-4567", "landline", "0311234567", false],
  ["1588-1234", "representative", "15881234", false],
  ["+82 1588 1234", "representative", "15881234", false],
  ["18001234", "representative", "18001234", false],
  ["+1 500 555 0006", "abroad", "+15005550006", false],
  [`MG${"0".repeat(32)}`, "pool", `MG${"0".repeat(32)}`, false],
] as const)("%s is a sender of the kind %s", (text, kind, number, mayBeFiltered) =>
  expect(readSender(text)).toEqual({ kind, number, mayBeFiltered }),
);

test.each([
  ["0504-1234-5678", "redirect"],
  ["050-1234-5678", "redirect"],
  ["080-123-4567", "free_call"],
  ["02-1588-1234-5", "not_a_sender"],
  ["0311588", "not_a_sender"],
  ["1144-1234", "not_a_sender"],
  ["단골", "not_a_sender"],
  ["", "not_a_sender"],
] as const)("%s cannot be a sender: %s", (text, reason) =>
  expect(readSender(text)).toEqual({ kind: "refused", reason }),
);

test.each([
  ["07012345678", "070-1234-5678"],
  ["+827012345678", "070-1234-5678"],
  ["023220177", "02-322-0177"],
  ["15881234", "1588-1234"],
  ["+15005550006", "+1 500-555-0006"],
  [`MG${"0".repeat(32)}`, `MG${"0".repeat(32)}`],
  ["단골", "단골"],
])("%s is written %s", (number, written) => expect(formatSender(number)).toBe(written));

test("a paper belongs to its kind of number", () => {
  expect(proofsFor("mobile")).toContain("phone_verification");
  expect(proofsFor("landline")).not.toContain("phone_verification");
  expect(proofsFor("representative")).toContain("service_certificate");
  for (const kind of senderKinds) expect(proofsFor(kind).length).toBeGreaterThan(0);
});

test("a proof holds from its first to its last day", () => {
  const proof = { registeredOn: "2026-01-02", validUntil: "2026-12-31" };
  expect(
    ["2026-01-01", "2026-01-02", "2026-12-31", "2027-01-01"].map((day) => proofHolds(proof, day)),
  ).toEqual([false, true, true, false]);
  expect(proofHolds({ ...proof, validUntil: null }, "2040-01-01")).toBe(true);
});

test("any text is answered, and what is kept reads as itself", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      const reading = readSender(text);
      if (reading.kind !== "refused") expect(readSender(reading.number)).toEqual(reading);
    }),
    { numRuns: 5_000 },
  );
});
