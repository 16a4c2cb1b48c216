import type { Page } from "@playwright/test";

/**
 * Opens an address and waits until what came later in the answer stands in its place too: the framework shows it a moment
 * after the page has loaded, and exchanges elements for it.
 */
export async function openWhole(page: Page, address: string): ReturnType<Page["goto"]> {
  const response = await page.goto(address);
  await page.waitForFunction(() => !document.querySelector("template[id^='B:'], [hidden][id^='S:']"));
  return response;
}
