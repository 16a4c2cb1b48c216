import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { enter, onLaptop, onPhone } from "./support/actors";
import { choose, press, tabTo, typeInto } from "./support/by-keyboard";
import { installed } from "./support/readers";

// Somebody phones, and from then on is known and found again: without a mouse from beginning to end.

const caller = { name: "표다온", phone: "010-3344-7781", shop: "다온꽃집" };

let page: Page;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  page = await onLaptop(browser, installed().url);
  await enter(page, "owner@demo.dangol.test", installed().password, "/t/demo/customers");
});
test.afterAll(async () => {
  await page?.context().close();
});

const link = (name: string | RegExp) => page.getByRole("link", { name });
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const section = (name: string) => page.getByRole("region", { name, exact: true });

test("a caller becomes a customer", async () => {
  await press(page, link("고객 더하기"));
  await page.waitForURL("**/customers/new");
  await typeInto(page, page.getByLabel(/^이름/), caller.name);
  await typeInto(page, page.getByLabel(/^전화번호/), caller.phone);
  await typeInto(page, page.getByLabel("가게 이름"), caller.shop);
  await typeInto(page, page.getByLabel(/^메모/), "남편분이 전화하심");
  await press(page, button("더하기"));
  await expect(page.getByText("고객을 더했어요.")).toBeVisible();
});

test("she gets a tag while typing, and a place in a group", async () => {
  const address = page.url();
  await typeInto(page, page.getByLabel("태그 붙이기"), "꽃집");
  await page.keyboard.press("Enter");
  await expect(section("태그").getByRole("link", { name: "꽃집" })).toBeVisible();

  await press(page, section("그룹").getByRole("link", { name: "그룹과 태그" }));
  await page.waitForURL("**/customers/groups");
  await typeInto(page, page.getByLabel("새 그룹 이름"), "봄 모임");
  await page.keyboard.press("Enter");
  await expect(link("봄 모임")).toBeVisible();
  await page.goto(address);
  await choose(page, page.getByLabel("그룹에 넣기"), "봄 모임");
  await press(page, section("그룹").getByRole("button", { name: "더하기" }));
  await expect(section("그룹").getByRole("link", { name: "봄 모임" })).toBeVisible();
});

test("there is something to do for her; it is done, taken back, and done", async () => {
  const address = page.url();
  const tasks = section("할 일");
  await press(page, tasks.getByText("할 일 더하기"));
  await typeInto(page, tasks.getByLabel("무엇을 할까요?"), "화환 값 알려 주기");
  await page.keyboard.press("Enter");
  await expect(tasks.getByText("화환 값 알려 주기", { exact: true })).toBeVisible();
  await press(page, tasks.getByRole("button", { name: "‘화환 값 알려 주기’ 끝내기" }));
  await expect(tasks.getByText("‘화환 값 알려 주기’ 끝냈어요.")).toBeVisible();
  await press(page, tasks.getByRole("button", { name: "되돌리기", exact: true }));
  await expect(tasks.getByText("할 일로 되돌렸어요.")).toBeVisible();

  await page.goto("/t/demo/tasks");
  await press(page, button("‘화환 값 알려 주기’ 끝내기"));
  await expect(page.getByText("‘화환 값 알려 주기’ 끝냈어요.")).toBeVisible();
  await press(page, link(/^끝낸 일/));
  await expect(button("‘화환 값 알려 주기’ 다시 열기")).toBeVisible();

  // From her history back to it, though it is done.
  await page.goto(address);
  await press(page, link("할 일 끝: 화환 값 알려 주기").first());
  await expect(page.getByRole("heading", { name: "찾아온 할 일" })).toBeVisible();
  await expect(button("‘화환 값 알려 주기’ 다시 열기").first()).toBeVisible();
});

test("the list narrows to her, and that becomes a view with its number", async () => {
  await page.goto("/t/demo/customers");
  await press(page, page.getByText("조건으로 거르기"));
  await choose(page, page.getByRole("combobox", { name: "태그", exact: true }), "꽃집");
  await press(page, button("거르기"));
  await expect(page.getByText("1명이 맞아요")).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(caller.name) })).toContainText("꽃집");
  await expect(page).toHaveURL(/customers\?tag=[0-9a-f-]{36}$/);

  await press(page, page.getByText("지금 목록을 보기로 저장"));
  await typeInto(page, page.getByLabel("보기 이름"), "꽃집 사장님");
  await page.keyboard.press("Enter");
  await expect(link(/^꽃집 사장님\s*1$/)).toHaveAttribute("aria-current", "page");
  await press(page, link(/^전체/));
  await expect(page.getByRole("rowheader").nth(5)).toBeVisible();
  await press(page, link(/^꽃집 사장님/));
  await expect(page.getByRole("rowheader")).toHaveCount(1);
});

