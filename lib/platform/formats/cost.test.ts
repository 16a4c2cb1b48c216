import { expect, test } from "vitest";
import { formatCost } from "./cost";

test.each([
  [12_000_000n, "KRW", "12원", "₩12"],
  [8_400_000n, "KRW", "8.4원", "₩8.4"],
  [1_234_000_000n, "KRW", "1,234원", "₩1,234"],
  [7_900n, "USD", "US$0.0079", "$0.0079"],
  [0n, "KRW", "0원", "₩0"],
])("%s millionths of %s", (micros, currency, ko, en) => {
  expect(formatCost(micros, currency, "ko")).toBe(ko);
  expect(formatCost(micros, currency, "en")).toBe(en);
});
