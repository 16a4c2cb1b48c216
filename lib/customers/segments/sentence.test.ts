import { describe, expect, test } from "vitest";
import type { Condition, FactTest } from "@/lib/rules/rules";

import { type FactInfo, staticFacts } from "./catalogue";
import { sentenceOf, statementOf } from "./sentence";

const own: FactInfo[] = [
  { fact: "field.cohort", kind: "number", group: "own", label: "기수" },
  { fact: "field.again", kind: "flag", group: "own", label: "재방문" },
  { fact: "field.since", kind: "day", group: "own", label: "개업일" },
  {
    fact: "answer.liked",
    kind: "key",
    group: "answer",
    label: "어떠셨나요?",
    options: [{ value: "a", label: "좋았어요" }],
  },
];
const tags = [{ value: "t1", label: "단골" }];

const ground = (locale: "ko" | "en") => ({
  locale,
  zone: "Asia/Seoul",
  facts: new Map<string, FactInfo>(
    [
      ...staticFacts.map(({ label, options, ...fact }) => ({
        ...fact,
        label: label[locale],
        ...(options === "tags" ? { options: tags } : {}),
        ...(typeof options === "object"
          ? { options: options.map((one) => ({ value: one.value, label: one.label[locale] })) }
          : {}),
      })),
      ...own,
    ].map((info) => [info.fact, info]),
  ),
});

const tagged: Condition = { fact: "customer.tags", is: "contains", value: "t1" };
const attended: Condition = { fact: "attendance.lastAt", is: "after", value: { days: -30 } };
const cafe: Condition = { fact: "customer.trade", is: "eq", value: "카페" };

test.each<[Condition, string, string]>([
  [
    { all: [tagged, attended] },
    "태그에 ‘단골’이 있고, 최근 30일 안에 출석한 고객",
    "Customers who have the tag ‘단골’ and who attended in the last 30 days",
  ],
  [
    { any: [tagged, attended, cafe] },
    "태그에 ‘단골’이 있거나, 최근 30일 안에 출석했거나, 업종이 ‘카페’인 고객",
    "Customers who have the tag ‘단골’ or who attended in the last 30 days or whose trade is ‘카페’",
  ],
  [
    { all: [{ any: [tagged, cafe] }, attended] },
    "(태그에 ‘단골’이 있거나, 업종이 ‘카페’인) 경우이고, 최근 30일 안에 출석한 고객",
    "Customers (who have the tag ‘단골’ or whose trade is ‘카페’) and who attended in the last 30 days",
  ],
  [
    { all: [attended, { not: { any: [tagged, cafe] } }] },
    "최근 30일 안에 출석했고, 태그에 ‘단골’이 없고, 업종이 ‘카페’가 아닌 고객",
    "Customers who attended in the last 30 days and who do not have the tag ‘단골’ and whose trade is not ‘카페’",
  ],
  [
    { not: { all: [tagged, attended] } },
    "태그에 ‘단골’이 없거나, 최근 30일 안에 출석하지 않은 고객",
    "Customers who do not have the tag ‘단골’ or who did not attend in the last 30 days",
  ],
  [{ all: [] }, "모든 고객", "All customers"],
  [{ any: [] }, "해당하는 고객 없음", "No customers"],
  [{ not: { any: [] } }, "모든 고객", "All customers"],
  [
    { any: [cafe, { all: [] }] },
    "업종이 ‘카페’이거나, 누구나인 고객",
    "Customers whose trade is ‘카페’ or of any kind",
  ],
  [{ all: [{ any: [{ not: { not: cafe } }] }] }, "업종이 ‘카페’인 고객", "Customers whose trade is ‘카페’"],
])("%j", (condition, ko, en) => {
  expect(sentenceOf(condition, ground("ko"))).toBe(ko);
  expect(sentenceOf(condition, ground("en"))).toBe(en);
});