test("everybody that matches gets a tag at once, and it is taken back", async () => {
  let count = 0;
  // Tests beside this one add customers; then the number agreed to is no longer true, the deed is refused, and done again.
  await expect(async () => {
    await page.goto("/t/demo/customers?came=never&sort=name");
    const said = await page.getByText(/^\d+명이 맞아요$/).textContent();
    count = Number.parseInt(said ?? "", 10);
    expect(count).toBeGreaterThan(5);
    await press(page, page.getByRole("checkbox", { name: `${caller.name} 고르기` }), "Space");
    await expect(page.getByText("1명 골랐어요")).toBeVisible();
    await press(page, page.getByRole("checkbox", { name: `조건에 맞는 ${count}명 모두` }), "Space");
    await expect(page.getByText(`${count}명 골랐어요`)).toBeVisible();
    await typeInto(page, page.getByLabel("붙일 태그"), "아직 안 온 분");
    await press(page, button(`${count}명에게 하기`));
    await expect(page.getByText(`${count}명에게 ‘아직 안 온 분’ 태그를 붙였어요.`)).toBeVisible();
  }).toPass();
  await expect(page.getByRole("row", { name: new RegExp(caller.name) })).toContainText("아직 안 온 분");
  await press(page, button("되돌리기"));
  await expect(page.getByText(`${count}명을 되돌렸어요.`)).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(caller.name) })).not.toContainText("아직 안 온 분");
});

test("taking data away asks why, and the file holds no notes", async () => {
  await page.goto("/t/demo/customers?added=7");
  await press(page, link(/명 내보내기$/));
  await page.waitForURL("**/customers/export?**");
  await typeInto(page, page.getByLabel("내보내는 이유"), "세무사에게 전달");
  await tabTo(page, button(/명 내려받기$/));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.csv$/);
  const file = readFileSync(await download.path(), "utf8");
  expect(file.startsWith("\uFEFF이름,가게,전화번호,")).toBe(true);
  expect(file).toContain(`${caller.name},${caller.shop},${caller.phone},`);
  expect(file).not.toContain("남편분");
});

test("on a phone the list is cards, and the bar stands over the tabs", async ({ browser }) => {
  const phone = await onPhone(browser, installed().url);
  await enter(phone, "owner@demo.dangol.test", installed().password, "/t/demo/customers");
  await phone.getByRole("checkbox", { name: `${caller.name} 고르기` }).tap();
  await phone.getByLabel("무엇을 할까요?").selectOption({ label: "할 일 하나씩" });
  const bar = phone.getByRole("region", { name: "고른 고객에게 할 일" });
  await bar.getByLabel("할 일", { exact: true }).fill("안부 문자");
  await bar.getByRole("button", { name: "1명에게 하기" }).tap();
  await expect(phone.getByText("1명에게 할 일 ‘안부 문자’ 하나씩 만들었어요.")).toBeVisible();
  await phone.context().close();
});

test("without JavaScript the same list, filters and deeds are plain forms", async ({ browser }) => {
  const plain = await onLaptop(browser, installed().url, { javaScript: false });
  await enter(plain, "owner@demo.dangol.test", installed().password, "/t/demo/customers");
  await plain.getByText("조건으로 거르기").click();
  await plain.getByRole("combobox", { name: "태그", exact: true }).selectOption({ label: "꽃집" });
  await plain.getByRole("button", { name: "거르기" }).click();
  await expect(plain.getByText("1명이 맞아요")).toBeVisible();
  await plain.getByRole("checkbox", { name: `${caller.name} 고르기` }).check();
  await plain.getByLabel("붙일 태그").fill("글로만");
  await plain.getByRole("button", { name: "하기", exact: true }).click();
  await expect(plain.getByText("1명에게 ‘글로만’ 태그를 붙였어요.")).toBeVisible();
  await plain.getByRole("button", { name: "되돌리기" }).click();
  await expect(plain.getByText("1명을 되돌렸어요.")).toBeVisible();
  await plain.context().close();
});
