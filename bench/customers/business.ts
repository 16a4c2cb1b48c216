import type { Random } from "./random";
import type { Rows } from "./tables";

const day = 86_400_000;

export interface ClassRun {
  id: string;
  poolId: string;
  /** Milliseconds, as every time here. */
  startsAt: number;
  sessionIds: string[];
}

/** One tenant and what its customers point to. */
export interface Business {
  tenantId: string;
  size: number;
  /** The one that is measured: more happens to its customers. */
  busy: boolean;
  memberIds: string[];
  /** By the time they begin. */
  runs: ClassRun[];
  tagIds: string[];
  groupIds: string[];
  fields: { text: string; number: string; date: string; choice: string; yesNo: string };
}

export const choices = ["small", "middle", "large"];
const tagNames = [
  "단골",
  "VIP",
  "첫 방문",
  "소개",
  "강의 수강",
  "상담",
  "휴면",
  "후기 작성",
  "블로거",
  "꽃",
  "카페",
  "학원",
];
const groupNames = ["봄 모임", "월요일 반", "성수 사장님들", "체험단", "운영진", "온라인"];
const courseTitles = [
  "혼자서도 되는 동네 마케팅",
  "사진 잘 찍는 법",
  "네이버 예약 시작하기",
  "단골 만드는 문자",
  "블로그 글쓰기",
];

interface Ground {
  random: Random;
  id: (at: number) => string;
  rows: Rows;
  from: number;
  until: number;
}

export function makeBusiness(
  { random, id, rows, from, until }: Ground,
  number: number,
  size: number,
  busy: boolean,
): Business {
  const tenantId = id(from);
  const at = new Date(from);
  rows.tenant.push([tenantId, `bench-${number}`, `b${number}`, `가게 ${number}`, at]);
  rows.tenant_settings.push([tenantId, `가게 ${number}`]);
  const memberIds = Array.from({ length: busy ? 4 : 1 }, (_, place) => {
    const [memberId, accountId] = [id(from), id(from)];
    rows.account.push([accountId, `bench-${number}-${place}@dangol.test`, `직원 ${place + 1}`, at]);
    rows.membership.push([tenantId, memberId, accountId, place === 0 ? "owner" : "staff", at]);
    return memberId;
  });
  const tagIds = tagNames.map((name) => {
    const tagId = id(from);
    rows.tag.push([tenantId, tagId, name, at]);
    return tagId;
  });
  const groupIds = groupNames.map((name) => {
    const groupId = id(from);
    rows.customer_group.push([tenantId, groupId, name, at]);
    return groupId;
  });
  const field = (label: string, kind: string, position: number, options: string[] = []) => {
    const fieldId = id(from);
    const told = JSON.stringify(options.map((key) => ({ key, label: key, retired: false })));
    rows.customer_field.push([tenantId, fieldId, label, kind, told, position, at]);
    return fieldId;
  };
  return {
    tenantId,
    size,
    busy,
    memberIds,
    tagIds,
    groupIds,
    runs: makeRuns({ random, id, rows, from, until }, tenantId, busy),
    fields: {
      text: field("관심", "text", 1),
      number: field("좌석 수", "number", 2),
      date: field("개업일", "date", 3),
      choice: field("규모", "choice", 4, choices),
      yesNo: field("배달", "yes_no", 5),
    },
  };
}

/** Evenly over the whole time and forty days beyond it, in a few courses. */
function makeRuns({ random, id, rows, from, until }: Ground, tenantId: string, busy: boolean): ClassRun[] {
  const courses = courseTitles.slice(0, busy ? 5 : 2).map((title, place) => {
    const courseId = id(from);
    rows.course.push([
      tenantId,
      courseId,
      place % 2 ? "practice" : "lecture",
      `course-${place}`,
      title,
      "listed",
      new Date(from),
    ]);
    return courseId;
  });
  const count = busy ? 300 : 5;
  return Array.from({ length: count }, (_, place) => {
    const startsAt =
      Math.floor((from + ((until + 40 * day - from) * (place + 1)) / count) / day) * day + 5 * 3_600_000;
    const [runId, poolId] = [id(from), id(from)];
    rows.run.push([tenantId, runId, random.pick(courses), `${place + 1}기`, new Date(from)]);
    rows.seat_pool.push([tenantId, poolId, runId]);
    const sessionIds = Array.from({ length: random.chance(0.3) ? 4 : 1 }, (_unused, week) => {
      const sessionId = id(from);
      const begins = startsAt + week * 7 * day;
      const date = new Date(begins).toISOString().slice(0, 10);
      rows.class_session.push([
        tenantId,
        sessionId,
        runId,
        week + 1,
        date,
        "14:00",
        "16:00",
        "Asia/Seoul",
        new Date(begins),
        new Date(begins + 2 * 3_600_000),
      ]);
      return sessionId;
    });
    return { id: runId, poolId, startsAt, sessionIds };
  });
}
