import type { Locale } from "@/lib/platform/tenancy";

export interface Business {
  senderName: string;
  slug: string;
  /** Where the links lead. */
  baseUrl: string;
  phone?: string | null;
  optOutNumber?: string | null;
}

/** As long as real secrets, in letters that cost as much: the counters read them. Links in texts are short ones. */
const hidden = "*".repeat(28);
const hiddenCode = "*".repeat(17);

/** What stands in the blanks while nobody has been sent the text: an invented person, the business's own name. */
export function sampleValues(locale: Locale, business: Business): Record<string, string> {
  const link = `${business.baseUrl}/s/${hiddenCode}`;
  return {
    ...(locale === "en" ? english : korean),
    사업장: business.senderName,
    전화: business.phone ?? "02-555-0100",
    수신거부번호: business.optOutNumber ?? "080-000-0000",
    내신청: link,
    설문: link,
    보호자확인: link,
    수신거부링크: link,
    다음과정링크: `${business.baseUrl}/${business.slug}/next`,
    지도: "https://map.kakao.com/link/map/37.49,127.02",
    수료증: `${business.baseUrl}/certificate/${hidden}`,
    예약변경: link,
    온라인링크: "https://zoom.us/j/98765432100",
  };
}

const korean = {
  이름: "김영희",
  과정: "혼자서도 되는 동네 마케팅",
  기수: "3기",
  일시: "2026년 12월 5일 (토) 오후 2시",
  날짜: "2026년 12월 5일 (토)",
  시간: "오후 2시",
  이전일시: "2026년 11월 28일 (토) 오후 2시",
  장소: "토즈 강남 3층",
  주소: "서울 서초구 강남대로 359",
  오시는길: "강남역 9번 출구에서 걸어서 5분",
  참가비: "30,000원",
  다음과정: "한 달 단골 만들기 실습",
  처리결과: "광고 문자 수신 동의",
  보호자기한: "2026년 11월 28일 (토) 오후 2시",
  동의내역: "광고 문자 (2026년 11월 23일 (월) 동의)",
  처리일: "2026년 11월 23일 (월)",
  회차: "2",
  입금계좌: "국민 123456-01-123456 (홍길동)",
  입금기한: "2026년 11월 25일 (수) 오후 6시",
  환불금액: "30,000원",
  예약일시: "2026년 12월 8일 (화) 오전 11시",
  얼리버드기한: "2026년 12월 10일 (목)",
};

const english: typeof korean = {
  이름: "Younghee Kim",
  과정: "Marketing for small shops",
  기수: "3rd run",
  일시: "Sat, Dec 5, 2026, 2:00 PM KST",
  날짜: "Sat, Dec 5, 2026",
  시간: "2:00 PM",
  이전일시: "Sat, Nov 28, 2026, 2:00 PM KST",
  장소: "TOZ Gangnam, 3rd floor",
  주소: "359 Gangnam-daero, Seocho-gu, Seoul",
  오시는길: "Five minutes from Gangnam station, exit 9",
  참가비: "KRW 30,000",
  다음과정: "A month of practice",
  처리결과: "advertising texts agreed to",
  보호자기한: "Sat, Nov 28, 2026, 2:00 PM KST",
  동의내역: "advertising texts (agreed Mon, Nov 23, 2026)",
  처리일: "Mon, Nov 23, 2026",
  회차: "2",
  입금계좌: "KB 123456-01-123456 (Gildong Hong)",
  입금기한: "Wed, Nov 25, 2026, 6:00 PM KST",
  환불금액: "KRW 30,000",
  예약일시: "Tue, Dec 8, 2026, 11:00 AM KST",
  얼리버드기한: "Thu, Dec 10, 2026",
};
