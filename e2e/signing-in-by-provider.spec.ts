import { type Browser, expect, type Page, test } from "@playwright/test";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { type OAuthServer, startOAuthServer } from "@/scripts/providers/oauth/oauth";

// The whole way to Google, Kakao and Naver and back, with each one's own answers (domain.md row 119).

let installation: Installation;
let providers: OAuthServer;

test.beforeAll(async () => {
  providers = await startOAuthServer();
  const { clientId, clientSecret, url } = providers;
  const env = Object.fromEntries(
    ["GOOGLE", "KAKAO", "NAVER"].flatMap((name) => [
      [`${name}_CLIENT_ID`, clientId],
      [`${name}_CLIENT_SECRET`, clientSecret],
      [`${name}_ISSUER_BASE_URL`, url],
    ]),
  );
  installation = await startInstallation({ env, workers: 0 });
});

test.afterAll(async () => {
  await installation.stop();
  await providers.close();
});

const visitor = async (browser: Browser): Promise<Page> =>
  (
    await browser.newContext({ baseURL: installation.url, javaScriptEnabled: false, locale: "ko-KR" })
  ).newPage();

/** Presses the button and is this person at the provider. */
async function goAs(page: Page, person: string, button: RegExp): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL((at) => at.origin === providers.url);
  const asked = new URL(page.url());
  asked.searchParams.set("login_hint", person);
  await page.goto(asked.href);
  await page.waitForURL((at) => at.origin === installation.url);
}

for (const [provider, button] of [
  ["Google", /Google로/],
  ["Kakao", /카카오로/],
] as const) {
  test(`${provider}: a verified address enters its account, an unverified one does not`, async ({
    browser,
  }) => {
    const page = await visitor(browser);
    await page.goto("/signin?next=/account");
    await goAs(page, "unverified", button);
    await expect(page.getByRole("alert")).toContainText("아직 연결되어 있지 않아요");
    await page.goto("/signin?next=/account");
    await goAs(page, "owner", button);
    await expect(page.getByText("owner@demo.dangol.test")).toBeVisible();
  });
}

test("Naver, which verifies no address, enters once it was connected", async ({ browser }) => {
  const page = await visitor(browser);
  await page.goto("/signin?next=/account");
  await goAs(page, "owner", /네이버로/);
  await expect(page.getByRole("alert")).toContainText("아직 연결되어 있지 않아요");

  await page.goto("/signin?next=/account");
  await page.getByLabel("이메일").fill("owner@bakery.dangol.test");
  await page.getByLabel("비밀번호").fill(installation.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await goAs(page, "owner", /네이버 연결/);
  await expect(page.getByRole("paragraph").filter({ hasText: "네이버" })).toContainText("연결됨");

  const later = await visitor(browser);
  await later.goto("/signin?next=/account");
  await goAs(later, "owner", /네이버로/);
  await expect(later.getByText("owner@bakery.dangol.test")).toBeVisible();
});