describe("every operator, held and turned round", () => {
  test.each<[Condition, string, string, string, string]>([
    [cafe, "업종이 ‘카페’인", "업종이 ‘카페’가 아닌", "whose trade is ‘카페’", "whose trade is not ‘카페’"],
    [
      { fact: "customer.trade", is: "ne", value: "카페" },
      "업종이 ‘카페’가 아닌",
      "업종이 ‘카페’인",
      "whose trade is not ‘카페’",
      "whose trade is ‘카페’",
    ],
    [
      { fact: "customer.trade", is: "in", value: ["카페", "빵집"] },
      "업종이 ‘카페’, ‘빵집’ 가운데 하나인",
      "업종이 ‘카페’, ‘빵집’ 가운데 하나가 아닌",
      "whose trade is one of ‘카페’, ‘빵집’",
      "whose trade is not one of ‘카페’, ‘빵집’",
    ],
    [
      { fact: "customer.name", is: "contains", value: "김" },
      "이름에 ‘김’이 들어 있는",
      "이름에 ‘김’이 들어 있지 않은",
      "whose name contains ‘김’",
      "whose name does not contain ‘김’",
    ],
    [
      { fact: "customer.tags", is: "exists", value: true },
      "태그가 있는",
      "태그가 없는",
      "who have a tag",
      "who have no tag",
    ],
    [
      { fact: "customer.email", is: "eq", value: true },
      "이메일 주소가 있는",
      "이메일 주소가 없는",
      "who have an e-mail address",
      "who do not have an e-mail address",
    ],
    [
      { fact: "field.again", is: "eq", value: false },
      "재방문이 ‘아니요’인",
      "재방문이 ‘아니요’가 아닌",
      "whose 재방문 is ‘no’",
      "whose 재방문 is not ‘no’",
    ],
    [
      { fact: "attendance.attended", is: "gte", value: 3 },
      "출석한 횟수가 3번 이상인",
      "출석한 횟수가 3번 이상이 아닌",
      "whose number of classes attended is at least 3",
      "whose number of classes attended is not at least 3",
    ],
    [
      { fact: "attendance.showRate", is: "lt", value: 50 },
      "출석률이 50% 미만인",
      "출석률이 50% 미만이 아닌",
      "whose show-up rate is less than 50%",
      "whose show-up rate is not less than 50%",
    ],
    [
      { fact: "field.cohort", is: "gt", value: 1000 },
      "기수가 1,000 초과인",
      "기수가 1,000 초과가 아닌",
      "whose 기수 is more than 1,000",
      "whose 기수 is not more than 1,000",
    ],
    [
      { fact: "task.open", is: "lte", value: 2 },
      "남은 할 일이 2개 이하인",
      "남은 할 일이 2개 이하가 아닌",
      "whose number of open tasks is at most 2",
      "whose number of open tasks is not at most 2",
    ],
    [
      { fact: "customer.birthMonth", is: "eq", value: 3 },
      "생일이 있는 달이 3월인",
      "생일이 있는 달이 3월이 아닌",
      "whose month of birth is March",
      "whose month of birth is not March",
    ],
    [
      { fact: "attendance.lastAt", is: "before", value: { days: -30 } },
      "마지막으로 출석한 지 30일이 넘은",
      "마지막으로 출석한 지 30일이 넘은 경우가 아닌",
      "who last attended more than 30 days ago",
      "other than those who last attended more than 30 days ago",
    ],
    [
      { fact: "attendance.lastAt", is: "exists", value: false },
      "출석한 적이 없는",
      "출석한 적이 있는",
      "who have never attended",
      "who have attended",
    ],
    [
      { fact: "customer.createdAt", is: "after", value: "2026-10-31T14:59:59.999Z" },
      "2026년 11월 1일 (일)부터 등록된",
      "2026년 11월 1일 (일)부터 등록되지 않은",
      "who were added since Sun, Nov 1, 2026",
      "who were not added since Sun, Nov 1, 2026",
    ],
    [
      { fact: "field.since", is: "before", value: "2026-10-31T15:00:00Z" },
      "개업일이 2026년 11월 1일 (일) 전인",
      "개업일이 2026년 11월 1일 (일) 전이 아닌",
      "whose 개업일 is before Sun, Nov 1, 2026",
      "whose 개업일 is not before Sun, Nov 1, 2026",
    ],
    [
      { fact: "enrollment.nextSessionAt", is: "before", value: { days: 7 } },
      "7일 안에 수업이 있는",
      "7일 안에 수업이 없는",
      "who have a class in the next 7 days",
      "who have no class in the next 7 days",
    ],
    [
      { fact: "consent.sms", is: "eq", value: "given" },
      "광고 문자 수신이 ‘동의함’인",
      "광고 문자 수신이 ‘동의함’이 아닌",
      "whose consent to advertising by text is ‘given’",
      "whose consent to advertising by text is not ‘given’",
    ],
    [
      { fact: "answer.liked", is: "eq", value: "a" },
      "‘어떠셨나요?’ 답변이 ‘좋았어요’인",
      "‘어떠셨나요?’ 답변이 ‘좋았어요’가 아닌",
      "whose answer to ‘어떠셨나요?’ is ‘좋았어요’",
      "whose answer to ‘어떠셨나요?’ is not ‘좋았어요’",
    ],
    [
      { fact: "customer.tags", is: "contains", value: "t9" },
      "태그에 ‘지워진 것’이 있는",
      "태그에 ‘지워진 것’이 없는",
      "who have the tag ‘something deleted’",
      "who do not have the tag ‘something deleted’",
    ],
    [
      { fact: "field.gone", is: "exists", value: true },
      "지금은 없는 항목(field.gone)이(가) 있는",
      "지금은 없는 항목(field.gone)이(가) 없는",
      "whose item that no longer exists (field.gone) is known",
      "whose item that no longer exists (field.gone) is not known",
    ],
  ])("%j", (condition, ko, koNot, en, enNot) => {
    expect(sentenceOf(condition, ground("ko"))).toBe(`${ko} 고객`);
    expect(sentenceOf({ not: condition }, ground("ko"))).toBe(`${koNot} 고객`);
    expect(sentenceOf(condition, ground("en"))).toBe(`Customers ${en}`);
    expect(sentenceOf({ not: condition }, ground("en"))).toBe(`Customers ${enNot}`);
  });
});

