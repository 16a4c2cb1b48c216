import { expect, type Page, test } from "@playwright/test";
import { enter, onLaptop, onPhone } from "./support/actors";
import { problemsOf } from "./support/axe";
import { installed } from "./support/readers";

// Texts are found, counted, put right, previewed and published. At the bakery, whose texts no other test edits.

test.describe.configure({ mode: "serial", timeout: 120_000 });

const room = "/t/bakery/messages/templates";
let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await onLaptop(browser, installed().url);
  await enter(page, "owner@bakery.dangol.test", installed().password, room);
});
test.afterAll(async () => {
  await page?.context().close();
});

const korean = () => page.getByRole("textbox", { name: "문구 (한국어)", exact: true });
const counts = (of: string) => page.getByRole("group", { name: `길이와 값 · 문구 (${of})` });
const at = (provider: string, of = "한국어") =>
  counts(of).getByRole("listitem").filter({ hasText: provider });
const button = (name: string) => page.getByRole("button", { name, exact: true });

test("a text is found by its words, its moment and the sort of course", async () => {
  await page.getByLabel("문구 찾기").fill("얼리버드");
  await page.getByLabel("보내는 때").selectOption({ label: "얼리버드" });
  await button("찾기").click();
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveCount(2);
  await page.getByRole("link", { name: "실습", exact: true }).click();
  await expect(
    page.getByRole("main").getByRole("heading", { level: 2, name: /얼리버드 안내 \(실습\)/ }),
  ).toBeVisible();
  await page.goto(`${room}?q=하루 전 안내&kind=all`);
  await page.getByRole("link", { name: "하루 전 안내 고치기" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "하루 전 안내" })).toBeVisible();
});

test("every counter follows each letter: bytes, segments, sort and price (rows 52–67)", async () => {
  await page.getByRole("textbox", { name: "문구 (영어)", exact: true }).fill("");
  await korean().fill("가".repeat(45));
  await expect(at("Solapi")).toContainText(/90바이트.*\/ 90.*단문\(SMS\).*한 통 20원/);
  await expect(at("Twilio")).toContainText(/1건.*45자.*한글 70자씩/);
  await korean().fill(`${"가".repeat(45)}a`);
  await expect(at("Solapi")).toContainText(/91바이트.*\/ 2,000.*장문\(LMS\).*한 통 50원/);
  await korean().fill("가".repeat(71));
  await expect(at("Twilio")).toContainText(/2건.*71자/);
  await korean().fill("가".repeat(1001));
  await expect(at("Solapi")).toContainText("너무 길어요");
  await korean().fill("a".repeat(161));
  await expect(at("Twilio")).toContainText(/2건.*161자.*영문 160자씩/);
  await page.getByText("장문의 제목", { exact: true }).click();
  await korean().fill("가");
  await page.getByLabel("제목 (한국어)", { exact: true }).fill(`${"가".repeat(20)}a`);
  await expect(at("Solapi")).toContainText(/장문\(LMS\).*제목이 40바이트를 넘어요/);
  await page.getByLabel("제목 (한국어)", { exact: true }).fill("");
  await korean().fill(
    "#{이름}님 내일 뵐게요. 오늘 준비하실 것은 없어요. 편하게 몸만 오시면 돼요. 모두 있어요.",
  );
  await expect(at("Solapi")).toContainText(/\d+–\d+바이트/);
  await expect(at("Solapi")).toContainText("이름이나 과정이 길면 장문으로 넘어가요.");
  await page.getByRole("textbox", { name: "문구 (영어)", exact: true }).fill("See you tomorrow, #{이름}.");
  await expect(at("Twilio", "영어")).toContainText(/1건.*영문 160자씩/);
});

test("a character no phone shows is marked where it stands, and replaced by a press", async () => {
  await korean().fill("#{이름}님, 참가비 ₩1,000 — 내일 봬요 😀");
  const marks = page.getByRole("status").filter({ hasText: "바꿔야 할 글자" });
  await expect(marks.getByRole("listitem")).toHaveCount(3);
  await expect(marks).toContainText(/13번째 글자 · 휴대폰에서 \?로 보여요/);
  await button("‘원’ 쓰기 (₩)").click();
  await expect(korean()).toHaveValue("#{이름}님, 참가비 1,000원 — 내일 봬요 😀");
  await button("모두 바꾸기").click();
  await expect(korean()).toHaveValue("#{이름}님, 참가비 1,000원 - 내일 봬요 ");
  await expect(marks).toHaveCount(0);
});

