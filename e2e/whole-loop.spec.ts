import { type Browser, expect, type Page, test } from "@playwright/test";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { enter, onLaptop, onPhone, signIn } from "./support/actors";
import { moveClock } from "./support/clock";
import { linkIn, textsTo, textWith } from "./support/phone";

// The product's wheel turns once: three people apply, are guided, come, answer, and two are invited to what comes next.
// An installation of its own, because it moves the clock by weeks.

const lecture = "혼자서도 되는 동네 마케팅";
const autumn = { name: "한가을", phone: "010-2755-4410", advertising: true };
const bora = { name: "문보라", phone: "010-3866-5521", advertising: true };
const yerin = { name: "도예린", phone: "010-4977-6632", advertising: false };
type Person = typeof autumn;

let installation: Installation;
let browser: Browser;
let owner: Page;
let phoneOf: Record<"autumn" | "bora" | "yerin" | "helper", Page>;

/** The day of the lecture, and days from it: the demo's second date lies twelve days ahead, from two to four. */
let day: (after: number) => string;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser: given }) => {
  test.setTimeout(120_000);
  browser = given;
  installation = await startInstallation();
  const { url } = installation;
  const held = addDays(localDate(new Date(), "Asia/Seoul"), 12);
  day = (after) => addDays(held, after);
  owner = await onLaptop(browser, url);
  await signIn(owner, "owner@demo.dangol.test", installation.password, "/t/demo/today");
  phoneOf = {
    autumn: await onPhone(browser, url),
    bora: await onPhone(browser, url, { javaScript: false }),
    yerin: await onPhone(browser, url),
    helper: await onPhone(browser, url),
  };
});

test.afterAll(async () => {
  await installation?.stop();
});

const textTo = (person: Person, words: string) => textWith(installation.providersUrl, person.phone, words);
const textsOf = (person: Person) => textsTo(installation.providersUrl, person.phone);

/** "12월 6일", as pages write it. */
const said = (date: string) => `${Number(date.slice(5, 7))}월 ${Number(date.slice(8))}일`;

