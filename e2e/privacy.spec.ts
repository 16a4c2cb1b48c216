import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { enter, onPhone } from "./support/actors";
import { installed } from "./support/readers";

// Somebody asks to see what is held of them, and then to have it gone. The owner does both on a phone.

test.describe.configure({ mode: "serial", timeout: 60_000 });

const name = "변하린";
let page: Page;
let customer: string;

test.beforeAll(async ({ browser }) => {
  page = await onPhone(browser, installed().url);
  await enter(page, "owner@demo.dangol.test", installed().password, "/t/demo/customers/new");
  await page.getByLabel(/^이름/).fill(name);
  await page.getByLabel(/^전화번호/).fill("010-7002-0001");
  await page.getByLabel("가게 이름").fill("하린공방");
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  customer = new URL(page.url()).pathname;
});
test.afterAll(async () => {
  await page?.context().close();
});

const button = (words: string) => page.getByRole("button", { name: words, exact: true });
const privacy = () => page.goto(customer.replace("/customers/", "/privacy/customers/"));

test("a request to see one's data is noted, answered with one file, and closed", async () => {
  await page.getByRole("link", { name: "개인정보", exact: true }).click();
  await page.getByLabel("본인인지 어떻게 확인했나요?").fill("등록된 번호로 전화했어요");
  await button("적어 두기").click();
  await expect(page.getByText("적어 두었어요. 기한은 열흘 뒤예요.")).toBeVisible();
  await page.getByRole("link", { name: "열람", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name}님의 열람 요구`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "읽는 파일 받기" }).click();
  const copy = readFileSync(await (await download).path(), "utf8");
  for (const words of [`${name}님의 개인정보`, "하린공방", "+821070020001"]) expect(copy).toContain(words);
  await page.getByLabel("답한 내용 또는 거절한 이유").fill("메일로 보냈어요");
  await button("결과 적기").click();
  await expect(page.getByText("메일로 보냈어요")).toBeVisible();
  await expect(button("결과 적기")).toHaveCount(0);
});

test("the log tells who looked and what was taken along, and is no wiser for a list that only links", async () => {
  await page.goto("/t/demo/customers");
  await expect(page.getByRole("link", { name }).first()).toBeVisible();
  await page.goto(`/t/demo/privacy/access?customer=${customer.split("/").at(-1)}`);
  await expect(page.getByText(`${name}님의 기록만 보고 있어요.`)).toBeVisible();
  await expect(page.getByRole("cell", { name: "열람용 사본을 만듦" })).toHaveCount(1);
  await expect(page.getByRole("cell", { name: "목록을 봄" }).first()).toBeVisible();
  await page.getByLabel("무엇을").selectOption({ label: "봄" });
  await button("보기").click();
  // The customer's page and the page of their wishes: links in lists looked at nobody.
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(2);
});

test("a rule says whom it would touch before it is switched on", async () => {
  await page.goto("/t/demo/privacy/rules");
  const rule = page.getByRole("region", { name: "오래 연락이 없는 고객" });
  await rule.getByLabel("보관하는 달 수").fill("120");
  await rule.getByRole("button", { name: /누가 해당하는지 보기/ }).click();
  await expect(rule.getByText("아무도 해당하지 않아요.")).toBeVisible();
  await expect(rule.getByText("꺼져 있어요")).toBeVisible();
});

test("everything is erased after a look at what goes and what stays, and is found nowhere any more", async () => {
  await privacy();
  const erasing = page.getByRole("region", { name: "모든 개인정보 지우기" });
  await expect(erasing.getByText("수신 거부는 알아볼 수 없는 값으로 남아서")).toBeVisible();
  await erasing.getByRole("button", { name: "개인정보 지우기" }).click();
  await expect(erasing.getByText("되돌릴 수 없다는 것을 확인해 주세요.")).toBeVisible();
  await erasing.getByLabel("되돌릴 수 없다는 것을 알고 있어요").check();
  await erasing.getByRole("button", { name: "개인정보 지우기" }).click();
  await expect(page.getByText("이미 개인정보를 지운 고객이에요.")).toBeVisible();
  await page.goto(customer);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("삭제된 고객");
  await page.goto(`/t/demo/customers?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await page.goto("/t/demo/privacy/destroyed");
  await expect(page.getByRole("row").filter({ hasText: "고객의 요구" }).first()).toContainText("연락처 1");
});
