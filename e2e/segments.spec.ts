import { expect, type Page, test } from "@playwright/test";
import { enter, onLaptop, onPhone } from "./support/actors";
import { choose, press, typeInto } from "./support/by-keyboard";
import { installed } from "./support/readers";

// A group that fills itself is built, explained, changed by two at once and put away. On the laptop by keyboard alone.

const address = "/t/demo/customers/segments";
const name = "공방을 하는 분";

let page: Page;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  page = await onLaptop(browser, installed().url);
  await enter(page, "owner@demo.dangol.test", installed().password, address);
});
test.afterAll(async () => {
  await page?.context().close();
});

const line = (from: Page, at: string) => from.getByRole("group", { name: `조건 ${at}`, exact: true });
const found = (from: Page) => from.getByRole("region", { name: "이 조건에 맞는 고객" });

test("the conditions are chosen line by line, and the count and a sentence follow them", async () => {
  await press(page, page.getByRole("link", { name: "자동 그룹 만들기" }));
  await page.waitForURL(`**${address}/new`);
  await typeInto(page, page.getByLabel(/^이름/), name);
  await choose(page, line(page, "1").getByLabel("무엇을 볼까요?"), "태그");
  await choose(page, line(page, "1").getByLabel("값"), "공방");
  await expect(found(page)).toContainText("2명");
  await expect(found(page)).toContainText("태그에 ‘공방’이 있는 고객");

  await press(page, page.getByRole("button", { name: "조건 더하기" }));
  await choose(page, line(page, "2").getByLabel("무엇을 볼까요?"), "이름");
  await typeInto(page, line(page, "2").getByLabel("값"), "오세라");
  await expect(found(page)).toContainText("1명");
  await choose(
    page,
    page.getByRole("combobox", { name: "조건을 어떻게 볼까요?" }).first(),
    "하나라도 맞는 고객",
  );
  await expect(found(page)).toContainText("2명");
});

test("a reload loses nothing of what is not saved yet", async () => {
  await page.reload();
  await expect(found(page)).toContainText("2명");
  await expect(found(page)).toContainText("이름에 ‘오세라’가");
  await expect(page.getByLabel(/^이름/).first()).toHaveValue(name);
});

test("it says why somebody is in it, and why somebody is not", async () => {
  await press(page, page.getByRole("button", { name: "박준호님은 왜 들어 있나요?" }));
  await expect(found(page)).toContainText("박준호님은 들어 있어요.");
  await expect(found(page)).toContainText("태그에 ‘공방’이 있어요");
  await typeInto(page, page.getByLabel("다른 고객 찾아보기"), "김영희");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("button", { name: "김영희님은 들어 있나요?" }));
  await expect(found(page)).toContainText("김영희님은 들어 있지 않아요.");
  await expect(found(page)).toContainText("태그에 ‘공방’이 없어요");
});

test("an unfinished line is not saved silently; finished, the group stands in the list with its number", async () => {
  await press(page, page.getByRole("button", { name: "조건 더하기" }));
  await press(page, page.getByRole("button", { name: "자동 그룹 만들기" }));
  await expect(page.getByText("다 고르지 않은 조건이 1개 있어요.", { exact: false })).toBeVisible();
  await expect(page.getByLabel(/^이름/).first()).toHaveValue(name);
  await press(page, page.getByRole("button", { name: "조건 3 지우기" }));
  await press(page, page.getByRole("button", { name: "자동 그룹 만들기" }));
  await page.waitForURL(new RegExp(`${address}/(?!new)`));
  await expect(page.getByLabel(/^이름/).first()).toHaveValue(name);
  await page.goto(address);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("2명");
});

test("the list of customers narrows to it", async () => {
  await page.goto("/t/demo/customers");
  await press(page, page.getByText("조건으로 거르기"));
  await choose(page, page.getByRole("combobox", { name: "자동 그룹", exact: true }), name);
  await press(page, page.getByRole("button", { name: "거르기", exact: true }));
  await expect(page.getByText("2명이 맞아요")).toBeVisible();
  // The number in the list of groups leads to the same people.
  await page.goto("/t/demo/customers/segments");
  await press(page, page.getByRole("row", { name: new RegExp(name) }).getByRole("link", { name: "2명" }));
  await expect(page.getByText("2명이 맞아요")).toBeVisible();
});

test("of two who change it the second sees what the first saved, and chooses", async ({ browser }) => {
  await page.goto(address);
  await press(page, page.getByRole("link", { name }));
  await expect(line(page, "2").getByLabel("값")).toHaveValue("오세라");
  const phone = await onPhone(browser, installed().url);
  await enter(phone, "owner@demo.dangol.test", installed().password, new URL(page.url()).pathname);
  // What is typed before the page's script listens is typed again, as a person does.
  await expect(async () => {
    await line(phone, "2").getByLabel("값").fill("박준호");
    await expect(found(phone)).toContainText("‘박준호’", { timeout: 1_000 });
  }).toPass();
  await phone.getByRole("button", { name: "저장", exact: true }).tap();
  await expect(phone.getByText("저장했어요.")).toBeVisible();
  await phone.context().close();

  await line(page, "2").getByLabel("값").fill("김영희");
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.getByText("그 사이에 다른 사람이 이 자동 그룹을 고쳤어요")).toBeVisible();
  await expect(page.getByText(/지금 저장된 것:.*박준호/)).toBeVisible();
  await expect(line(page, "2").getByLabel("값")).toHaveValue("김영희");
  await page.getByRole("button", { name: "내가 고친 것으로 저장" }).click();
  await expect(page.getByText("저장했어요.")).toBeVisible();
  await expect(found(page)).toContainText("3명");
});

test("it is put away, and taken out again", async () => {
  await page.goto(address);
  await press(page, page.getByRole("button", { name: `‘${name}’ 치우기` }));
  await expect(page.getByText(`‘${name}’ 그룹을 치웠어요.`, { exact: false })).toBeVisible();
  await press(page, page.getByRole("button", { name: "되돌리기", exact: true }));
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("3명");
});
