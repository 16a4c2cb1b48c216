import { withJosa } from "@/lib/platform/formats/josa";
import { formatDate, formatWhen } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import type { Condition, FactTest, Moment } from "@/lib/rules/rules";

import type { FactInfo, Unit } from "./catalogue";
import { type Plain, plain, quoted, type SentenceGround, valueWords } from "./plain";

/** A clause in the forms that it can take in a sentence: 있고 · 있거나 · 있는 · 있어요. */
interface Clause {
  and: string;
  or: string;
  of: string;
  end: string;
}

const forms = (before: string, and: string, or: string, of: string, end: string): Clause => ({
  and: `${before}${and}`,
  or: `${before}${or}`,
  of: `${before}${of}`,
  end: `${before}${end}`,
});
const is = (what: string): Clause => ({
  ...forms(what, "이고", "이거나", "인", ""),
  end: withJosa(what, "이에요/예요"),
});
const isNot = (what: string) => forms(withJosa(what, "이/가"), " 아니고", " 아니거나", " 아닌", " 아니에요");
const there = (what: string) => forms(what, " 있고", " 있거나", " 있는", " 있어요");
const none = (what: string) => forms(what, " 없고", " 없거나", " 없는", " 없어요");
/** A past verb by its stem: 출석했 → 출석했고 · 출석했거나; its last form is another word (출석한). */
const did = (when: string, stem: string, of: string) =>
  forms(`${when} `, `${stem}고`, `${stem}거나`, of, `${stem}어요`);
const either = (holds: boolean, yes: (what: string) => Clause, no: (what: string) => Clause) =>
  holds ? yes : no;

/** The verbs of what happens: "최근 30일 안에 출석한", "출석하지 않은", "출석한 적이 없는", "마지막으로 출석한 지 …". */
const happenings: Readonly<Record<string, { stem: string; of: string; not: string; since: string }>> = {
  "customer.createdAt": { stem: "등록됐", of: "등록된", not: "등록되지", since: "등록된" },
  "enrollment.lastAppliedAt": { stem: "신청했", of: "신청한", not: "신청하지", since: "마지막으로 신청한" },
  "attendance.lastAt": { stem: "출석했", of: "출석한", not: "출석하지", since: "마지막으로 출석한" },
  "message.lastSentAt": {
    stem: "문자를 받았",
    of: "문자를 받은",
    not: "문자를 받지",
    since: "마지막으로 문자를 받은",
  },
  "message.lastReceivedAt": {
    stem: "문자를 보내왔",
    of: "문자를 보내온",
    not: "문자를 보내오지",
    since: "마지막으로 문자를 보내온",
  },
  "message.lastOpenedAt": {
    stem: "메시지의 링크를 열었",
    of: "메시지의 링크를 연",
    not: "메시지의 링크를 열지",
    since: "마지막으로 메시지의 링크를 연",
  },
};

const units: Readonly<Record<Unit, string>> = {
  times: "번",
  texts: "건",
  percent: "%",
  month: "월",
  tasks: "개",
};

export function sentenceKo(condition: Condition, ground: SentenceGround): string {
  const tree = plain(condition);
  if ("join" in tree && tree.parts.length === 0)
    return tree.join === "and" ? "모든 고객" : "해당하는 고객 없음";
  return `${clause(tree, ground).of} 고객`;
}

/** What is so with one customer: "태그에 ‘단골’이 있어요". */
export const statementKo = (test: FactTest, holds: boolean, ground: SentenceGround): string =>
  clause(plain(test, holds), ground).end;

function clause(tree: Plain, ground: SentenceGround): Clause {
  if ("test" in tree) return ofTest(tree.test, tree.holds, ground);
  const { join, parts } = tree;
  if (parts.length === 0) return join === "and" ? is("누구나") : isNot("누구");
  const before = parts.slice(0, -1).map((part) => `${inside(part, ground)[join]}, `);
  const last = inside(parts.at(-1) as Plain, ground);
  return forms(before.join(""), last.and, last.or, last.of, last.end);
}

/** A group of the other kind stands in brackets, so that "and" and "or" cannot be mixed up. */
function inside(part: Plain, ground: SentenceGround): Clause {
  const own = clause(part, ground);
  if ("test" in part || part.parts.length === 0) return own;
  return { ...is(`(${own.of}) 경우`), of: `(${own.of})` };
}

const gone = "지워진 것";

