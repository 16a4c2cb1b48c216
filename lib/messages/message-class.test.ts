import fc from "fast-check";
import { expect, test } from "vitest";
import { classOf } from "./message-class";

const classIs = (template: string) => classOf("transactional", template).messageClass;

test("row 23: a next course in an informational text makes it advertising", () => {
  expect(classIs("#{이름}님, 오늘 와 주셔서 고마워요.")).toBe("transactional");
  expect(classOf("transactional", "고마워요. 다음 과정 얼리버드 안내")).toEqual({
    messageClass: "advertising",
    words: [
      { word: "다음 과정", index: 6 },
      { word: "얼리버드", index: 12 },
    ],
  });
});

test("row 24: a satisfaction survey without reward, with our own coupon, with a coffee coupon", () => {
  expect(classIs("오늘 강의는 어떠셨나요? #{설문}")).toBe("transactional");
  expect(classIs("설문에 답하면 다음 과정 쿠폰을 드려요")).toBe("advertising");
  expect(classIs("설문에 답하면 수강 쿠폰을 드려요")).toBe("advertising");
  expect(classIs("설문에 답하면 커피 쿠폰을 드려요")).toBe("transactional");
});

test.each([
  "신청이 확인됐어요. 12월 5일 (토) 오후 2시에 만나요.",
  "내일 강의예요. 주차는 건물 뒤편에 하세요.",
  "다음 회차는 12월 12일이에요.",
  "입금 확인 부탁드려요. 참가비 30,000원",
  "대기하시던 강의에 자리가 났어요. 오늘 안에 답해 주세요.",
  "강의가 취소됐어요. 미안합니다.",
  "Your class is tomorrow at 2 PM.",
])("informational: %s", (text) => expect(classIs(text)).toBe("transactional"));

test.each([
  "오늘만 30% 할인",
  "실습반 모집합니다",
  "선착순 10명",
  "Next course: early-bird prices",
  "20% off",
])("advertising: %s", (text) => expect(classIs(text)).toBe("advertising"));

test("words never lower a class; a named person may lower what words raised", () => {
  expect(classOf("advertising", "안녕하세요").messageClass).toBe("advertising");
  const lowered = { by: "owner", reason: "과정 이름에 든 말" };
  expect(classOf("transactional", "할인 전략 강의 안내", lowered).messageClass).toBe("transactional");
  expect(classOf("advertising", "할인", lowered).messageClass).toBe("advertising");
});

test("a course's name is not the template's words", () => {
  expect(classIs("#{과정 할인}에 신청됐어요")).toBe("transactional");
});

test("adding text never lowers the class", () => {
  const near = fc.string({
    unit: fc.constantFrom("할인", "쿠폰", "커피 ", "다음 ", "과정", "a", "\n", "#{", "}"),
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: "binary", maxLength: 100 })), (text) => {
      expect(classOf("advertising", text).messageClass).toBe("advertising");
      expect(classIs(`${text}\n선착순`)).toBe("advertising");
    }),
    { numRuns: 10_000 },
  );
});
