import { expect, type Page, test } from "@playwright/test";
import { enter, onLaptop, onPhone } from "./support/actors";
import { textsTo, textWith } from "./support/phone";
import { installed } from "./support/readers";

// An owner sees what sending still needs, sets it right, tries it on the own phone, and stops everything with one press.

test.describe.configure({ mode: "serial", timeout: 60_000 });

const texting = "/t/bakery/settings/texting";
const mobile = "010-7005-0001";
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await onPhone(browser, installed().url);
  await enter(page, "owner@bakery.dangol.test", installed().password, texting);
});
test.afterAll(async () => {
  await page?.context().close();
});

const button = (words: string) => page.getByRole("button", { name: words, exact: true });
const check = (words: string) => page.getByRole("listitem").filter({ hasText: words });

test("the checklist says what is missing, what follows from it, and leads to where it is set right", async () => {
  await expect(check("광고 발송 자격 증빙 적기")).toContainText("없으면 광고 문자가 나가지 않아요.");
  await page.getByRole("link", { name: "광고 발송 자격 증빙 적기 하러 가기" }).click();
  await page.getByLabel("증빙 내용").fill("전송자격인증 위탁 계약서 2026-11");
  await page.getByLabel("시작일").fill("2026-01-01");
  await button("증빙 적어 두기").click();
  await expect(page.getByText(/전송자격인증 위탁 계약서 2026-11/)).toBeVisible();
  await page.goto(texting);
  await expect(check("광고 발송 자격").getByText("됨", { exact: true })).toBeVisible();
});

test("a number that cannot be a sender is refused with a reason and nothing typed is lost; another one is recorded with its paper", async () => {
  await page.goto(`${texting}/numbers`);
  await page.getByRole("textbox", { name: /^발신번호/ }).fill("0504-123-4567");
  await page.getByRole("combobox", { name: /^증빙/ }).selectOption({ label: "통신서비스 이용증명원" });
  await page.getByRole("textbox", { name: /^증빙 내용/ }).fill("이용증명원 2026-118호");
  await page.getByLabel("등록한 날").fill("2026-11-02");
  await button("번호와 증빙 적기").click();
  await expect(page.getByText(/050 번호는 다른 번호로 연결되는 번호라/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^증빙 내용/ })).toHaveValue("이용증명원 2026-118호");
  await page.getByRole("textbox", { name: /^발신번호/ }).fill("070-1234-5678");
  await button("번호와 증빙 적기").click();
  await expect(check("070-1234-5678")).toContainText("이용증명원 2026-118호");
  await expect(check("070-1234-5678")).toContainText("스팸으로 걸러지는 일이 많아요");
});

test("an account's secret is typed once and never shown; empty keeps it", async () => {
  await page.goto(`${texting}/accounts`);
  await page.getByRole("link", { name: "솔라피 (국내 문자·알림톡) 계정 연결하기" }).click();
  await page.getByLabel("API Key").fill("NCS0123456789ABCD");
  await page.getByLabel("API Secret").fill("a very secret secret");
  await page.getByRole("textbox", { name: /^발신번호/ }).fill("02-322-0177");
  await page.getByLabel("문자 한 건", { exact: true }).fill("8.4");
  await page.getByRole("textbox", { name: /^순서/ }).fill("9");
  await button("저장").click();
  await page.waitForURL(`**${texting}`);
  await page.goto(`${texting}/accounts`);
  await page.getByRole("link", { name: "솔라피 (국내 문자·알림톡) 고치기" }).click();
  await expect(page.getByLabel(/^API Secret/)).toHaveValue("");
  await expect(page.getByLabel("문자 한 건", { exact: true })).toHaveValue("8.4");
  expect(await page.content()).not.toContain("a very secret secret");
  await button("저장").click();
  await expect(page.getByText("저장했어요.")).toBeVisible();
  await button("이 계정 그만 쓰기").click();
  await expect(button("다시 쓰기")).toBeVisible();
});

test("a test goes to the own phone, once the number is confirmed", async () => {
  const { providersUrl } = installed();
  await page.goto(texting);
  await page.getByLabel(/^내 휴대폰 번호/).fill(mobile);
  await button("확인 번호 받기").click();
  const code = /\d{6}/.exec(await textWith(providersUrl, mobile, "확인 번호는"))?.[0] ?? "";
  await page.getByLabel("확인 번호", { exact: true }).fill(code);
  await button("확인하기").click();
  await button("내 휴대폰으로 보내기").click();
  await expect(page.getByText(/^보냈어요\. \+8210/)).toBeVisible();
  await textWith(providersUrl, mobile, "시험 문자예요");
});

test("the kill switch stops everything until it is lifted; the operator has one for all and sees who did what", async ({
  browser,
}) => {
  const { url, password, providersUrl } = installed();
  await page.goto(`${texting}/limits`);
  await page.getByLabel("멈추는 까닭").fill("문구가 잘못 나가고 있어요");
  await button("지금 모두 멈추기").click();
  await expect(page.getByText("모든 발송을 멈춰 두었어요")).toBeVisible();
  await page.goto(texting);
  await expect(check("발송을 멈춰 두었어요")).toBeVisible();
  const before = (await textsTo(providersUrl, mobile)).length;
  await button("내 휴대폰으로 보내기").click();
  await expect(page.getByText(/지금은 모든 발송을 멈춰 두었어요/)).toBeVisible();
  expect(await textsTo(providersUrl, mobile)).toHaveLength(before);
  await page.goto(`${texting}/limits`);
  await button("다시 시작하기").click();
  await expect(page.getByText("다시 시작했어요.")).toBeVisible();

  const operator = await onLaptop(browser, url);
  await enter(operator, "operator@dangol.test", password, "/operator?tenant=bakery");
  await expect(operator.getByRole("button", { name: "이용 정지하기" })).toBeVisible();
  await expect(operator.getByRole("button", { name: "모두 멈추기" })).toBeVisible();
  await operator.context().close();
});