function ofTest(test: FactTest, holds: boolean, ground: SentenceGround): Clause {
  const info = ground.facts.get(test.fact);
  const name = nameOf(test, info);
  const subject = withJosa(name, "이/가");
  const words = (value: string | number | boolean) => quoted(valueWords(info, value, gone));
  switch (test.is) {
    case "exists":
      return existence(test, subject);
    case "eq":
    case "ne":
      if (typeof test.value === "boolean") return flag(test.value, holds, subject, info);
      return either(holds, is, isNot)(`${subject} ${number(test.value, info) ?? words(test.value)}`);
    case "in":
      return either(
        holds,
        is,
        isNot,
      )(`${subject} ${test.value.map(words).join(", ") || "아무것도 아닌 것"} 가운데 하나`);
    case "contains":
      if (info?.kind === "keys")
        return either(holds, there, none)(`${name}에 ${withJosa(words(test.value), "이/가")}`);
      return holds
        ? there(`${name}에 ${withJosa(quoted(String(test.value)), "이/가")} 들어`)
        : forms(
            `${name}에 ${withJosa(quoted(String(test.value)), "이/가")} 들어 있지 `,
            "않고",
            "않거나",
            "않은",
            "않아요",
          );
    case "lt":
      return either(holds, is, isNot)(`${subject} ${number(test.value, info)} 미만`);
    case "lte":
      return either(holds, is, isNot)(`${subject} ${number(test.value, info)} 이하`);
    case "gte":
      return either(holds, is, isNot)(`${subject} ${number(test.value, info)} 이상`);
    case "gt":
      return either(holds, is, isNot)(`${subject} ${number(test.value, info)} 초과`);
    case "before":
    case "after":
      return time(test, holds, name, ground);
  }
}

function nameOf({ fact }: FactTest, info: FactInfo | undefined): string {
  if (!info) return `지금은 없는 항목(${fact})`;
  return info.group === "answer" ? `${quoted(info.label)} 답변` : info.label;
}

function number(value: string | number | boolean, info: FactInfo | undefined): string | null {
  if (typeof value !== "number") return null;
  return `${value.toLocaleString("ko-KR")}${info?.unit ? units[info.unit] : ""}`;
}

function existence(test: Extract<FactTest, { is: "exists" }>, subject: string): Clause {
  const happening = happenings[test.fact];
  if (happening) return either(test.value, there, none)(`${happening.of} 적이`);
  if (test.fact === "enrollment.nextSessionAt") return either(test.value, there, none)("앞으로 수업이");
  return either(test.value, there, none)(subject);
}

/** What everybody has or has not ("이메일 주소가 있는"), or a yes and no that somebody answered. */
function flag(value: boolean, holds: boolean, subject: string, info: FactInfo | undefined): Clause {
  if (info?.group === "person") return either(value === holds, there, none)(subject);
  return either(holds, is, isNot)(`${subject} ${value ? "‘예’" : "‘아니요’"}`);
}

type TimeTest = Extract<FactTest, { is: "before" | "after" }>;

function time(test: TimeTest, holds: boolean, name: string, ground: SentenceGround): Clause {
  const happening = happenings[test.fact];
  const past = agoWords(test.value);
  if (happening && test.is === "after") {
    const when = past ? `최근 ${past} 안에` : sinceWords(test.value, ground);
    return holds
      ? did(when, happening.stem, happening.of)
      : forms(`${when} ${happening.not} `, "않았고", "않았거나", "않은", "않았어요");
  }
  if (happening && past) {
    const since = withJosa(`${happening.since} 지 ${past}`, "이/가");
    return holds ? forms(`${since} `, "넘었고", "넘었거나", "넘은", "넘었어요") : isNot(`${since} 넘은 경우`);
  }
  const coming = aheadWords(test.value);
  if (test.fact === "enrollment.nextSessionAt" && test.is === "before" && coming)
    return either(holds, there, none)(`${coming} 안에 수업이`);
  return either(holds, is, isNot)(`${withJosa(name, "이/가")} ${pointWords(test, ground)}`);
}

/** "30일", "5시간" for what lies so far back; null for anything else. */
function agoWords(moment: Moment): string | null {
  if (typeof moment === "string") return null;
  const { days = 0, hours = 0 } = moment;
  if (days > 0 || hours > 0 || (days === 0 && hours === 0)) return null;
  return spanWords(-days, -hours);
}

function aheadWords(moment: Moment): string | null {
  if (typeof moment === "string") return null;
  const { days = 0, hours = 0 } = moment;
  return days < 0 || hours < 0 || (days === 0 && hours === 0) ? null : spanWords(days, hours);
}

const spanWords = (days: number, hours: number) =>
  [days ? `${days.toLocaleString("ko-KR")}일` : "", hours ? `${hours.toLocaleString("ko-KR")}시간` : ""]
    .filter((part) => part !== "")
    .join(" ");

function pointWords({ is: side, value }: TimeTest, ground: SentenceGround): string {
  if (typeof value === "string")
    return side === "after"
      ? `${dayWords(new Date(Date.parse(value) + 1), ground)} 이후`
      : `${dayWords(new Date(value), ground)} 전`;
  const ago = agoWords(value);
  const ahead = aheadWords(value);
  const point = ago ? `${ago} 전` : ahead ? `${ahead} 뒤` : "지금";
  return side === "after" ? `${point}보다 나중` : `${point}보다 먼저`;
}

function sinceWords(value: Moment, ground: SentenceGround): string {
  if (typeof value === "string") return `${dayWords(new Date(Date.parse(value) + 1), ground)}부터`;
  return `${aheadWords(value) ? `${aheadWords(value)} 뒤` : "지금"}부터`;
}

/** A day that begins then; with the clock where it is no midnight. */
const dayWords = (instant: Date, { zone }: SentenceGround) =>
  localOf(instant, zone).time === "00:00" ? formatDate(instant, zone, "ko") : formatWhen(instant, zone, "ko");
