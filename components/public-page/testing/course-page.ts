import type { CoursePage, PublicCourse, PublicRun, PublicTenant } from "../types";

export const tenant: PublicTenant = {
  slug: "demo",
  name: "작은가게 마케팅",
  locale: "ko",
  zone: "Asia/Seoul",
  brandColor: null,
  introduction: "혼자 꾸리는 가게가 오늘 온 손님을 단골로 만드는 방법을 함께 연습해요.",
  privacyPolicy: "우리는 신청에 필요한 정보만 받아요.\n\n끝난 뒤 1년이 지나면 지워요.",
  business: {
    name: "작은가게 마케팅 연구소",
    representative: "이가람",
    number: "124-81-00998",
    address: "서울 강남구 강남대로 372",
    phone: "02-1234-5678",
    email: "hello@demo.dangol.test",
  },
};

export const course: PublicCourse = {
  slug: "dongne-marketing",
  kind: "lecture",
  title: "혼자서도 되는 동네 마케팅",
  subtitle: "광고비를 쓰기 전에, 오늘 온 손님이 다시 오게 만드는 두 시간.",
  description: null,
  locale: "ko",
  visibility: "listed",
  takeAways: [
    "우리 가게 단골 한 명의 가치, 직접 계산한 숫자 하나",
    "내일 바로 보낼 수 있는 첫 안내 문자 세 통",
    "손님이 소개하게 만드는 한 문장",
  ],
  teacher: {
    name: "이가람",
    words: "작은 가게 400곳의 단골 만들기를 도왔어요. 꽃집, 농장, 미용실처럼 혼자 꾸리는 가게를 주로 만나요.",
  },
  faq: [
    { question: "주차가 되나요?", answer: "건물 지하 2층, 두 시간 무료예요." },
    { question: "가게를 아직 열지 않았는데 들어도 되나요?", answer: "네, 준비하는 분도 많이 오세요." },
    { question: "못 가게 되면요?", answer: "문자로 받은 링크에서 하루 전까지 취소할 수 있어요." },
  ],
  cover: null,
};

export const run: PublicRun = {
  id: "0190a000-0000-7000-8000-000000000001",
  label: null,
  availability: "open",
  opensAt: null,
  closesAt: null,
  priceWon: 0,
  place: {
    name: "토즈 강남 3층",
    address: "서울 강남구 강남대로 372",
    latitude: 37.4955,
    longitude: 127.0292,
    note: "2호선 강남역 5번 출구에서 걸어서 3분이에요.\n주차는 건물 지하 2층, 두 시간 무료예요.",
  },
  online: false,
  capacity: 24,
  left: 4,
  sessions: [
    {
      id: "0190a000-0000-7000-8000-00000000000a",
      startsAt: new Date("2026-12-05T05:00:00Z"),
      endsAt: new Date("2026-12-05T07:00:00Z"),
      scheduleVersion: 1,
    },
  ],
};

/** A course's page as its verb would answer it, changed where a test looks. */
export function coursePage(
  change: { tenant?: Partial<PublicTenant>; course?: Partial<PublicCourse>; runs?: PublicRun[] } = {},
): CoursePage {
  return {
    tenant: { ...tenant, ...change.tenant },
    course: { ...course, ...change.course },
    runs: change.runs ?? [run],
    now: new Date("2026-11-23T00:00:00Z"),
    freshUntil: new Date("2026-12-05T05:00:00Z"),
  };
}
