import { expect, test } from "vitest";
import { acceptedLocale } from "./accepted-locale";

test.each([
  ["en-US,en;q=0.9,ko;q=0.8", "en"],
  ["ko-KR,ko;q=0.9,en;q=0.8", "ko"],
  ["fr,en;q=0.4,ko;q=0.7", "ko"],
  ["de-DE", "ko"],
  ["en;q=0, ko;q=0", "ko"],
  ["en;q=nonsense", "ko"],
  ["", "ko"],
  [null, "ko"],
])("%s reads as %s", (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});
