import { expect, test } from "vitest";

import { advertisingEmailProblems } from "./advertising-label";
import { composeAlimTalk, composeMail, composeText, withFallbacks } from "./composing";
import type { Wording } from "./wording";

const words: Wording = {
  channel: "sms",
  messageClass: "transactional",
  text: "#{이름}님, 내일 뵐게요.",
  subject: "",
  fallbacks: {},
  imageFileId: null,
  textInstead: false,
};
const values = {
  이름: "김영희",
  사업장: "시험 사업장",
  수신거부링크: "https://d.kr/preferences/x",
  장소: "3층",
};
const sender = {
  name: "시험 사업장",
  address: "서울시 중구 1",
  phone: "02-123-4567",
  email: "hello@example.kr",
};

test("an advertising text opens with its label (row 16)", () => {
  const ad = { ...words, messageClass: "advertising", text: "오늘만 30% 할인" } as const;
  expect(composeText(ad, values, "시험 사업장").body).toBe("(광고)시험 사업장\n오늘만 30% 할인");
});

test("an advertising mail: label in the subject; name, contact, address and a free way out in both languages (row 22)", () => {
  const ad = {
    ...words,
    channel: "email",
    messageClass: "advertising",
    subject: "12월 과정 안내",
    text: "새 과정이 열려요.",
  } as const;
  const mail = composeMail(ad, values, sender);
  expect(mail.subject).toBe("(광고) 12월 과정 안내");
  for (const part of [sender.name, sender.address, sender.phone, sender.email, values.수신거부링크])
    expect(mail.body).toContain(part);
  expect(mail.body).toMatch(/수신거부[\s\S]*Unsubscribe/);
  expect(advertisingEmailProblems({ ...mail, senderName: sender.name }, sender.email)).toEqual([]);
});

test("a mail that informs stays as it is written, and says who it is from where no subject was written", () => {
  const mail = composeMail({ ...words, channel: "email" }, values, sender);
  expect(mail).toEqual({ subject: "시험 사업장", body: "김영희님, 내일 뵐게요.", missing: [] });
});

test("what has no value is missing, in the subject too (row 68)", () => {
  const mail = composeMail({ ...words, channel: "email", subject: "#{과정} 안내" }, values, sender);
  expect(mail.missing).toEqual(["과정"]);
});

test("where a value is absent or empty the template's own words stand in (row 68)", () => {
  const filled = withFallbacks(
    { 이름: " ", 장소: "3층" },
    { 이름: "고객", 장소: "강의실", 과정: "신청하신 과정" },
  );
  expect(filled).toEqual({ 이름: "고객", 장소: "3층", 과정: "신청하신 과정" });
});

test("an AlimTalk is what Kakao approved, its variables as Kakao names them", () => {
  const template = {
    accountId: "a",
    versionIds: new Set("v"),
    channelId: "c",
    providerId: "p",
    content: "#{이름}님은 #{장소:으로/로} 오세요",
  };
  expect(composeAlimTalk(template, values)).toEqual({
    subject: "",
    body: "김영희님은 3층으로 오세요",
    missing: [],
    variables: { 이름: "김영희", "장소:으로/로": "3층으로" },
  });
});
