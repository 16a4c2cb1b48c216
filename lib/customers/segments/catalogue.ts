import type { questionTypes } from "@/lib/definitions/questions";
import type { OwnFieldKind } from "./world";

/** What a shop owner may ask of a fact follows from its kind. */
export const factKinds = ["text", "key", "number", "moment", "day", "flag", "keys"] as const;
export type FactKind = (typeof factKinds)[number];

/** Headings under which the facts are offered, in their order. */
export const factGroups = [
  "person",
  "own",
  "sorting",
  "consent",
  "enrollment",
  "attendance",
  "message",
  "answer",
  "task",
] as const;
export type FactGroup = (typeof factGroups)[number];

export interface Words {
  ko: string;
  en: string;
}

/** What a number counts. */
export type Unit = "times" | "texts" | "percent" | "month" | "tasks";

export interface StaticFact {
  fact: string;
  kind: FactKind;
  group: FactGroup;
  label: Words;
  unit?: Unit;
  /** Every customer has a value. */
  always?: true;
  /** Lies before us; other moments lie behind. */
  time?: "ahead";
  /** For key and keys: the values themselves, or the list of the business's own that they come from. */
  options?: readonly { value: string; label: Words }[] | "tags" | "groups" | "courses" | "members";
}

const said = [
  { value: "given", label: { ko: "동의함", en: "given" } },
  { value: "withdrawn", label: { ko: "거부함", en: "withdrawn" } },
  { value: "none", label: { ko: "답한 적 없음", en: "never asked" } },
];

const refusals = [
  { value: "none", label: { ko: "거부 안 함", en: "refuses nothing" } },
  { value: "advertising", label: { ko: "광고만 거부", en: "refuses advertising" } },
  { value: "all", label: { ko: "모든 문자 거부", en: "refuses every text" } },
];

const states = [
  { value: "confirmed", label: { ko: "확정", en: "confirmed" } },
  { value: "awaiting_approval", label: { ko: "승인 기다림", en: "awaiting approval" } },
  { value: "awaiting_payment", label: { ko: "입금 기다림", en: "awaiting payment" } },
  { value: "waitlisted", label: { ko: "대기 중", en: "on the waitlist" } },
  { value: "offered", label: { ko: "자리 제안함", en: "offered a place" } },
  { value: "completed", label: { ko: "마침", en: "completed" } },
  { value: "cancelled", label: { ko: "취소", en: "cancelled" } },
  { value: "declined", label: { ko: "거절", en: "declined" } },
  { value: "expired", label: { ko: "기한 지남", en: "expired" } },
];

type Row = readonly [
  string,
  FactKind,
  string,
  string,
  Omit<StaticFact, "fact" | "kind" | "group" | "label">?,
];

const grouped = (group: FactGroup, rows: readonly Row[]): StaticFact[] =>
  rows.map(([fact, kind, ko, en, rest]) => ({ fact, kind, group, label: { ko, en }, ...rest }));

