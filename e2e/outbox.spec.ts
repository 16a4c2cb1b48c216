import { expect, type Page, test } from "@playwright/test";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { enter, onLaptop, onPhone } from "./support/actors";
import { moveClock } from "./support/clock";
import { textsTo, textWith } from "./support/phone";

// The owner looks after what goes out: a short link is opened, one message goes at once, one is taken back, one waits for the
// morning, one does not go at all, and each says why. An installation of its own, because it moves the clock.

test.describe.configure({ mode: "serial", timeout: 120_000 });

const gaon = { name: "서가온", phone: "010-7600-0001" };
const nuri = { name: "서누리", phone: "010-7600-0002" };

let installation: Installation;
let owner: Page;
let phone: Page;
/** Days from the first one, ten days before the demo's lecture. */
let day: (after: number) => string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  installation = await startInstallation();
  const first = addDays(localDate(new Date(), "Asia/Seoul"), 2);
  day = (after) => addDays(first, after);
  owner = await onLaptop(browser, installation.url);
  await enter(owner, "owner@demo.dangol.test", installation.password, "/t/demo/today");
  phone = await onPhone(browser, installation.url);
  await moveClock(owner, day(0), "10:00");
  for (const person of [gaon, nuri]) await apply(person);
});
test.afterAll(async () => {
  await installation?.stop();
});

async function apply({ name, phone: number }: typeof gaon): Promise<void> {
  await phone.goto("/demo/lecture");
  await phone
    .getByRole("link", { name: /신청하기$/ })
    .last()
    .click();
  await phone.getByLabel("이름", { exact: true }).fill(name);
  await phone.getByLabel("휴대폰 번호").fill(number);
  await phone.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  await phone
    .getByRole("checkbox", { name: /광고.*문자/ })
    .first()
    .check();
  await phone.getByRole("button", { name: "신청하기" }).click();
  await expect(phone.getByRole("heading", { name: "문자를 보냈어요" })).toBeVisible();
}

const rowOf = ({ name }: typeof gaon, title: string) =>
  owner.getByRole("row").filter({ hasText: name }).filter({ hasText: title });

/** Opens one message from a tab of the outbox, waiting until it stands there. */
async function openFrom(tab: string, person: typeof gaon, title: string): Promise<void> {
  await expect
    .poll(async () => {
      await owner.goto(`/t/demo/messages?tab=${tab}`);
      return rowOf(person, title).count();
    })
    .toBe(1);
  await rowOf(person, title).getByRole("link", { name: title }).click();
  await owner.waitForURL(/\/messages\/[0-9a-f-]{36}/);
}
const main = () => owner.getByRole("main");

test("a short link is opened on a phone, and the owner sees that it was", async () => {
  const text = await textWith(installation.providersUrl, gaon.phone, "신청이 확정됐어요");
  const link = /https?:\/\/\S+\/s\/[\w-]{17}/.exec(text)?.[0] ?? "";
  await phone.goto(link);
  await expect(phone.getByText(`${gaon.name}님의 신청`)).toBeVisible();
  expect(new URL(phone.url()).pathname).toMatch(/^\/my\//);
  await openFrom("gone", gaon, "신청 확정");
  await expect(main()).toContainText("1번 열었어요");
  await main().getByRole("link", { name: gaon.name }).click();
  await expect(main().getByRole("link", { name: "메시지의 링크를 열었어요 · 내 신청" })).toBeVisible();
});

test("one message goes at once, and one is taken back with why", async () => {
  await openFrom("coming", gaon, "당일 오시는 길");
  await expect(main()).toContainText("에 나가요. ‘당일 오시는 길’ 자동 문자가 계획했어요.");
  await main().getByRole("button", { name: "지금 보내기" }).click();
  await textWith(installation.providersUrl, gaon.phone, `${gaon.name}님, 오늘`);

  await openFrom("coming", gaon, "하루 전 안내");
  await main().getByRole("button", { name: "보내지 않기" }).click();
  await expect(main()).toContainText("이유를 골라 주세요.");
  await main().getByLabel("왜 보내지 않나요?").selectOption({ label: "직접 연락했어요" });
  await main().getByRole("button", { name: "보내지 않기" }).click();
  await expect(main()).toContainText("직접 취소했어요.");
  await expect(main().getByRole("listitem").filter({ hasText: "취소함" })).toContainText("직접 연락했어요");
  await expect(main().getByRole("button", { name: "지금 보내기" })).toHaveCount(0);
});

test("what is not urgent is held at night, says so, and goes in the morning", async () => {
  // Nuri wants no texts at all any more, and tells the carrier.
  await phone.goto("/dev/phone");
  await phone.getByRole("link", { name: new RegExp(nuri.phone) }).click();
  await phone.getByLabel("답장", { exact: true }).fill("STOP");
  await phone.getByRole("button", { name: "답장 보내기" }).click();
  await expect
    .poll(async () => {
      await owner.goto(`/t/demo/customers?q=${nuri.phone.slice(-4)}`);
      await owner.getByRole("link", { name: nuri.name }).click();
      await owner.waitForURL("**/customers/*-*");
      return owner.getByText("이 번호는 모든 문자를").count();
    })
    .toBeGreaterThan(0);

  const before = (await textsTo(installation.providersUrl, gaon.phone)).length;
  await moveClock(owner, day(1), "22:30");
  await openFrom("waiting", gaon, "수신동의 처리 결과");
  await expect(main()).toContainText("오전 8시에 나가요. 급하지 않은 안내라 늦은 시간을 피해 멈춰 두었어요.");
  await expect(main()).toContainText("지금은 보낼 수 없어요.");
  await expect(main().getByRole("button", { name: "지금 보내기" })).toHaveCount(0);
  expect(await textsTo(installation.providersUrl, gaon.phone)).toHaveLength(before);

  await moveClock(owner, day(2), "08:01");
  await openFrom("gone", gaon, "수신동의 처리 결과");
  expect(await textsTo(installation.providersUrl, gaon.phone)).toHaveLength(before + 1);
});

test("what does not go says why, and the calendar leads to each list", async () => {
  await openFrom("stopped", nuri, "수신동의 처리 결과");
  await expect(main()).toContainText("보내지 않기로 했어요. 이 번호는 모든 문자를 받지 않겠다고 했어요.");

  await owner.goto(`/t/demo/messages/calendar?span=week&day=${day(0)}`);
  await main()
    .getByRole("link", { name: /^신청 확정/ })
    .last()
    .click();
  await owner.waitForURL(/\/messages\?.*rule=confirmed/);
  await expect(rowOf(gaon, "신청 확정")).toBeVisible();
  await owner.goto("/t/demo/messages?tab=coming");
  await owner.getByRole("link", { name: "이 목록의 예정 메시지 보내지 않기" }).click();
  await expect(main()).toContainText(/메시지 \d+건을 보내지 않아요/);
  await main().getByLabel("왜 보내지 않나요?").selectOption({ label: "필요 없어졌어요" });
  await main()
    .getByRole("button", { name: /건 보내지 않기$/ })
    .click();
  await owner.waitForURL(/tab=stopped&reason=messages\.takenBack/);
  await expect(main()).toContainText("직접 취소했어요.");
});
