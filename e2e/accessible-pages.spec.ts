import { expect, test } from "@playwright/test";
import { lookAtAll } from "./support/look-at-all";
import { pairwise } from "./support/looks";
import { forgotten, pagesIn, pagesOf, parts } from "./support/page-list";

// Every page, in four looks in which each pair of language, brightness and device occurs, and once without a mouse: each
// control is reached, seen and activated.

test.use({ screenshot: "off" });
test.describe.configure({ mode: "parallel", timeout: 240_000 });

for (const locale of ["ko", "en"] as const)
  for (const part of parts)
    test(`pages for ${part.name}, in ${locale}`, async ({ browser }) => {
      const looks = pairwise.filter((look) => look.locale === locale);
      const pages = pagesOf(locale, part);
      expect(
        await lookAtAll(browser, { as: part.as, locale, looks, pages, byKeyboard: locale === "ko" }),
      ).toEqual([]);
    });

test("a page of the build that nobody looks at is named", () => {
  const pages = pagesIn("ko");
  expect(forgotten(pages)).toEqual([]);
  // Control: without one of them, that one is missed, also when a handler draws it.
  for (const missing of ["/my/[token]", "/t/[tenant]/courses/[course]/preview"])
    expect(forgotten(pages.filter(({ path }) => path !== missing))).toEqual([missing]);
});