/** The facts that every business has. Own fields (`field.<id>`) and answers (`answer.<key>`) come on top. */
export const staticFacts: readonly StaticFact[] = [
  ...grouped("person", [
    ["customer.name", "text", "이름", "name", { always: true }],
    ["customer.title", "text", "호칭", "title"],
    ["customer.shop", "text", "가게", "shop"],
    ["customer.trade", "text", "업종", "trade"],
    ["customer.source", "text", "알게 된 곳", "source"],
    ["customer.region", "text", "지역", "region"],
    ["customer.postcode", "text", "우편번호", "postcode"],
    ["customer.phone", "flag", "문자를 받을 수 있는 번호", "a number that receives texts", { always: true }],
    ["customer.email", "flag", "이메일 주소", "an e-mail address", { always: true }],
    ["customer.birthMonth", "number", "생일이 있는 달", "month of birth", { unit: "month" }],
    ["customer.createdAt", "moment", "등록일", "date added", { always: true }],
    ["customer.assignee", "key", "담당자", "responsible member", { options: "members" }],
  ]),
  ...grouped("sorting", [
    ["customer.tags", "keys", "태그", "tags", { options: "tags" }],
    ["customer.groups", "keys", "그룹", "groups", { options: "groups" }],
  ]),
  ...grouped("consent", [
    [
      "consent.sms",
      "key",
      "광고 문자 수신",
      "consent to advertising by text",
      { always: true, options: said },
    ],
    [
      "consent.night",
      "key",
      "밤 광고 문자 수신",
      "consent to texts at night",
      { always: true, options: said },
    ],
    [
      "consent.email",
      "key",
      "광고 이메일 수신",
      "consent to advertising by e-mail",
      { always: true, options: said },
    ],
    [
      "consent.marketing",
      "key",
      "마케팅 활용",
      "consent to use for marketing",
      { always: true, options: said },
    ],
    ["consent.refused", "key", "수신 거부", "refusal", { always: true, options: refusals }],
  ]),
  ...grouped("enrollment", [
    ["enrollment.count", "number", "신청한 횟수", "number of applications", { always: true, unit: "times" }],
    ["enrollment.courses", "keys", "신청한 과정", "courses applied to", { options: "courses" }],
    ["enrollment.openCourses", "keys", "신청 중인 과정", "courses signed up for", { options: "courses" }],
    ["enrollment.states", "keys", "신청 상태", "states of applications", { options: states }],
    ["enrollment.lastAppliedAt", "moment", "마지막 신청", "last application"],
    ["enrollment.nextSessionAt", "moment", "다음 수업", "next class", { time: "ahead" }],
  ]),
  ...grouped("attendance", [
    [
      "attendance.attended",
      "number",
      "출석한 횟수",
      "number of classes attended",
      { always: true, unit: "times" },
    ],
    [
      "attendance.absent",
      "number",
      "결석한 횟수",
      "number of classes missed",
      { always: true, unit: "times" },
    ],
    ["attendance.courses", "keys", "출석한 과정", "courses attended", { options: "courses" }],
    ["attendance.lastAt", "moment", "마지막 출석", "last attendance"],
    ["attendance.showRate", "number", "출석률", "show-up rate", { unit: "percent" }],
  ]),
  ...grouped("message", [
    ["message.lastSentAt", "moment", "마지막으로 보낸 문자", "last text sent"],
    ["message.lastReceivedAt", "moment", "마지막으로 받은 문자", "last text received"],
    ["message.lastOpenedAt", "moment", "마지막으로 연 링크", "last link opened"],
    [
      "message.sent30",
      "number",
      "30일 동안 보낸 문자",
      "number of texts sent in 30 days",
      { always: true, unit: "texts" },
    ],
  ]),
  ...grouped("task", [
    ["task.open", "number", "남은 할 일", "number of open tasks", { always: true, unit: "tasks" }],
  ]),
];

export const kindOfField: Readonly<Record<OwnFieldKind, FactKind>> = {
  text: "text",
  number: "number",
  date: "day",
  choice: "key",
  choices: "keys",
  yes_no: "flag",
};

export const kindOfQuestion: Readonly<Record<(typeof questionTypes)[number], FactKind>> = {
  short_text: "text",
  long_text: "text",
  choice: "key",
  multi_choice: "keys",
  rating: "number",
  number: "number",
  yes_no: "flag",
};

export interface FactOption {
  value: string;
  label: string;
  /** Chosen no more; shown where it was. */
  retired?: true;
}

/** A fact as one business offers it, in one language: what builder and sentence need to know of it. */
export interface FactInfo {
  fact: string;
  kind: FactKind;
  group: FactGroup;
  label: string;
  unit?: Unit;
  always?: true;
  time?: "ahead";
  options?: FactOption[];
  /** Known, but offered to no new condition: a field that was retired. */
  retired?: true;
}
