import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advertisingEmailProblems,
  advertisingProblems,
  withLabel,
  withLabelInSubject,
} from "./advertising-label";

const senderName = "홍길동마케팅연구소";
const good =
  "(광고)홍길동마케팅연구소\n12/5(토) 오후2시 블로그 실습반 모집\nhttps://a.kr/x\n무료수신거부 080-123-4567";
const problems = (body: string, subject?: string) => advertisingProblems({ body, subject, senderName });

test("a text as the law wants it", () => {
  expect(problems(good)).toEqual([]);
  expect(problems(good.replace("080-123-4567", "https://dangol.test/p/abc"))).toEqual([]);
  expect(problems(good.replace("무료수신거부 080-123-4567", "무료거부 080-1234-5678"))).toEqual([]);
  expect(problems(good.replace("080-123-4567", "#{수신거부 주소}"))).toEqual([]);
});

test("row 16: the label and the sender are put in front", () => {
  expect(withLabel("오늘만 30% 할인", senderName)).toBe("(광고)홍길동마케팅연구소\n오늘만 30% 할인");
  expect(withLabel("홍길동 마케팅연구소 12월 과정", senderName)).toBe("(광고)홍길동 마케팅연구소 12월 과정");
  expect(withLabel(good, senderName)).toBe(good);
});

test.each([
  "(광 고)",
  "[광고]",
  "( 광고 )",
  "(광.고)",
  "(광/고)",
  '"광고"',
  "(대출광고)",
  "（광고）",
  "【광고】",
  "(AD)",
  "광고 ",
])("row 17: %s is a forbidden variant", (label) => {
  expect(problems(good.replace("(광고)", label))).toEqual(["LABEL_VARIANT"]);
  expect(withLabel(label + senderName, senderName).startsWith("(광고)")).toBe(false);
});

test("row 18: the label in the middle is refused, and moved to the start when asked", () => {
  const body = "홍길동마케팅연구소 (광고) 모집\n무료수신거부 080-123-4567";
  expect(problems(body)).toEqual(["LABEL_NOT_FIRST"]);
  expect(withLabel(body, senderName)).toBe("(광고)홍길동마케팅연구소 모집\n무료수신거부 080-123-4567");
});

test("row 19: a way to refuse is needed, at the end", () => {
  expect(problems("(광고)홍길동마케팅연구소\n모집")).toEqual(["NO_OPT_OUT"]);
  expect(problems("(광고)홍길동마케팅연구소\n무료수신거부")).toEqual(["NO_OPT_OUT"]);
  expect(problems("(광고)홍길동마케팅연구소\n무료수신거부 080-123-4567\n하나\n둘")).toEqual(["NO_OPT_OUT"]);
});

test.each(["02-123-4567", "010-1234-5678", "1588-1234", "0801"])("row 20: refusing by %s", (number) =>
  expect(problems(good.replace("080-123-4567", number))).toEqual([
    number === "0801" ? "NO_OPT_OUT" : "CHARGED_OPT_OUT",
  ]),
);

test("row 21: a label in the subject alone does not count", () => {
  expect(problems(good.replace("(광고)", ""), "(광고) 12월 과정")).toEqual(["LABEL_ONLY_IN_SUBJECT"]);
});

describe("row 22: e-mail", () => {
  const body = "홍길동마케팅연구소 owner@demo.dangol.test\n수신거부(unsubscribe): https://dangol.test/p/abc";
  const email = (subject: string, text = body) =>
    advertisingEmailProblems({ subject, body: text, senderName }, "owner@demo.dangol.test");
  test("the subject is labelled", () => {
    expect(withLabelInSubject("12월 과정 안내")).toBe("(광고) 12월 과정 안내");
    expect(email(withLabelInSubject("12월 과정 안내"))).toEqual([]);
    expect(email("12월 과정 안내")).toEqual(["NO_LABEL"]);
    expect(email("[광고] 12월 과정 안내")).toEqual(["LABEL_VARIANT"]);
  });
  test("the body names the sender, a contact and the way out", () => {
    expect(email("(광고) 12월", "안녕하세요")).toEqual(["NO_SENDER", "NO_CONTACT", "NO_OPT_OUT"]);
  });
});

test("a text without the sender's name is refused", () => {
  expect(problems("(광고)\n모집\n무료수신거부 080-123-4567")).toEqual(["NO_SENDER"]);
});

test("any text is answered; a labelled one is never missing its label unless a variant stood there", () => {
  const near = fc.string({ unit: fc.constantFrom(..."(광고)[]대출 0무료수신거부8-1\n.a#{}"), maxLength: 60 });
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
      const found = advertisingProblems({ body: withLabel(text, senderName), senderName });
      expect(found).not.toContain("NO_LABEL");
      expect(found).not.toContain("LABEL_NOT_FIRST");
    }),
    { numRuns: 10_000 },
  );
});
