import fc from "fast-check";
import { expect, test } from "vitest";
import { exportInput } from "@/lib/customers/export/schema";
import { readListAddress, writeListQuery } from "@/lib/customers/list/query";
import { isLongRun } from "@/scripts/checks/long-run";

import { isEntryName, manifestShape } from "./manifest";
import { askForExportInput, oneExportInput } from "./schema";

/** G35: no input makes a validator throw. In full size with `npm run test:long`. */
const numRuns = isLongRun ? 100_000 : 500;
const slow = { timeout: 1_200_000 };

const known = fc.constantFrom(
  ..."files/tables.jsonl-0123456789abcdef\\/%00=&?",
  "..",
  "files/",
  "tables/",
  ".jsonl",
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: known, maxLength: 60 }),
);

test("names of entries never lead out of the file", slow, () => {
  fc.assert(
    fc.property(text, (name) => {
      if (isEntryName(name)) expect(name).toMatch(/^(?:[a-z]+\/)?[a-z0-9_-]+(?:\.jsonl?)?$/);
    }),
    { numRuns },
  );
});

test("manifests and forms of any shape", slow, () => {
  const manifest = fc.record({
    format: fc.oneof(fc.constant("dangol-tenant"), fc.anything()),
    formatVersion: fc.oneof(fc.constant(1), fc.anything()),
    tables: fc.anything(),
    entries: fc.array(fc.record({ name: text, bytes: fc.anything(), sha256: text })),
  });
  fc.assert(
    fc.property(fc.oneof(manifest, fc.anything()), (given) => {
      for (const shape of [manifestShape, exportInput, askForExportInput, oneExportInput])
        shape.safeParse(given);
    }),
    { numRuns },
  );
});

test("addresses of lists: what is read and written again says the same", slow, () => {
  fc.assert(
    fc.property(text, (given) => {
      const written = writeListQuery(readListAddress(given));
      expect(writeListQuery(readListAddress(written))).toBe(written);
    }),
    { numRuns },
  );
});
