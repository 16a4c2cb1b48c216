import { type Browser, expect, type Page, test } from "@playwright/test";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { enter, onLaptop, onPhone } from "./support/actors";
import { linkInMail, mailsTo } from "./support/mailbox";
import { installed } from "./support/readers";

// What an owner does before the first customer comes.

const asOwner = async (browser: Browser, next: string): Promise<Page> => {
  const page = await onLaptop(browser, installed().url);
  await enter(page, "owner@demo.dangol.test", installed().password, next);
  return page;
};

test("a course is announced from one form; a mistake keeps what was typed", async ({ browser }) => {
  const page = await asOwner(browser, "/t/demo/courses/new");
  const date = addDays(localDate(new Date(), "Asia/Seoul"), 20);
  await page.getByLabel("장소 이름").fill("연남동 작업실");
  await page.getByLabel("날짜").fill(date);
  await page.getByRole("button", { name: "바로 공개하기" }).click();
  await expect(page.getByLabel("제목")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("장소 이름")).toHaveValue("연남동 작업실");
  await expect(page.getByLabel("날짜")).toHaveValue(date);

  await page.getByLabel("제목").fill("손님이 소개하는 가게");
  await page.getByRole("button", { name: "바로 공개하기" }).click();
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}/);
  const address = await page.getByRole("link", { name: "공개 페이지 보기" }).getAttribute("href");

  const visitor = await onPhone(browser, installed().url);
  await visitor.goto(address ?? "");
  await expect(visitor.getByRole("heading", { level: 1, name: "손님이 소개하는 가게" })).toBeVisible();
  await expect(visitor.getByRole("link", { name: "신청하기" }).first()).toBeVisible();
});

test("a text is edited with a preview beside it", async ({ browser }) => {
  const page = await asOwner(browser, "/t/demo/follow-ups/day_before");
  const words = page.getByRole("textbox", { name: "문구 (한국어)", exact: true });
  await words.fill("#{이름}님, 내일 #{시간}에 만나요. 우산을 챙겨 주세요.\n#{내신청}");
  await expect(page.getByText(/님, 내일 .+에 만나요\. 우산을 챙겨 주세요\./).last()).toBeVisible();
  await page.getByRole("button", { name: "내보내기" }).click();
  await expect(page.getByText(/^내보냈어요/)).toBeVisible();
  await page.reload();
  await expect(words).toHaveValue(/우산을 챙겨 주세요/);
});

test("an invited person joins by mail, and loses what a changed role takes", async ({ browser }) => {
  const { url, providersUrl } = installed();
  const address = "helper@people.dangol.test";
  const page = await asOwner(browser, "/t/demo/settings/members");
  await page.getByLabel("이메일").fill(address);
  await page.getByRole("button", { name: "초대 보내기" }).click();
  await expect(page.getByText("초대를 보냈어요.")).toBeVisible();

  const guest = await onLaptop(browser, url);
  await guest.goto(await linkInMail(providersUrl, address));
  await guest.getByLabel("이름").fill("유다인");
  await guest.getByLabel("비밀번호").fill("a walk in the park");
  await guest.getByRole("button", { name: "계정 만들고 시작하기" }).click();
  await guest.waitForURL("**/t/demo/today");
  expect((await guest.goto("/t/demo/customers"))?.status()).toBe(200);

  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: address });
  await row.getByText("고치기").click();
  await row.getByLabel("역할").selectOption({ label: "강사" });
  await row.getByRole("button", { name: "역할 바꾸기" }).click();
  await expect.poll(async () => (await guest.goto("/t/demo/customers"))?.status()).toBe(404);
  expect((await guest.goto("/t/demo/courses"))?.status()).toBe(200);

  // The same person forgets the password.
  const before = (await mailsTo(providersUrl, address)).length;
  const elsewhere = await onLaptop(browser, url);
  await elsewhere.goto("/reset");
  await elsewhere.getByLabel("이메일").fill(address);
  await elsewhere.getByRole("button", { name: "링크 받기" }).click();
  await elsewhere.goto(await linkInMail(providersUrl, address, before));
  await elsewhere.getByLabel("새 비밀번호").fill("another walk in the park");
  await elsewhere.getByRole("button", { name: "바꾸고 로그인" }).click();
  await elsewhere.waitForURL("**/t/demo/**");
  // What was signed in before is out.
  await guest.goto("/t/demo/courses");
  await expect(guest).toHaveURL(/\/signin\?next=/);
});