async function applyOn(page: Page, { name, phone, advertising }: Person): Promise<void> {
  await page.goto("/demo/lecture");
  await page.getByRole("link", { name: new RegExp(`^${said(day(0))} .*신청하기$`) }).click();
  await page.getByLabel("이름", { exact: true }).fill(name);
  await page.getByLabel("휴대폰 번호").fill(phone);
  for (const box of await page.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  await page.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  if (advertising)
    await page
      .getByRole("checkbox", { name: /광고.*문자/ })
      .first()
      .check();
  await page.getByRole("button", { name: "신청하기" }).click();
  await expect(page.getByRole("heading", { name: "문자를 보냈어요" })).toBeVisible();
  // Pressed before the page's scripts are there it is an ordinary post, whose answer repeats no number.
  await expect(page.getByText("번호로 내 신청 링크를 보냈어요")).toBeVisible();
}

test("people apply on the landing page, and their link comes by text", async () => {
  await applyOn(phoneOf.autumn, autumn);
  await applyOn(phoneOf.bora, bora);
  await applyOn(phoneOf.yerin, yerin);
  for (const [person, page] of [
    [autumn, phoneOf.autumn],
    [bora, phoneOf.bora],
  ] as const) {
    await page.goto(await linkIn(await textTo(person, "신청이 확정됐어요"), "my"));
    await expect(page.getByText(`${person.name}님의 신청`)).toBeVisible();
    await expect(page.getByText("자리가 확정됐어요")).toBeVisible();
    await expect(page.getByRole("img", { name: `${person.name}님의 체크인 QR 코드` })).toBeVisible();
  }
});

test("at a tenant without a proof, the invitation stands blocked with its reason", async () => {
  const baker = await onLaptop(browser, installation.url);
  await enter(baker, "owner@bakery.dangol.test", installation.password, "/t/bakery/today");
  // The bakery's class is six days before the lecture.
  await moveClock(baker, day(-6), "10:30");
  await baker.goto("/t/bakery/today");
  await baker.getByRole("link", { name: /처음 굽는 시골빵 명단/ }).click();
  await baker.getByRole("button", { name: "모두 왔어요" }).click();
  await expect(baker.getByText("오실 분이 없어요")).toBeVisible();
  await baker.goto("/t/bakery/customers?q=황보빛나");
  await baker.getByRole("link", { name: "황보빛나" }).click();
  const planned = baker.getByRole("region", { name: "앞으로 나갈 메시지" }).getByRole("listitem");
  const invitation = planned.filter({ hasText: "다음 과정 초대" });
  await expect(invitation).toContainText("광고 문자를 보낼 자격이 확인되지 않았어요");
  await moveClock(baker, day(-3), "10:05");
  await expect
    .poll(async () => {
      await baker.goto("/t/bakery/messages?tab=stopped");
      return baker
        .getByRole("row")
        .filter({ hasText: "황보빛나" })
        .filter({ hasText: "다음 과정 초대" })
        .filter({ hasText: "나가지 않았어요. 한국에 광고 문자를 보낼 자격이 확인되지 않았어요." })
        .count();
    })
    .toBe(1);
  expect((await textsTo(installation.providersUrl, "010-9012-1163")).filter(isAdvertising)).toEqual([]);
});

test("the day before and in the morning they are told the way", async () => {
  await moveClock(owner, day(-1), "10:01");
  for (const person of [autumn, bora, yerin]) await textTo(person, `${person.name}님, 내일`);
  await moveClock(owner, day(0), "08:31");
  for (const person of [autumn, bora, yerin])
    expect(await textTo(person, `${person.name}님, 오늘`)).toMatch(/지도 https:\/\//);
});

test("at the door: by code, by last four digits with undo, and by the wall", async () => {
  await moveClock(owner, day(0), "13:40");
  await owner.goto("/t/demo/today");
  await owner.getByRole("link", { name: new RegExp(`${lecture} 명단`) }).click();
  await owner.waitForURL("**/roster?**");
  const roster = owner.url();

  // What is planned for the date stands there beforehand, with what would become of it and why.
  await owner.goto(roster.replace(/\/roster\?.*$/, "/messages"));
  const invitationOf = ({ name }: Person) =>
    owner.getByRole("row").filter({ hasText: name }).filter({ hasText: "다음 과정 초대" });
  await expect(invitationOf(autumn)).toContainText("오셨는지에 따라 정해져요");
  await expect(invitationOf(yerin)).toContainText("동의하지 않은 분");

  await owner.goto(roster.replace("/roster?", "/door?"));
  await owner.getByLabel("도우미 이름").fill("오도움");
  await owner.getByRole("button", { name: "링크 만들기" }).click();
  const door = (await owner.getByRole("link", { name: /\/door\// }).textContent())?.trim() ?? "";

  const { helper } = phoneOf;
  await helper.goto(door);
  await expect(helper.getByRole("heading", { name: new RegExp(lecture) })).toBeVisible();
  // The browser becomes this door's before codes can be opened in it.
  await expect
    .poll(async () => (await helper.context().cookies()).some(({ name }) => /door/.test(name)))
    .toBe(true);

  // By the person's code: looking checks nobody in, the button does, and a second scan is harmless.
  const code = await codeOf(phoneOf.autumn, autumn);
  await helper.goto(code);
  await expect(helper.getByRole("button", { name: "체크인하기" })).toBeVisible();
  await owner.goto(`${roster}&tab=came`);
  await expect(owner.getByRole("link", { name: "왔어요 0", exact: true })).toBeVisible();
  await helper.getByRole("button", { name: "체크인하기" }).click();
  await expect(helper.getByText(/에 체크인했어요/)).toBeVisible();
  await helper.goto(code);
  await expect(helper.getByText(/이미 .*에 체크인했어요/)).toBeVisible();

  // By the last four digits and a tap, taken back, and tapped again.
  await helper.goto(door);
  await helper.getByRole("searchbox").fill(bora.phone.slice(-4));
  await helper.getByRole("button", { name: `${bora.name} 왔어요` }).click();
  await helper.getByRole("link", { name: /^왔어요/ }).click();
  await helper.getByRole("button", { name: `${bora.name} 되돌리기` }).click();
  await helper.getByRole("link", { name: /^오실 분/ }).click();
  await helper.getByRole("button", { name: `${bora.name} 왔어요` }).click();
  await helper.getByRole("link", { name: /^왔어요/ }).click();
  await expect(helper.getByRole("button", { name: `${bora.name} 되돌리기` })).toBeVisible();

  // By the code on the wall, on her own phone.
  await owner.goto(roster.replace("/roster?", "/wall?"));
  await owner.getByRole("button", { name: "현장 QR 만들기" }).click();
  const wall = (await owner.getByText(/\/here\//).textContent())?.trim() ?? "";
  await phoneOf.yerin.goto(`http://${wall}`);
  await phoneOf.yerin.getByLabel("전화번호 뒤 네 자리를 적어 주세요").fill(yerin.phone.slice(-4));
  await phoneOf.yerin.getByRole("button", { name: "다음" }).click();
  await phoneOf.yerin.getByRole("button", { name: "네, 체크인할게요" }).click();
  await expect(phoneOf.yerin.getByText("체크인했어요", { exact: true })).toBeVisible();

  await expect
    .poll(async () => {
      await owner.goto(`${roster}&tab=came`);
      return owner.getByRole("button", { name: /되돌리기$/ }).count();
    })
    .toBe(3);
});

/** What the person's own page shows as a code, read by a camera. */
async function codeOf(page: Page, person: Person): Promise<string> {
  await page.goto(await linkIn(await textTo(person, "신청이 확정됐어요"), "my"));
  const picture = await page.getByRole("img", { name: /체크인 QR 코드/ }).screenshot();
  const { default: sharp } = await import("sharp");
  const { default: jsQr } = await import("jsqr");
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const read = jsQr(new Uint8ClampedArray(data), info.width, info.height)?.data;
  expect(read).toContain("/check-in/");
  return read ?? "";
}

test("whoever was not marked is a question for the owner, answered with one tap", async () => {
  await moveClock(owner, day(0), "16:05");
  const question = owner.getByRole("listitem").filter({ hasText: /표시하지 않은 \d+명/ });
  await expect
    .poll(async () => {
      await owner.goto("/t/demo/today");
      return question.count();
    })
    .toBe(1);
  await question.getByRole("button", { name: "안 왔어요" }).click();
  await expect(owner.getByText("그렇게 할게요.")).toBeVisible();
  await expect(question).toHaveCount(0);
});

test("who came is thanked, and answers one question a screen", async () => {
  await moveClock(owner, day(0), "18:05");
  await textTo(yerin, "와 주셔서 고마워요");
  await answerSurvey(phoneOf.autumn, autumn);
  // The same without scripts.
  await answerSurvey(phoneOf.bora, bora);
});

async function answerSurvey(page: Page, person: Person): Promise<void> {
  await page.goto(await linkIn(await textTo(person, "와 주셔서 고마워요"), "survey"));
  await answer(page, "전체적으로 어떠셨나요?", /만점에 5 ?점$/);
  await answer(page, "내용은 도움이 됐나요?", /만점에 4 ?점$/);
  await answer(page, "아는 사장님께 권하고 싶으신가요?", /만점에 10 ?점$/);
  await answer(page, "요즘 가장 큰 고민은요?", "단골이 안 생겨요");
  await page.getByLabel("가장 도움이 된 것은요?").fill("숫자 하나");
  await page.getByRole("button", { name: "다음", exact: true }).click();
  await expect(page.getByRole("heading", { name: "아쉬웠던 점이 있다면요?" })).toBeVisible();
  await page.getByRole("button", { name: "다음", exact: true }).click();
  await answer(page, "적어 주신 글을 후기로 소개해도 될까요?", "네");
  await expect(page.getByRole("heading", { name: /고맙습니다/ })).toBeVisible();
}

async function answer(page: Page, question: string, choice: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  await page.getByRole("button", { name: choice, exact: true }).click();
}

test("the customer's page tells it all, with reasons", async () => {
  await owner.goto(`/t/demo/customers?q=${autumn.phone.slice(-4)}`);
  await owner.getByRole("link", { name: autumn.name }).click();
  const page = owner.getByRole("main");
  await expect(page.getByText("숫자 하나")).toBeVisible();
  await expect(page.getByText("후속관리 ‘감사 인사와 설문’ 버전 1")).toBeVisible();
  await expect(page.getByText("본인 코드로 체크인")).toBeVisible();
  await expect(page.getByRole("region", { name: "앞으로 나갈 메시지" })).toContainText("다음 과정 초대");
  await owner.goto("/t/demo/today");
  await expect(owner.getByRole("main")).toContainText("설문");
});

test("three days later those who came and agreed are invited, and may end it", async () => {
  await moveClock(owner, day(3), "10:01");
  const invitation = await textTo(autumn, "한 달 단골 만들기 실습");
  await textTo(bora, "한 달 단골 만들기 실습");
  expect(invitation.startsWith("(광고)")).toBe(true);
  expect((await textsOf(yerin)).filter(isAdvertising)).toEqual([]);
  // 제갈한결 agreed as well, and stayed away.
  expect((await textsTo(installation.providersUrl, "010-3874-9685")).filter(isAdvertising)).toEqual([]);
  const page = phoneOf.bora;
  await page.goto(await linkIn(await textTo(bora, "한 달 단골 만들기 실습"), "preferences"));
  await page.getByRole("button", { name: "광고 문자 그만 받기" }).click();
  await expect(page.getByText("광고 문자를 더는 보내지 않아요.")).toBeVisible();
});

test("in the phone simulator somebody reads the invitation, answers 수신거부, and is stopped", async () => {
  const page = phoneOf.autumn;
  await page.goto("/dev/phone");
  await page.getByRole("link", { name: new RegExp(autumn.phone) }).click();
  const thread = page.getByRole("region", { name: `${autumn.phone}의 문자` });
  await expect(thread.getByRole("listitem").last()).toContainText("(광고)");
  await thread.getByLabel("답장", { exact: true }).fill("수신거부");
  await thread.getByRole("button", { name: "답장 보내기" }).click();
  await expect(thread.getByRole("listitem").last()).toContainText("이 휴대폰에서 보냄");
  await expect
    .poll(async () => {
      await owner.goto(`/t/demo/customers?q=${autumn.phone.slice(-4)}`);
      await owner.getByRole("link", { name: autumn.name }).click();
      await owner.waitForURL("**/customers/*-*");
      return owner.getByText("이 번호는 광고 수신을 거부했어요.").count();
    })
    .toBe(1);
});

test("then nothing further goes out but the result of the choice", async () => {
  const before = { autumn: (await textsOf(autumn)).length, bora: (await textsOf(bora)).length };
  await moveClock(owner, day(4), "10:01");
  await textTo(bora, "광고 문자 수신거부를");
  await textTo(autumn, "광고 문자 수신거부를");
  const calm = {
    autumn: before.autumn + 1,
    bora: before.bora + 1,
    yerin: (await textsOf(yerin)).length,
  };
  await moveClock(owner, day(30), "10:00");
  await expect
    .poll(async () => {
      await owner.goto("/t/demo/messages");
      return owner
        .getByRole("row")
        .filter({ hasText: new RegExp(`${autumn.name}|${bora.name}|${yerin.name}`) })
        .count();
    })
    .toBe(0);
  expect({
    autumn: (await textsOf(autumn)).length,
    bora: (await textsOf(bora)).length,
    yerin: (await textsOf(yerin)).length,
  }).toEqual(calm);
});

const isAdvertising = (text: string) => text.includes("(광고)");
