import { expect, type Page, test } from "@playwright/test";
import { enter, onPhone } from "./support/actors";
import { installed } from "./support/readers";

// One person stands in the list twice, and a couple shares a telephone. At the bakery, whose customers no other test counts.

test.describe.configure({ mode: "serial", timeout: 90_000 });

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await onPhone(browser, installed().url);
  await enter(page, "owner@bakery.dangol.test", installed().password, "/t/bakery/customers");
});
test.afterAll(async () => {
  await page?.context().close();
});

const button = (name: string) => page.getByRole("button", { name, exact: true });
const pair = (one: string, other: string) =>
  page.getByRole("listitem").filter({ hasText: one }).filter({ hasText: other });

async function add(name: string, phone: string, shop: string) {
  await page.goto("/t/bakery/customers/new");
  await page.getByRole("textbox", { name: /^이름/ }).fill(name);
  await page.getByLabel("전화번호").fill(phone);
  await page.getByLabel("가게 이름").fill(shop);
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await page.waitForURL(/customers\/[0-9a-f-]{36}/);
  // What was typed is let go once the next page stands.
  await expect(page.getByRole("heading", { name: new RegExp(name), level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

let [first, second] = ["", ""];

test("two records at one shop are suggested, with the reasons", async () => {
  first = await add("황보은숙", "010-9191-0001", "은숙네 밀밭");
  second = await add("황보은수", "010-9191-0002", "은숙네 밀밭");
  await page.goto("/t/bakery/customers");
  await page.getByRole("link", { name: "같은 사람 찾기" }).click();
  await expect(pair("황보은숙", "황보은수").getByText("살펴봐 주세요")).toBeVisible();
  await expect(pair("황보은숙", "황보은수").getByText("가게가 같아요 · 이름이 비슷해요")).toBeVisible();
});

test("they are laid side by side, and nothing changes before it is pressed", async () => {
  await pair("황보은숙", "황보은수")
    .getByRole("link", { name: /비교하기/ })
    .click();
  await expect(page.getByRole("heading", { name: "하나로 합치기", level: 1 })).toBeVisible();
  const contacts = page.getByRole("region", { name: "합치면 이렇게 돼요" });
  await expect(contacts).toContainText("010-9191-0001 · 010-9191-0002");
  await page.getByRole("group", { name: "이름" }).getByLabel("황보은수").check();
});

test("what changed since the preview is shown first, and the choice is kept", async ({ browser }) => {
  const desk = await onPhone(browser, installed().url);
  await enter(desk, "owner@bakery.dangol.test", installed().password, `/t/bakery/customers/${second}`);
  await desk.getByLabel("메모 쓰기").fill("밀가루 주문은 화요일");
  await desk.getByRole("button", { name: "메모 남기기" }).click();
  await expect(desk.getByText("밀가루 주문은 화요일").first()).toBeVisible();
  await desk.context().close();
  await button("하나로 합치기").click();
  await expect(page.getByText("그 사이에 내용이 바뀌어서 합치지 않았어요.")).toBeVisible();
  await expect(page.getByRole("group", { name: "이름" }).getByLabel("황보은수")).toBeChecked();
});

test("they are one person, and the old address leads there", async () => {
  await button("하나로 합치기").click();
  await expect(page.getByText("두 기록을 하나로 합쳤어요.")).toBeVisible();
  await expect(page.getByRole("heading", { name: /황보은수/, level: 1 })).toBeVisible();
  await expect(page.getByText("밀가루 주문은 화요일").first()).toBeVisible();
  await page.goto(`/t/bakery/customers/${second}`);
  await expect(page).toHaveURL(new RegExp(first));
  await page.goto("/t/bakery/customers?q=0002");
  await expect(page.getByRole("link", { name: "황보은수" })).toHaveCount(1);
});

test("the history says so, and from there the two part again, with what went where", async () => {
  await page.goto(`/t/bakery/customers/${first}`);
  await page.getByRole("link", { name: "‘황보은수’ 기록과 합침" }).click();
  await page.getByRole("button", { name: "황보은수 기록을 다시 나누기" }).click();
  await expect(page.getByText("다시 나눴어요")).toBeVisible();
  await expect(page.getByText("나머지는 황보은숙 님에게 남아 있어요.")).toBeVisible();
  await page.goto(`/t/bakery/customers/${second}`);
  await expect(page.getByRole("heading", { name: /황보은수/, level: 1 })).toBeVisible();
  await expect(page.getByText("밀가루 주문은 화요일").first()).toBeVisible();
});

test("two who are not the same person are suggested no more, until that is taken back", async () => {
  await page.goto("/t/bakery/customers/duplicates");
  await page
    .getByRole("button", {
      name: /황보은숙 님과 황보은수 님은 다른 사람이에요|황보은수 님과 황보은숙 님은 다른 사람이에요/,
    })
    .click();
  const apart = page.getByRole("region", { name: "다른 사람으로 표시한 쌍" });
  await expect(apart.getByText("황보은숙")).toBeVisible();
  await page.goto(`/t/bakery/customers/duplicates/${first}`);
  await expect(page.getByText("같은 사람으로 보이는 고객이 없어요.")).toBeVisible();
  await page.getByRole("button", { name: /표시 지우기/ }).click();
  await expect(page.getByText("가게가 같아요 · 이름이 비슷해요")).toBeVisible();
});

test("any two can be chosen by hand", async () => {
  await page.goto(`/t/bakery/customers/duplicates/${first}`);
  await page.getByLabel("합칠 고객의 이름이나 번호").fill("황보은수");
  const byHand = page.getByRole("region", { name: "직접 고르기" });
  await byHand.getByRole("button", { name: "찾기" }).click();
  await byHand.getByRole("link", { name: "비교하기" }).click();
  await expect(page.getByRole("heading", { name: "하나로 합치기", level: 1 })).toBeVisible();
});
