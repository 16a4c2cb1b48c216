import { expect, type Page, test } from "@playwright/test";
import type { Subscription } from "@/lib/platform/push/push";
import { startPushReceiver } from "@/lib/platform/push/testing/push-receiver";
import { enter, onPhone } from "./support/actors";
import { installed } from "./support/readers";

// The owner's phone is told when there is something to look at. The browser's own push service is far away: one of ours stands in.

test.describe.configure({ timeout: 60_000 });

let receiver: Awaited<ReturnType<typeof startPushReceiver>>;
test.beforeAll(async () => {
  receiver = await startPushReceiver();
});
test.afterAll(() => receiver.close());

/** A browser that subscribes at our service, and remembers it over a reload as browsers do. */
async function subscribesAt(page: Page, subscription: Subscription): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(({ endpoint, p256dh, auth }) => {
    const own = {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => {
        localStorage.removeItem("subscribed");
        return true;
      },
    } as unknown as PushSubscription;
    PushManager.prototype.subscribe = async () => {
      localStorage.setItem("subscribed", "yes");
      return own;
    };
    PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? own : null);
  }, subscription);
}

test("notifications are turned on for this device, stay on, and are turned off", async ({ browser }) => {
  const page = await onPhone(browser, installed().url);
  await subscribesAt(page, receiver.browser("phone"));
  await enter(page, "owner@bakery.dangol.test", installed().password, "/account");
  await page.getByRole("button", { name: "이 기기로 알림 받기" }).click();
  await expect(page.getByText("이 기기로 알림을 받고 있어요.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("이 기기로 알림을 받고 있어요.")).toBeVisible();
  await page.getByRole("button", { name: "알림 끄기" }).click();
  await expect(page.getByRole("button", { name: "이 기기로 알림 받기" })).toBeVisible();
  await page.context().close();
});

test("a browser whose service we do not know is told so, and nothing is kept", async ({ browser }) => {
  const page = await onPhone(browser, installed().url);
  const elsewhere = { ...receiver.browser("laptop"), endpoint: "https://attacker.example/x" };
  await subscribesAt(page, elsewhere);
  await enter(page, "owner@bakery.dangol.test", installed().password, "/account");
  await page.getByRole("button", { name: "이 기기로 알림 받기" }).click();
  await expect(page.getByText("이 브라우저의 알림 서비스로는 보낼 수 없어요.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "이 기기로 알림 받기" })).toBeVisible();
  await page.context().close();
});
