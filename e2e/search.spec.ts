import { expect, type Locator, type Page, test } from "@playwright/test";
import { onPhone } from "./support/actors";
import { problemsOf } from "./support/axe";
import { installed, readerOf } from "./support/readers";

// The search over every page: who is found, by what, with the keyboard alone and on a phone.

test.describe.configure({ mode: "serial", timeout: 120_000 });

const fieldOf = (page: Page) => page.getByRole("combobox", { name: "고객과 화면 찾기" });

/** Types and waits until the answer is to these words. */
async function find(page: Page, typed: string): Promise<Locator> {
  await fieldOf(page).fill(typed);
  const status = page.getByRole("dialog").getByRole("status");
  await expect(status).not.toHaveText("찾고 있어요");
  await expect(status).not.toHaveText("");
  return page.getByRole("option");
}

let page: Page;
let added: string;

test.beforeAll(async ({ browser }) => {
  page = await (await readerOf(browser, { as: "owner", locale: "ko" })).newPage();
  await page.goto("/t/demo/customers/new");
  await page.getByRole("textbox", { name: /^이름/ }).fill("황보꽃샘");
  await page.getByRole("textbox", { name: /^전화번호/ }).fill("010-7171-9292");
  await page.getByRole("textbox", { name: "가게 이름" }).fill("꽃샘추위 화원");
  await page.getByRole("textbox", { name: "메모" }).fill("오전에만 통화 가능");
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await page.waitForURL(/customers\/[0-9a-f-]{36}/);
  added = new URL(page.url()).pathname;
});
test.afterAll(() => page.context().close());

test("by keyboard alone: opened, chosen, left", async () => {
  await page.goto("/t/demo/today");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(fieldOf(page)).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await find(page, "황보꽃샘");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${added}`);

  await page.keyboard.press("Control+k");
  await expect(fieldOf(page)).toBeFocused();
  await expect(fieldOf(page)).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await fieldOf(page).fill("설문");
  await page.getByRole("option", { name: "설문", exact: true }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/t/demo/surveys");
});

test.describe("who phoned in is found by", () => {
  for (const [typed, because] of [
    ["꽃샘", null],
    ["ㅎㅂㄲㅅ", null],
    ["9292", "010-7171-9292"],
    ["+82 10 7171 9292", "010-7171-9292"],
    ["추위 화원", "꽃샘추위 화원"],
    ["오전에만", "오전에만 통화 가능"],
    ["황보꼿샘", null],
  ] as const)
    test(typed, async () => {
      if ((await page.getByRole("dialog").count()) === 0) await page.keyboard.press("Control+k");
      const first = (await find(page, typed)).first();
      await expect(first).toContainText("황보꽃샘");
      if (because) await expect(first).toContainText(because);
    });
});

test("nobody is said to be nobody, and the list answers instead", async () => {
  await find(page, "없는사람이름");
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText(/맞는 고객이 없어요/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  // Faster than the answer: Enter asks the list, and opens nobody found by other words.
  await fieldOf(page).fill("꽃샘");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === "꽃샘");
  await expect(page.getByRole("link", { name: /황보꽃샘/ }).first()).toBeVisible();
});

test("it can be read by everybody, in every look", async () => {
  await page.keyboard.press("Control+k");
  await find(page, "오전에만");
  const looks = (["light", "dark"] as const).flatMap((theme) =>
    (["laptop", "phone"] as const).map((device) => ({ theme, device })),
  );
  expect(await problemsOf(page, looks)).toEqual([]);
});

test("on a phone it stands under 더보기", async ({ browser }) => {
  const phone = await onPhone(browser, installed().url);
  await phone.context().addCookies(await page.context().cookies());
  await phone.goto("/t/demo/today");
  await phone.getByRole("button", { name: "더보기" }).tap();
  await phone.getByRole("button", { name: "고객과 화면 찾기" }).last().tap();
  await (await find(phone, "9292")).first().tap();
  await phone.waitForURL(`**${added}`);
  await phone.context().close();
});

test("without JavaScript it leads to the list and its own field", async ({ browser }) => {
  const plain = await browser.newContext({ baseURL: installed().url, javaScriptEnabled: false });
  await plain.addCookies(await page.context().cookies());
  const still = await plain.newPage();
  await still.goto("/t/demo/today");
  await still.getByLabel("고객과 화면 찾기").first().click();
  await still.waitForURL("**/t/demo/customers");
  await still.getByRole("searchbox").first().fill("9292");
  await still.getByRole("searchbox").first().press("Enter");
  await expect(still.getByRole("link", { name: /황보꽃샘/ }).first()).toBeVisible();
  await plain.close();
});
