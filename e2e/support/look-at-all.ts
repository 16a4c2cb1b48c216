import type { Browser } from "@playwright/test";
import { bringAxe, problemsOf, troubleOf, wear } from "./axe";
import { keyboardProblemsOf } from "./keyboard";
import type { Look } from "./looks";
import type { PageToLookAt } from "./pages-to-look-at";
import { readerOf } from "./readers";
import { openWhole } from "./whole-page";

interface Reader {
  as: PageToLookAt["as"];
  locale: Look["locale"];
  looks: readonly Look[];
  pages: readonly PageToLookAt[];
  /** Whether to go through them without a mouse, too. */
  byKeyboard: boolean;
}

/** Opens each of these pages once, looks at it in these ways, and tells what is wrong, one line a finding. */
export async function lookAtAll(browser: Browser, reader: Reader): Promise<string[]> {
  const { as, locale, looks, pages, byKeyboard } = reader;
  const context = await readerOf(browser, { as, locale });
  await bringAxe(context);
  const page = await context.newPage();
  const trouble = troubleOf(page);
  const found: string[] = [];
  for (const [place, { path, address }] of pages.entries()) {
    // Each page begins in the look in which the one before ended.
    const inTurn = place % 2 ? looks.toReversed() : looks;
    const [first] = inTurn;
    if (first) await wear(page, first);
    const response = await openWhole(page, address);
    if (response?.status() !== 200) found.push(`${path} answers ${response?.status()} at ${address}`);
    if (as !== "nobody" && page.url().includes("/signin?next=")) found.push(`${path} asks ${as} to sign in`);
    if ((await page.locator("html").getAttribute("lang")) !== locale)
      found.push(`${path} is not in ${locale}`);
    found.push(...(await problemsOf(page, inTurn)).map((problem) => `${path} (${locale}): ${problem}`));
    // Last, since afterwards no click has its effect any more.
    if (byKeyboard) found.push(...(await keyboardProblemsOf(page)).map((problem) => `${path}: ${problem}`));
    found.push(...trouble.splice(0).map((words) => `${path}: ${words}`));
  }
  await context.close();
  return found;
}
