import { type Browser, expect, type Page, test } from "@playwright/test";
import { enter, onLaptop, onPhone } from "./support/actors";
import { problemsOf } from "./support/axe";
import { linkIn, textWith } from "./support/phone";
import { installed } from "./support/readers";

// What a person agreed to is looked up, a refusal is written down, and a child's guardian agrees. At the bakery.

test.describe.configure({ timeout: 90_000 });

const asOwner = async (page: Page, next: string): Promise<Page> => {
  await enter(page, "owner@bakery.dangol.test", installed().password, next);
  return page;
};
const laptop = async (browser: Browser, next: string) =>
  asOwner(await onLaptop(browser, installed().url), next);
const looks = [
  { theme: "light", device: "phone" },
  { theme: "dark", device: "laptop" },
] as const;

test("the ledger shows what was said, and a refusal heard by phone stops advertising", async ({
  browser,
}) => {
  const page = await laptop(browser, "/t/bakery/customers/new");
  await page.getByLabel("이름", { exact: false }).first().fill("나거부");
  await page.getByLabel("전화번호").fill("010-7400-0001");
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  await page.getByRole("link", { name: "동의 기록 모두 보기" }).click();
  await expect(page.getByRole("heading", { name: "나거부님의 동의 기록" })).toBeVisible();

  await page.getByText("서면으로 동의하셨어요").click();
  await page.getByRole("checkbox", { name: "광고 문자", exact: true }).check();
  await page.getByLabel("서명한 날").fill("2026-11-20");
  await page.getByRole("button", { name: "동의 적기" }).click();
  await expect(page.getByText("서명한 종이의 파일을 고르거나", { exact: false })).toBeVisible();
  await expect(page.getByLabel("서명한 날")).toHaveValue("2026-11-20");
  await page.locator("form", { hasText: "서명한 종이" }).getByLabel("메모").fill("계산대 아래 파란 바인더");
  await page.getByRole("button", { name: "동의 적기" }).click();
  await expect(page.getByText("동의를 적었어요.", { exact: true })).toBeVisible();
  const lines = page.getByRole("region", { name: "기록", exact: true });
  await expect(lines.getByText("직원이 적음 (서면으로)", { exact: false })).toBeVisible();
  await lines.getByText("보여 준 문구").click();
  await expect(lines.getByText("과정 소식과 혜택을 문자로 받는 데 동의해요 (선택)")).toBeVisible();

  await page.getByText("거부하셨어요", { exact: true }).click();
  await page.getByLabel("무엇을 거부했나요?").selectOption("advertising");
  await page.getByLabel("어떻게 들었나요?").selectOption("phone");
  await page.getByRole("button", { name: "거부 적기" }).click();
  await expect(page.getByText("거부를 적었어요.", { exact: true })).toBeVisible();
  await expect(lines.getByText("거부·철회")).toBeVisible();
  await expect(page.getByRole("region", { name: "지금" })).toContainText("이 번호가 광고를 거부했어요");
  expect(await problemsOf(page, looks)).toEqual([]);
});

test("a child applies without JavaScript, and the guardian agrees by the link", async ({ browser }) => {
  const { url, providersUrl } = installed();
  const owner = await laptop(browser, "/t/bakery/courses");
  await owner.getByRole("link", { name: "처음 굽는 시골빵" }).first().click();
  await owner.waitForURL(/\/courses\/[0-9a-f-]{36}/);
  const course = new URL(owner.url()).pathname;
  await owner.goto(`${course}/settings`);
  await owner.getByRole("checkbox", { name: "만 14세가 안 된 어린이도 신청할 수 있어요" }).check();
  await owner.getByRole("button", { name: "저장", exact: true }).click();
  await expect(owner.getByRole("status")).toBeVisible();

  const child = await onPhone(browser, url, { javaScript: false });
  await child.goto("/bakery/country-bread/apply");
  await child.getByLabel("이름", { exact: true }).fill("나어린");
  await child.getByLabel("휴대폰 번호", { exact: true }).fill("010-7400-0002");
  await child.getByRole("checkbox", { name: "만 14세가 안 된 어린이가 들어요" }).check();
  await child.getByRole("checkbox", { name: /개인정보 수집·이용에 동의해요/ }).check();
  await child.getByRole("checkbox", { name: "자리가 차면 대기자로 올려 주세요" }).check();
  const submit = child.getByRole("button", { name: /신청하기/ });
  await submit.click();
  await expect(child.getByText("보호자의 이름을 적어 주세요.").first()).toBeVisible();
  await expect(child.getByLabel("이름", { exact: true })).toHaveValue("나어린");
  await child.getByLabel("보호자 이름").fill("나보호");
  await submit.click();
  await expect(child.getByText("번호로 보호자 확인 링크를 보내 드려요", { exact: false })).toBeVisible();

  const text = await textWith(providersUrl, "010-7400-0002", "보호자 동의가 필요해요");
  const guardian = await onPhone(browser, url, { javaScript: false });
  await guardian.goto(await linkIn(text, "guardian"));
  await expect(guardian.getByText("보호자: 나보호")).toBeVisible();
  const yes = guardian.getByRole("button", { name: "동의하고 신청 확인하기" });
  await yes.click();
  await expect(guardian.getByText("이 동의가 있어야 아이의 신청을 받을 수 있어요.").first()).toBeVisible();
  const seen = await onPhone(browser, url);
  await seen.goto(guardian.url());
  expect(await problemsOf(seen, looks)).toEqual([]);
  await guardian.getByRole("checkbox", { name: /개인정보 수집·이용에 동의해요/ }).check();
  await yes.click();
  await expect(guardian.getByText("동의해 주셔서 고마워요.", { exact: false })).toBeVisible();

  await owner.goto("/t/bakery/customers?q=나어린");
  await owner.getByRole("link", { name: "나어린" }).first().click();
  await expect(owner.getByText(/보호자가 동의했어요/)).toBeVisible();
});
