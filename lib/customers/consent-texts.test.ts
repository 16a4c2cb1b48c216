import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CURRENT_CONSENT_VERSION, consentText, publishedWording } from "./consent-texts";
import { consentPurposes } from "./schema";

const locales = ["ko", "en"] as const;
const cases = [...consentPurposes, "mail" as const].flatMap((purpose) =>
  locales.map((locale) => [purpose, locale] as const),
);

describe.each(cases)("%s in %s", (purpose, locale) => {
  const shown = consentText(purpose, locale, { businessName: "홍길동마케팅연구소" });

  test("names the business, purpose, items, period, the right to refuse and what refusing costs", () => {
    expect(shown.body).toContain("홍길동마케팅연구소");
    const parts =
      locale === "ko"
        ? ["목적:", "항목:", "기간:", "동의하지 않", /불이익|신청할 수 없어요/]
        : ["Purpose:", "Items:", "Period:", /refuse|without agreeing/, /disadvantage|can't apply/];
    for (const part of parts) expect(shown.body).toMatch(part);
  });

  test("row 38: the published wording is what its hash says", () => {
    const wording = publishedWording(purpose, locale, CURRENT_CONSENT_VERSION);
    expect(shown.hash).toBe(createHash("sha256").update(wording).digest("hex"));
  });

  test("only collection is required, and the title says which", () => {
    expect(shown.required).toBe(purpose === "collection");
    expect(shown.title).toMatch(shown.required ? /필수|required/ : /선택|optional/);
  });

  test("row 37: nothing about it is ticked beforehand", () => {
    expect(Object.keys(shown)).toEqual([
      "purpose",
      "channel",
      "version",
      "hash",
      "required",
      "title",
      "body",
    ]);
  });
});

/** Wordings that people have read. A changed line here means a published text was edited: make a new version instead. */
test("row 38: version 1 stays as it was published", () => {
  expect(
    cases.map(([purpose, locale]) =>
      consentText(purpose, locale, { businessName: "a", version: "1" }).hash.slice(0, 12),
    ),
  ).toMatchInlineSnapshot(`
    [
      "462e616c609d",
      "e9f47d55d038",
      "20178427ee56",
      "cd4225d0db95",
      "a0822abb9a3c",
      "37f82cc94e6d",
      "fddef542c7cc",
      "198db573ce13",
      "84217dff9cce",
      "e601794dccae",
    ]
  `);
});

test("the four purposes keep to their channel, and advertising by mail is advertising of its own", () => {
  const channels = consentPurposes.map((p) => consentText(p, "ko", { businessName: "a" }).channel);
  expect(channels).toEqual(["any", "any", "sms", "sms"]);
  expect(consentText("mail", "ko", { businessName: "a" })).toMatchObject({
    purpose: "advertising",
    channel: "email",
  });
});

test("a name with signs of its own is put in as it is; a version nobody published is refused", () => {
  expect(consentText("night", "en", { businessName: "$& {business}" }).body).toContain(
    "$& {business} may send",
  );
  expect(() => consentText("night", "ko", { businessName: "a", version: "0" })).toThrow(RangeError);
  expect(() => consentText("night", "ko", { businessName: "a", version: "constructor" })).toThrow(RangeError);
});
