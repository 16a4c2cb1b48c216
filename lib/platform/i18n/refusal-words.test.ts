import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { messagesOf } from "./messages";
import { refusalWords } from "./refusal-words";

const translate = createTranslator({
  locale: "en",
  messages: { ...messagesOf("en"), enrollments: { full: "All {seats} places are taken." } },
});

describe("the words of a refusal", () => {
  test("are those of its reason, filled in", () => {
    expect(refusalWords(translate, { reason: "enrollments.full", details: { seats: 12 } })).toBe(
      "All 12 places are taken.",
    );
  });

  test("fall back to those of its kind, then to a bland sentence", () => {
    expect(refusalWords(translate, { reason: "enrollments.missing", kind: "limit" })).toBe(
      messagesOf("en").errors.limit,
    );
    expect(refusalWords(translate, { reason: "nowhere" })).toBe(messagesOf("en").errors.unknown);
  });
});
