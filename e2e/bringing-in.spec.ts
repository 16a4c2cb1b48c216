import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { projectRoot } from "@/scripts/bootstrap/project-root";
import { enter, onPhone } from "./support/actors";
import { installed } from "./support/readers";

// The owner's old lists come in from a phone, are looked at first, and go again. At the bakery, whose customers no other test counts.

test.describe.configure({ mode: "serial", timeout: 120_000 });

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await onPhone(browser, installed().url);
  await enter(page, "owner@bakery.dangol.test", installed().password, "/t/bakery/customers");
});
test.afterAll(async () => {
  await page?.context().close();
});

const excel = path.join(projectRoot, "lib/customers/imports/testing/customers-excel-cp949.csv");
const googleForm = path.join(projectRoot, "scripts/replay/data/applicants-google-form.csv");
const button = (name: string) => page.getByRole("button", { name, exact: true });
const tab = (name: string) =>
  page.getByRole("navigation", { name: "이렇게 돼요" }).getByRole("link", { name });

async function upload(file: string) {
  await page.goto("/t/bakery/customers");
  await page.getByRole("link", { name: "파일로 가져오기" }).click();
  await page.getByLabel("파일", { exact: true }).setInputFiles(file);
  await button("파일 올리기").click();
  await expect(page.getByRole("heading", { name: "어느 칸이 무엇인지 확인해 주세요" })).toBeVisible({
    timeout: 30_000,
  });
}

test("no file is said to be none", async () => {
  await page.goto("/t/bakery/customers/import");
  await button("파일 올리기").click();
  await expect(page.getByText("파일을 골라 주세요.")).toBeVisible();
});

test("an Excel list is read, its columns are guessed, and nothing changes before it is let in", async () => {
  await upload(excel);
  await expect(page.getByText("글자는 CP949(으)로 읽었어요.")).toBeVisible();
  await expect(page.getByLabel("휴대폰: 무엇인가요")).toHaveValue("phone");
  await expect(page.getByLabel("수강 이력: 무엇인가요")).toHaveValue("history");
  await button("미리 보기").click();
  await expect(page.getByText("252줄을 미리 보았어요. 아직 아무것도 바뀌지 않았어요.")).toBeVisible({
    timeout: 30_000,
  });
  await expect(tab("새 고객")).toContainText(/2[45][0-9]/);
  await expect(page.getByText(/앞의 0을 되살림 \(10\d{8} → 010\d{8}\)/).first()).toBeVisible();
});

test("two meanings alike are told, and what was chosen stays", async () => {
  await page.getByRole("link", { name: "칸 다시 정하기" }).click();
  await page.getByLabel("메모: 무엇인가요").selectOption("shop");
  await button("미리 보기").click();
  await expect(page.getByText("같은 뜻을 두 칸에 정했어요. 하나만 남겨 주세요.")).toBeVisible();
  await expect(page.getByLabel("메모: 무엇인가요")).toHaveValue("shop");
  await page.getByLabel("메모: 무엇인가요").selectOption("note");
  await button("미리 보기").click();
  await expect(button("가져오기")).toBeVisible({ timeout: 30_000 });
});

test("it is let in, and somebody of it is found with tags and a note", async () => {
  await button("가져오기").click();
  await expect(page.getByText("문자는 한 통도 보내지 않았고, 후속관리도 시작하지 않았어요.")).toBeVisible({
    timeout: 60_000,
  });
  await page.goto("/t/bakery/customers?q=선우서연");
  await page.getByRole("link", { name: "선우서연" }).first().click();
  await expect(page.getByText("똠방각하 팬").first()).toBeVisible();
  await expect(
    page.getByRole("region", { name: "태그" }).getByRole("link", { name: "공개강의" }),
  ).toBeVisible();
  await expect(page.getByText("파일에서 가져옴 ‘customers-excel-cp949.csv’")).toBeVisible();
});

test("a second file disagrees about somebody, who is decided by hand", async () => {
  await page.goto("/t/bakery/customers/import");
  await page.getByLabel("파일", { exact: true }).setInputFiles({
    name: "고침.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "이름,전화번호,업종\n선우서연,010-5464-0344,출판\n바뀐이름,010-2255-6074,미용\n누구,없음,\n",
    ),
  });
  await button("파일 올리기").click();
  await button("미리 보기").click({ timeout: 30_000 });
  await expect(tab("골라 주세요")).toContainText("2", { timeout: 30_000 });
  await page
    .getByRole("group", { name: "2줄 고르기" })
    .getByRole("button", { name: "파일의 것으로" })
    .click();
  await expect(page.getByText("고르지 않은 1줄은 가져오지 않고 그대로 둬요.")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "못 가져오는 줄 내려받기" }).click();
  expect((await download).suggestedFilename()).toBe("refused-rows.csv");
  await button("가져오기").click();
  await expect(page.getByText("가져왔어요", { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.goto("/t/bakery/customers?q=선우서연");
  await page.getByRole("link", { name: "선우서연" }).first().click();
  await expect(page.getByText("출판").first()).toBeVisible();
});

test("the download of a form comes in, too", async () => {
  await upload(googleForm);
  await expect(page.getByLabel("성함: 무엇인가요")).toHaveValue("name");
  await button("미리 보기").click();
  await expect(button("가져오기")).toBeVisible({ timeout: 30_000 });
  await button("이 파일 버리기").click();
  await expect(page.getByRole("heading", { name: "가져온 파일" })).toBeVisible();
  await expect(page.getByRole("link", { name: "applicants-google-form.csv" })).toHaveCount(0);
});

test("the first file is taken back as a whole; who was changed since stays, with the reason", async () => {
  await page.getByRole("link", { name: "customers-excel-cp949.csv" }).click();
  await button("통째로 되돌리기").click();
  await expect(page.getByText("이 파일이 더한 것만 지웠어요.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("1줄은 남았어요")).toBeVisible();
  await expect(page.getByText("다른 파일로도 가져왔어요.")).toBeVisible();
  await page.goto("/t/bakery/customers?q=선우서연");
  await expect(page.getByRole("link", { name: "선우서연" }).first()).toBeVisible();
  await page.goto("/t/bakery/customers?q=제갈현우");
  await expect(page.getByRole("link", { name: "제갈현우" })).toHaveCount(0);
});
