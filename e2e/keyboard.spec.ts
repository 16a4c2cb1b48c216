import { expect, type Page, test } from "@playwright/test";
import { keyboardProblemsOf } from "./support/keyboard";
import { pagesOf, parts } from "./support/page-list";
import { readerOf } from "./support/readers";
import { openWhole } from "./support/whole-page";

// Every page without a mouse: each control is reached, seen and activated.

test.use({ screenshot: "off" });
test.describe.configure({ mode: "parallel", timeout: 180_000 });

for (const part of parts)
  test(`pages for ${part.name}`, async ({ browser }) => {
    const { as } = part;
    const context = await readerOf(browser, { as, locale: "ko" });
    const page = await context.newPage();
    const found: string[] = [];
    for (const { path, address } of pagesOf("ko", part)) {
      await openWhole(page, address);
      if (as !== "nobody" && page.url().includes("/signin?next="))
        found.push(`${path} asks ${as} to sign in`);
      found.push(...(await keyboardProblemsOf(page)).map((problem) => `${path}: ${problem}`));
    }
    await context.close();
    expect(found).toEqual([]);
  });

const problemsOn = async (page: Page, html: string) => {
  await page.setContent(`<!doctype html><html lang="ko"><body>${html}</body></html>`);
  return keyboardProblemsOf(page);
};

test("each kind of failing is seen, and nothing else", async ({ page }) => {
  const good = `<a href="/x">링크</a> <button>단추</button> <label><input type="checkbox"> 칸</label>`;
  expect(await problemsOn(page, good)).toEqual([]);
  expect(await problemsOn(page, `${good}<button tabindex="-1">저장</button>`)).toEqual([
    "button “저장” is never reached",
  ]);
  expect(await problemsOn(page, `${good}<button style="outline: none">저장</button>`)).toEqual([
    "the focus on button “저장” cannot be seen",
  ]);
  expect(
    await problemsOn(page, `${good}<button style="position: fixed; left: -200px">저장</button>`),
  ).toEqual(["the focus on button “저장” stands outside the view or is covered"]);
  expect(await problemsOn(page, `${good}<button onkeydown="event.preventDefault()">저장</button>`)).toEqual([
    // What keeps Enter from a control keeps Tab too: nobody gets away from it.
    "button “저장” is not activated by Enter",
  ]);
  expect(
    await problemsOn(
      page,
      `<button onkeydown="event.key === 'Tab' && event.preventDefault()">안</button>${good}`,
    ),
  ).toEqual(["a “링크” is never reached", "button “단추” is never reached", "input “칸” is never reached"]);
});
