import { type Browser, expect, type Page, test } from "@playwright/test";
import { enter, onLaptop, onPhone } from "./support/actors";
import { installed } from "./support/readers";

// What a business knows of one person, written down at the desk.

const asOwner = async (page: Page, next: string): Promise<Page> => {
  await enter(page, "owner@demo.dangol.test", installed().password, next);
  return page;
};
const laptop = async (browser: Browser, next: string) =>
  asOwner(await onLaptop(browser, installed().url), next);

/** Somebody who phoned; answers the address of their page. */
async function added(page: Page, name: string, phone: string): Promise<string> {
  await page.goto("/t/demo/customers/new");
  await page.getByLabel("이름", { exact: false }).first().fill(name);
  await page.getByLabel("전화번호").fill(phone);
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

test("of two who edit one customer the second sees both texts and chooses", async ({ browser }) => {
  const first = await laptop(browser, "/t/demo/customers");
  const address = await added(first, "한소라 원장님", "010-7001-0001");
  await expect(first.getByRole("heading", { level: 1 })).toContainText(/한소라\s*원장/);
  const second = await laptop(browser, `${address}/edit`);
  await first.goto(`${address}/edit`);
  await first.getByLabel("업종").fill("꽃집");
  await first.getByLabel("어디서 알고 왔나요").fill("소개");
  await first.getByRole("button", { name: "저장", exact: true }).click();
  await first.waitForURL(`**${address}`);

  await second.getByLabel("업종").fill("카페");
  await second.getByRole("textbox", { name: "생일" }).fill("1985. 3. 2.");
  await second.getByRole("button", { name: "저장", exact: true }).click();
  await expect(second.getByRole("radio", { name: /꽃집/ })).toBeVisible();
  await expect(second.getByRole("radio", { name: /카페/ })).toBeChecked();
  // What the second left alone is the first one's to begin with.
  await expect(second.getByRole("radio", { name: /소개/ })).toBeChecked();
  await second.getByRole("button", { name: "고른 대로 저장" }).click();
  await second.waitForURL(`**${address}`);
  const aside = second.getByRole("complementary");
  for (const kept of ["카페", "소개", "1985년 3월 2일"]) await expect(aside.getByText(kept)).toBeVisible();

  // What the first one saved is no draft any more: the form shows what is stored now.
  await first.goto(`${address}/edit`);
  await expect(first.getByLabel("업종")).toHaveValue("카페");
});

test("a day that does not exist is refused and nothing typed is lost, without JavaScript too", async ({
  browser,
}) => {
  const page = await asOwner(
    await onPhone(browser, installed().url, { javaScript: false }),
    "/t/demo/customers",
  );
  const address = await added(page, "두보라", "010-7001-0002");
  await page.goto(`${address}/edit`);
  await page.getByLabel("업종").fill("책방");
  await page.getByRole("textbox", { name: "생일" }).fill("1985-02-30");
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.getByText("없는 날짜예요.", { exact: false })).toBeVisible();
  await expect(page.getByLabel("업종")).toHaveValue("책방");
  await expect(page.getByRole("textbox", { name: "생일" })).toHaveValue("1985-02-30");
});

test("numbers, shops, files and own fields are added, and what is removed comes back", async ({
  browser,
}) => {
  const page = await laptop(browser, "/t/demo/settings/fields");
  await page.getByLabel("이름").last().fill("주거래처");
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await expect(page.getByText("항목을 더했어요.")).toBeVisible();

  const address = await added(page, "세나리", "010-7001-0003");
  await page.goto(`${address}/edit`);
  await page.getByLabel("주거래처").fill("한빛식자재");
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await page.waitForURL(`**${address}`);
  await expect(page.getByText("한빛식자재")).toBeVisible();

  await page.goto(`${address}/edit`);
  const contact = page.getByRole("region", { name: "연락처" });
  await contact.locator("summary", { hasText: "번호 더하기" }).click();
  await contact.getByLabel("전화번호").last().fill("02-345-6789");
  await contact.locator("details[open]").last().getByLabel("누구의, 어디의").fill("가게");
  await contact.getByRole("button", { name: "번호 더하기" }).click();
  await expect(contact.getByText("02-345-6789").first()).toBeVisible();
  await contact.getByRole("button", { name: "02-345-6789 지우기" }).click();
  await contact.getByRole("button", { name: "되돌리기" }).click();
  await expect(contact.getByRole("button", { name: "02-345-6789 대표로" })).toBeVisible();

  const shops = page.getByRole("region", { name: "가게" });
  await shops.locator("summary", { hasText: "가게 더하기" }).click();
  await shops.getByLabel("가게 이름").fill("봉평메밀");
  await shops.getByRole("button", { name: "가게 더하기" }).click();
  await shops.getByRole("radio", { name: /다른 가게예요/ }).check();
  await shops.getByRole("button", { name: "고른 대로 더하기" }).click();
  await expect(shops.getByRole("link", { name: "봉평메밀" })).toBeVisible();

  await page.goto(address);
  await page.locator("summary", { hasText: "파일 올리기" }).click();
  const buffer = Buffer.from("%PDF-1.7\n%%EOF\n");
  await page
    .getByLabel("파일 고르기")
    .setInputFiles({ name: "계약서.pdf", mimeType: "application/pdf", buffer });
  await page.getByRole("button", { name: "파일 올리기" }).click();
  await expect(page.getByText("파일을 올렸어요.")).toBeVisible();
  const href = await page.getByRole("link", { name: "계약서.pdf" }).getAttribute("href");
  const served = await page.request.get(href ?? "");
  expect(served.headers()).toMatchObject({
    "content-type": "application/pdf",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  expect(served.headers()["content-disposition"]).toMatch(/^attachment;/);
  await page.getByRole("button", { name: "계약서.pdf 지우기" }).click();
  await expect(page.getByRole("link", { name: "계약서.pdf" })).toBeHidden();
  expect((await page.request.get(href ?? "")).status()).toBe(404);
  await page.locator("summary", { hasText: "지운 파일" }).click();
  await page.getByRole("button", { name: "계약서.pdf 되돌리기" }).click();
  await expect(page.getByRole("link", { name: "계약서.pdf" })).toBeVisible();
});
