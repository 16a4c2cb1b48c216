import { type Browser, expect, type Page, test } from "@playwright/test";

// A person signs in, asks somebody in and shows them out again: by plain posts, without JavaScript.

const url = process.env["E2E_URL"] ?? "";
const providersUrl = process.env["E2E_PROVIDERS_URL"] ?? "";
const password = process.env["E2E_PASSWORD"] ?? "";
const owner = "owner@demo.dangol.test";

const visitor = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ baseURL: url, javaScriptEnabled: false, locale: "ko-KR" })).newPage();

async function signIn(page: Page, next: string, email = owner): Promise<void> {
  await page.goto(`/signin?next=${encodeURIComponent(next)}`);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.waitForURL(`**${next}`);
}

async function mailsTo(address: string): Promise<{ text: string }[]> {
  const answer = await fetch(`${providersUrl}/control/mails?to=${encodeURIComponent(address)}`);
  return ((await answer.json()) as { mails: { text: string }[] }).mails;
}

async function linkInMail(address: string, after = 0): Promise<string> {
  await expect.poll(async () => (await mailsTo(address)).length).toBeGreaterThan(after);
  return /https?:\S+/.exec((await mailsTo(address)).at(-1)?.text ?? "")?.[0] ?? "";
}

test("a wrong password says so and keeps the address", async ({ browser }) => {
  const page = await visitor(browser);
  await page.goto("/signin");
  await page.getByLabel("이메일").fill(owner);
  await page.getByLabel("비밀번호").fill("not the password");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("맞지 않아요");
  await expect(page.getByLabel("이메일")).toHaveValue(owner);
});

test("a mailed link signs in by its button, once; unknown addresses are told the same", async ({
  browser,
}) => {
  const page = await visitor(browser);
  for (const address of ["nobody@dangol.test", owner]) {
    const before = (await mailsTo(owner)).length;
    await page.goto("/signin/mail");
    await page.getByLabel("이메일").fill(address);
    await page.getByRole("button", { name: "링크 받기" }).click();
    await expect(page.getByText("메일함을 확인해 주세요")).toBeVisible();
    if (address !== owner) continue;
    const link = await linkInMail(owner, before);
    await page.goto(link);
    await page.goto(link);
    await page.getByRole("button", { name: "로그인하기" }).click();
    await page.waitForURL("**/t/demo/today");
    const second = await visitor(browser);
    await second.goto(link);
    await expect(second.getByText("이미 썼거나")).toBeVisible();
  }
  expect(await mailsTo("nobody@dangol.test")).toEqual([]);
});

test("an invited person joins, and is out at the next request once removed", async ({ browser }) => {
  const desk = await visitor(browser);
  await signIn(desk, "/t/demo/settings/members");
  const address = "invited@people.dangol.test";
  await desk.getByLabel("이메일").fill(address);
  await desk.getByRole("button", { name: "초대 보내기" }).click();
  await expect(desk.getByText("초대를 보냈어요.")).toBeVisible();

  const guest = await visitor(browser);
  await guest.goto(await linkInMail(address));
  await guest.getByLabel("이름").fill("박세나");
  await guest.getByLabel("비밀번호").fill("a walk in the park");
  await guest.getByRole("button", { name: "계정 만들고 시작하기" }).click();
  await guest.waitForURL("**/t/demo/today");
  expect((await guest.goto("/t/demo/settings"))?.status()).toBe(200);
  expect((await guest.goto("/t/bakery/settings"))?.status()).toBe(404);

  await desk.goto("/t/demo/settings/members");
  const row = desk.getByRole("listitem").filter({ hasText: address });
  await row.getByText("고치기").click();
  await row.getByRole("button", { name: "내보내기" }).click();
  await expect(desk.getByText(address)).toHaveCount(0);
  expect((await guest.goto("/t/demo/settings"))?.status()).toBe(404);
});

test("a form posted from elsewhere changes nothing (G31)", async ({ browser, request }) => {
  const page = await visitor(browser);
  await signIn(page, "/t/demo/settings");
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const card = page.locator("form").filter({ has: page.getByLabel("사업장 이름") });
  const sent = await card.evaluate((form: HTMLFormElement) => Object.fromEntries(new FormData(form)));
  const known = await page.getByLabel("사업장 이름").inputValue();
  const post = (origin: Record<string, string>) =>
    request.post(`${url}/t/demo/settings`, {
      headers: { cookie: cookies, ...origin },
      multipart: { ...(sent as Record<string, string>), name: "빼앗긴 이름" },
    });
  for (const origin of [{ origin: "https://evil.example" }, { origin: "null" }, {}] as Record<
    string,
    string
  >[]) {
    await post(origin);
    await page.goto("/t/demo/settings");
    await expect(page.getByLabel("사업장 이름")).toHaveValue(known);
  }
  // Control: the same post from our own origin does change it.
  await post({ origin: url });
  await page.goto("/t/demo/settings");
  await expect(page.getByLabel("사업장 이름")).toHaveValue("빼앗긴 이름");
  await page.getByLabel("사업장 이름").fill(known);
  await card.getByRole("button", { name: "저장" }).click();
  await expect(page.getByText("저장했어요")).toBeVisible();
});