test.each<[FactTest, string, string, string, string]>([
  [
    { fact: "customer.tags", is: "contains", value: "t1" },
    "태그에 ‘단골’이 있어요",
    "태그에 ‘단골’이 없어요",
    "They have the tag ‘단골’",
    "They do not have the tag ‘단골’",
  ],
  [
    { fact: "customer.trade", is: "ne", value: "카페" },
    "업종이 ‘카페’가 아니에요",
    "업종이 ‘카페’예요",
    "Their trade is not ‘카페’",
    "Their trade is ‘카페’",
  ],
  [
    { fact: "attendance.lastAt", is: "after", value: { days: -30 } },
    "최근 30일 안에 출석했어요",
    "최근 30일 안에 출석하지 않았어요",
    "They attended in the last 30 days",
    "They did not attend in the last 30 days",
  ],
  [
    { fact: "attendance.lastAt", is: "before", value: { days: -30 } },
    "마지막으로 출석한 지 30일이 넘었어요",
    "마지막으로 출석한 지 30일이 넘은 경우가 아니에요",
    "They last attended more than 30 days ago",
    "They are not among those who last attended more than 30 days ago",
  ],
])("with one customer: %j", (one, ko, koNot, en, enNot) => {
  expect(statementOf(one, true, ground("ko"))).toBe(ko);
  expect(statementOf(one, false, ground("ko"))).toBe(koNot);
  expect(statementOf(one, true, ground("en"))).toBe(en);
  expect(statementOf(one, false, ground("en"))).toBe(enNot);
});
