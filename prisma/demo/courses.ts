import { changeCourse, changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import type { TenantScope } from "@/lib/platform/tenancy";
import { addDays, localDate, localOf } from "@/lib/platform/zoned-time";

const zone = "Asia/Seoul";

/** A calendar day so many days from now, where the demo's businesses are. */
export const dayFrom = (now: Date, days: number): string => addDays(localDate(now, zone), days);

/** A lecture a few hours from now where the day has room for it, else tomorrow afternoon: the demo always has a near one. */
function nearTime(now: Date): { date: string; start: string; end: string } {
  const hour = Number(localOf(now, zone).time.slice(0, 2));
  if (hour >= 18) return { date: dayFrom(now, 1), start: "14:00", end: "16:00" };
  const at = (hours: number) => `${String(hours).padStart(2, "0")}:00`;
  return { date: dayFrom(now, 0), start: at(hour + 3), end: at(hour + 5) };
}

const place = {
  placeName: "토즈 강남 3층",
  placeAddress: "서울 서초구 강남대로 359",
  placeLatitude: 37.4947,
  placeLongitude: 127.0288,
  placeNote: "강남역 9번 출구에서 걸어서 5분, 건물 지하 2층에 두 시간 무료 주차",
};

export interface DemoCourses {
  lectureRunNear: string;
  lectureRunNext: string;
  practiceRun: string;
}

/** The coach's ladder: a public lecture every fortnight, then a practice course. */
export async function coachCourses(owner: TenantScope, now: Date): Promise<DemoCourses> {
  const practice = await makeCourse(owner, {
    kind: "practice",
    title: "한 달 단골 만들기 실습",
    slug: "practice",
  });
  await changeCourse(owner, {
    id: practice.id,
    version: 1,
    changes: {
      subtitle: "배운 것을 내 가게에 옮기는 네 번의 저녁",
      description: "매주 한 가지씩, 우리 가게 손님에게 실제로 보내고 결과를 같이 봐요.",
      takeAways: ["우리 가게 손님 명부", "한 달 동안 보낼 문자 여섯 통", "다시 온 손님을 세는 표"],
      teacherName: "이가람",
      teacherWords: "작은 가게 400곳의 단골 만들기를 도왔어요.",
      faq: [
        {
          question: "빠지면 어떻게 되나요?",
          answer: "녹화를 보내 드리고, 다음 기수에 한 번 더 오실 수 있어요.",
        },
      ],
    },
  });
  await changeVisibility(owner, { id: practice.id, visibility: "listed" });
  const practiceRun = await makeRun(owner, {
    courseId: practice.id,
    label: "3기",
    capacity: 12,
    priceWon: 300_000,
    ...place,
    sessions: [21, 28, 35, 42].map((days) => ({ date: dayFrom(now, days), start: "19:30", end: "21:30" })),
  });

  const lecture = await makeCourse(owner, {
    kind: "lecture",
    title: "혼자서도 되는 동네 마케팅",
    slug: "lecture",
  });
  await changeCourse(owner, {
    id: lecture.id,
    version: 1,
    changes: {
      subtitle: "광고비를 쓰기 전에, 오늘 온 손님이 다시 오게 만드는 두 시간",
      description: "꽃집, 농장, 미용실처럼 혼자 꾸리는 가게를 위한 공개강의예요.",
      takeAways: [
        "우리 가게 단골 한 명의 가치, 직접 계산한 숫자 하나",
        "내일 바로 보낼 수 있는 첫 안내 문자 세 통",
        "손님이 소개하게 만드는 한 문장",
      ],
      teacherName: "이가람",
      teacherWords:
        "작은 가게 400곳의 단골 만들기를 도왔어요. 꽃집, 농장, 미용실처럼 혼자 꾸리는 가게를 주로 만나요.",
      faq: [
        { question: "주차가 되나요?", answer: "건물 지하 2층, 두 시간 무료예요." },
        {
          question: "가게를 아직 열지 않았는데 들어도 되나요?",
          answer: "그럼요. 열기 전에 들으시면 더 좋아요.",
        },
        {
          question: "못 가게 되면요?",
          answer: "문자로 보내 드린 링크에서 전날 오후 6시까지 취소하실 수 있어요.",
        },
      ],
      nextCourseId: practice.id,
      surveyKey: "after_course",
    },
  });
  await changeVisibility(owner, { id: lecture.id, visibility: "listed" });
  const run = (session: { date: string; start: string; end: string }) =>
    makeRun(owner, { courseId: lecture.id, capacity: 24, ...place, sessions: [session] });
  const near = await run(nearTime(now));
  const next = await run({ date: dayFrom(now, 12), start: "14:00", end: "16:00" });
  return { lectureRunNear: near.id, lectureRunNext: next.id, practiceRun: practiceRun.id };
}

/** A client business of the coach's. */
export async function bakeryCourses(owner: TenantScope, now: Date): Promise<{ classRun: string }> {
  const next = await makeCourse(owner, { kind: "practice", title: "천연발효빵 4주 과정", slug: "sourdough" });
  await changeVisibility(owner, { id: next.id, visibility: "listed" });
  const course = await makeCourse(owner, {
    kind: "lecture",
    title: "처음 굽는 시골빵",
    slug: "country-bread",
  });
  await changeCourse(owner, {
    id: course.id,
    version: 1,
    changes: {
      subtitle: "밀가루와 물, 소금으로 시작하는 하루",
      takeAways: ["직접 구운 시골빵 하나", "집 오븐에 맞춘 굽는 표"],
      teacherName: "박지우",
      teacherWords: "동네에서 9년째 빵을 구워요.",
      nextCourseId: next.id,
      surveyKey: "after_course",
    },
  });
  await changeVisibility(owner, { id: course.id, visibility: "listed" });
  const run = await makeRun(owner, {
    courseId: course.id,
    capacity: 8,
    placeName: "동네빵집",
    placeAddress: "서울 마포구 연남로 12",
    sessions: [{ date: dayFrom(now, 6), start: "10:00", end: "13:00" }],
  });
  return { classRun: run.id };
}