test("a blank is put in by keyboard, and what stands in its stead is seen for who has no value", async () => {
  await korean().fill("#{이름}님, 내일 뵐게요. ");
  await korean().press("End");
  await page.getByRole("button", { name: "장소", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(korean()).toHaveValue("#{이름}님, 내일 뵐게요. #{장소}");
  await expect(korean()).toBeFocused();
  const preview = page.getByRole("region", { name: "이렇게 보여요" });
  await page.getByLabel("누구 것으로 볼까요").selectOption({ label: "예시 · 적힌 것이 거의 없는 분" });
  await expect(preview).toContainText("채울 내용이 없는 빈칸: 이름.");
  await page.getByText("채울 내용이 없을 때").click();
  await page.getByLabel("‘이름’ 대신 쓸 말").fill("고객");
  await expect(preview).toContainText("고객님, 내일 뵐게요.");
  await expect(preview).not.toContainText("채울 내용이 없는");
});

test("words that promote raise the class, the label is seen and counted; then it is published and can be taken back", async () => {
  const before = (await at("Solapi").textContent()) ?? "";
  await korean().fill("#{이름}님, 내일 30% 할인해요.");
  await expect(page.getByText(/광고로 보는 말이 있어요: 할인\./)).toBeVisible();
  await expect(page.getByRole("region", { name: "이렇게 보여요" })).toContainText(
    /\(광고\)[\s\S]+무료수신거부 080/,
  );
  await expect(at("Solapi")).not.toHaveText(before);
  await page.getByLabel("그래도 안내가 맞나요? 까닭을 남겨 주세요").fill("빵값을 알리는 글이에요");
  await expect(page.getByRole("region", { name: "이렇게 보여요" })).not.toContainText("(광고)");
  await button("내보내기").click();
  await expect(page.getByText(/^내보냈어요/)).toBeVisible();
  await expect(page.getByText(/님이 안내로 바꿨어요: 빵값을 알리는 글이에요/)).toBeVisible();
  await page.getByText("지난 문구").click();
  await expect(page.getByRole("insertion").filter({ hasText: "할인해요." })).toBeVisible();
  await button("이 문구로 되돌리기 (1판)").click();
  await expect(korean()).toHaveValue(/내일 #\{시간\} #\{과정\}에서 뵐게요/);
  await button("내게 시험 문자 보내기").click();
  await expect(page.getByText(/내 번호|휴대폰 번호/).last()).toBeVisible();
  await button("내보내기").click();
  await expect(page.getByText(/^내보냈어요/)).toBeVisible();
});

test("the room and its editor are accessible on phone and laptop", async () => {
  const manners = [
    { theme: "light", device: "phone" },
    { theme: "dark", device: "laptop" },
  ] as const;
  expect(await problemsOf(page, manners)).toEqual([]);
  await page.goto(room);
  expect(await problemsOf(page, manners)).toEqual([]);
});

test("without JavaScript it is a form that shows, refuses with the place, and publishes", async ({
  browser,
}) => {
  const plain = await onPhone(browser, installed().url, { javaScript: false });
  await enter(plain, "owner@bakery.dangol.test", installed().password, `${room}/thanks`);
  const words = plain.getByRole("textbox", { name: "문구 (한국어)", exact: true });
  await words.fill("#{이름}님, 고마웠어요 —\n#{설문}");
  await plain.getByRole("button", { name: "미리보기" }).click();
  await expect(plain.getByText("미리보기예요. 아직 내보내지 않았어요.")).toBeVisible();
  await expect(words).toHaveValue(/고마웠어요 —/);
  await plain.getByRole("button", { name: "내보내기" }).click();
  await expect(plain.getByText(/물음표로 보일 글자가 있어요: — → -/)).toBeVisible();
  await words.fill("#{이름}님, 고마웠어요.\n#{설문}");
  await plain.getByRole("button", { name: "내보내기" }).click();
  await expect(plain.getByText(/^내보냈어요/)).toBeVisible();
  await plain.context().close();
});
