import { expect, test } from "@playwright/test";
import { lookAtAll } from "./support/look-at-all";
import { everyLook } from "./support/looks";
import { pagesOf, parts } from "./support/page-list";

// Every page in all eight looks.

test.use({ screenshot: "off" });
test.describe.configure({ mode: "parallel", timeout: 600_000 });

for (const locale of ["ko", "en"] as const)
  for (const part of parts)
    test(`pages for ${part.name}, in ${locale}, in all looks`, async ({ browser }) => {
      const looks = everyLook.filter((look) => look.locale === locale);
      const pages = pagesOf(locale, part);
      expect(await lookAtAll(browser, { as: part.as, locale, looks, pages, byKeyboard: false })).toEqual([]);
    });
