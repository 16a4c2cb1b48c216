import { expect, type Page, test } from "@playwright/test";
import { keyboardProblemsOf } from "./support/keyboard";

// What accessible-pages.spec.ts asks of every page without a mouse, tried on pages that are wrong.

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
