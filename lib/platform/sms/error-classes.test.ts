import { expect, test } from "vitest";
import { classOfCode, readErrorAnswer } from "./error-classes";

test.each([
  [21211, "bad_number"],
  [21614, "bad_number"],
  [30005, "bad_number"],
  [30006, "bad_number"],
  [21610, "opted_out"],
  [20003, "config"],
  [21408, "config"],
  [21606, "config"],
  [21612, "config"],
  [35118, "config"],
  [30004, "filtered"],
  [30007, "filtered"],
  [30003, "other"],
  [29999, "other"],
] as const)("%i is %s", (code, expected) => {
  expect(classOfCode(code)).toBe(expected);
});

test.each([
  [429, 20429, "throttled"],
  [429, undefined, "throttled"],
  [400, 20429, "throttled"],
  [400, 21611, "throttled"],
  [400, 21211, "refused"],
  [404, 20404, "refused"],
  [401, undefined, "refused"],
  [403, undefined, "refused"],
  [400, undefined, "unclear"],
  [408, 20408, "unclear"],
  [302, undefined, "unclear"],
  [500, 20500, "unclear"],
  [503, 20429, "unclear"],
] as const)("HTTP %i with code %s is %s", (status, code, expected) => {
  expect(readErrorAnswer(status, code)).toBe(expected);
});
