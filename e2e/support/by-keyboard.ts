import { expect, type Locator, type Page } from "@playwright/test";

const farthest = 250;

/** Moves the focus with Tab alone until this control has it. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let step = 0; step < farthest; step += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${control}`);
}

export async function press(page: Page, control: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.insertText(text);
  await expect(field).toHaveValue(text);
}

/** Goes through the entries of a list with the arrow until this one is chosen. */
export async function choose(page: Page, list: Locator, label: string): Promise<void> {
  await tabTo(page, list);
  const chosen = () =>
    list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent ?? "");
  for (let step = 0; step < 60 && (await chosen()) !== label; step += 1)
    await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(label);
}
