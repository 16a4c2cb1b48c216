import { expect, type Page } from "@playwright/test";

/** Moves the business clock of the whole installation by the demo's own page: a day and a time in Seoul. */
export async function moveClock(page: Page, date: string, time: string): Promise<void> {
  await page.goto("/dev/clock");
  await page.getByLabel("날짜").fill(date);
  await page.getByLabel("시간", { exact: true }).fill(time);
  await page.getByRole("button", { name: "옮기기", exact: true }).click();
  await expect(page.getByText(/실제보다/)).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
}
