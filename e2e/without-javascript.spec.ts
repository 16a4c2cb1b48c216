import { expect, test } from "@playwright/test";
import { onPhone, signIn } from "./support/actors";
import { linkIn, textWith } from "./support/phone";
import { installed } from "./support/readers";

// What a person must be able to do is done by plain links and posts. (The survey: see whole-loop.spec.ts.)

test("applying: a mistake is told and the rest is kept; then a text, a look, other wishes, a cancellation", async ({
  browser,
}) => {
  const { url, providersUrl } = installed();
  const page = await onPhone(browser, url, { javaScript: false });
  const phone = "010-2468-1357";

  await page.goto("/demo/practice/apply");
  await page.getByLabel("이름", { exact: true }).fill("백이든");
  await page.getByLabel("휴대폰 번호").fill("010-2468-13");
  await page.getByLabel("가게 이름").fill("이든공방");
  await page.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  await page.getByRole("button", { name: "신청하기" }).click();
  await expect(page.getByText(/자리가 모자라요/)).toBeVisible();
  await expect(page.getByLabel("가게 이름")).toHaveValue("이든공방");
  await expect(page.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ })).toBeChecked();

  await page.getByLabel("휴대폰 번호").fill(phone);
  await page.getByRole("button", { name: "신청하기" }).click();
  await expect(page.getByRole("heading", { name: "문자를 보냈어요" })).toBeVisible();

  const mine = await linkIn(await textWith(providersUrl, phone, "백이든님"), "my");
  await page.goto(mine);
  await page.getByRole("link", { name: "수신 설정" }).click();
  await page.getByRole("button", { name: "동의하고 광고 문자 받기" }).click();
  await expect(page.getByText("광고 문자를 다시 보내 드릴게요.")).toBeVisible();
  await page.getByRole("button", { name: "광고 문자 그만 받기" }).click();
  await expect(page.getByText("광고 문자를 더는 보내지 않아요.")).toBeVisible();

  await page.goto(mine);
  await page.getByText("못 오게 됐어요").click();
  await page.getByLabel(/^이유/).fill("가게를 비울 수 없어요");
  await page.getByRole("button", { name: "신청 취소하기" }).click();
  await expect(page.getByText("취소한 신청이에요")).toBeVisible();
});

test("signing in, and out again", async ({ browser }) => {
  const { url, password } = installed();
  const page = await onPhone(browser, url, { javaScript: false });
  await signIn(page, "owner@bakery.dangol.test", password, "/account");
  await expect(page.getByRole("heading", { name: "내 계정" })).toBeVisible();
  await page.getByRole("button", { name: "로그아웃", exact: true }).first().click();
  await page.goto("/t/bakery/today");
  await expect(page).toHaveURL(/\/signin\?next=/);
});
