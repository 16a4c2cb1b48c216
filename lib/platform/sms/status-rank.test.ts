import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeStatus, type ProviderStatus, providerStatus } from "./status-rank";

const heardStatuses = ["queued", "sending", "sent", "delivered", "undelivered", "failed"] as const;

const endOf = (
  merge: (known: ProviderStatus | null, heard: ProviderStatus) => ProviderStatus,
  heard: readonly ProviderStatus[],
) => heard.reduce<ProviderStatus | null>(merge, null);

/** The right end of a set of statuses, said without the rank: a receipt, else a failure, else the furthest step. */
function rightEnd(heard: readonly ProviderStatus[]): ProviderStatus | undefined {
  return (["delivered", "undelivered", "failed", "sent", "sending", "queued"] as const).find((status) =>
    heard.includes(status),
  );
}

/** Every order, with repeats and latecomers, of one to all statuses. */
const arrivals = fc
  .uniqueArray(fc.constantFrom(...heardStatuses), { minLength: 1 })
  .chain((set) =>
    fc
      .tuple(
        fc.shuffledSubarray(set, { minLength: set.length }),
        fc.array(fc.constantFrom(...set), { maxLength: 6 }),
      )
      .map(([order, late]) => [...order, ...late]),
  );

test("10,000 permutations, duplicates and late arrivals end in the right state", () => {
  fc.assert(
    fc.property(arrivals, (heard) => endOf(mergeStatus, heard) === rightEnd(heard)),
    { numRuns: 10_000 },
  );
});

test("control: taking the last word heard ends wrongly", () => {
  const lastWord = (_known: ProviderStatus | null, heard: ProviderStatus) => heard;
  const result = fc.check(
    fc.property(arrivals, (heard) => endOf(lastWord, heard) === rightEnd(heard)),
    { numRuns: 10_000 },
  );
  expect(result.failed).toBe(true);
});

test("delivered, then sent, then delivered again stays delivered", () => {
  expect(endOf(mergeStatus, ["delivered", "sent", "delivered"])).toBe("delivered");
});

test("a word that is no status of ours is nothing", () => {
  expect(providerStatus("delivered")).toBe("delivered");
  expect(providerStatus("partially_delivered")).toBeNull();
  expect(providerStatus("toString")).toBeNull();
  expect(providerStatus(undefined)).toBeNull();
});
