import { expect, test } from "@playwright/test";
import { readerOf } from "./support/readers";

// A followed link shows that its page is on its way (decision 2): no page flashes, nothing moves.

const url = process.env["E2E_URL"] ?? "";

test("a followed link breathes in its place until its page is there", async ({ browser }) => {
  const context = await readerOf(browser, { as: "owner", locale: "ko" });
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto(`${url}/t/demo/today`);
  const link = page.getByRole("navigation").getByRole("link", { name: "고객", exact: true });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/t\/demo\/customers\?.*_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  const looks = () =>
    link.evaluate((element) => {
      const { animationName, opacity } = getComputedStyle(element);
      return { animationName, opacity: animationName === "none" ? opacity : "" };
    });
  const place = await link.boundingBox();
  expect(await looks()).toEqual({ animationName: "none", opacity: "1" });
  await link.click();
  await expect(link.locator("[data-pending]")).toBeAttached();
  expect(await looks()).toEqual({ animationName: "pulse", opacity: "" });
  expect(await link.boundingBox()).toEqual(place);
  await page.emulateMedia({ reducedMotion: "reduce" });
  // The opacity passes over in a hundredth of a millisecond, which is not at once.
  await expect.poll(looks).toEqual({ animationName: "none", opacity: "0.7" });
  release();
  await page.waitForURL("**/t/demo/customers");
  await expect(page.locator("[data-pending]")).toHaveCount(0);
  await context.close();
});
