import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { enter, onLaptop } from "./support/actors";
import { installed } from "./support/readers";

// The owner takes data out: a list as a workbook, and everything in one file, which a worker makes while she is elsewhere.

test.describe.configure({ mode: "serial", timeout: 90_000 });

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await onLaptop(browser, installed().url);
  await enter(page, "owner@bakery.dangol.test", installed().password, "/t/bakery/settings");
});
test.afterAll(async () => {
  await page?.context().close();
});

const partsOf = (file: string) => Object.keys(unzipSync(new Uint8Array(readFileSync(file))));

test("the whole list leaves as a workbook with every column", async () => {
  await page.goto("/t/bakery/customers");
  await page.getByRole("link", { name: /명 내보내기$/ }).click();
  await page.getByLabel("파일 종류").selectOption({ label: "엑셀 (.xlsx)" });
  await page.getByLabel("담을 항목").selectOption("all");
  await page.getByLabel("내보내는 이유").fill("세무사에게 전달");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /명 내려받기$/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.xlsx$/);
  expect(partsOf(await file.path())).toContain("xl/worksheets/sheet1.xml");
});

test("everything is made into one file while the owner is elsewhere, taken, and removed; all of it is on record", async () => {
  await page.goto("/t/bakery/settings");
  await page.getByRole("link", { name: "내보내기", exact: true }).click();
  await page.getByLabel("내보내는 이유").fill("자료 보관");
  await page.getByRole("button", { name: "파일 만들기" }).click();
  await expect(page.getByText("자료 보관").first()).toBeVisible();
  await page.goto("/t/bakery/today");
  await page.goto("/t/bakery/settings/export");
  const mine = page
    .getByRole("region", { name: "만든 파일" })
    .getByRole("listitem")
    .filter({ hasText: "자료 보관" });
  await expect(mine.getByText("받을 수 있어요")).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent("download");
  await mine.getByRole("button", { name: "내려받기" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^bakery-\d{4}-\d\d-\d\d\.zip$/);
  const names = partsOf(await file.path());
  expect(names).toContain("manifest.json");
  expect(names).toContain("tables/customer.jsonl");
  await mine.getByRole("button", { name: "지금 지우기" }).click();
  await expect(mine.getByText("지워졌어요")).toBeVisible();
  await page.reload();
  const log = page.getByRole("region", { name: "내보낸 기록" });
  await expect(log.getByText("모든 것이 담긴 파일을 내려받음")).toBeVisible();
  await expect(log.getByText("세무사에게 전달")).toBeVisible();
});
