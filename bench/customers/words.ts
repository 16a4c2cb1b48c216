import type { Random } from "./random";

/** Surnames as often as people bear them, of a hundred; what is left over goes to the rare ones and those of two syllables. */
const surnames: [string, number][] = [
  ["김", 21],
  ["이", 15],
  ["박", 8],
  ["최", 5],
  ["정", 5],
  ["강", 3],
  ["조", 3],
  ["윤", 3],
  ["장", 3],
  ["임", 2],
  ["한", 2],
  ["오", 2],
  ["서", 2],
  ["신", 2],
  ["권", 2],
  ["황", 2],
  ["안", 2],
  ["송", 2],
  ["류", 2],
  ["전", 1],
  ["홍", 1],
  ["고", 1],
  ["문", 1],
  ["양", 1],
];
const manySurnames = surnames.flatMap(([name, share]) => Array<string>(share).fill(name));
const rareSurnames = [
  "표",
  "탁",
  "마",
  "길",
  "연",
  "위",
  "금",
  "옥",
  "육",
  "인",
  "맹",
  "제",
  "봉",
  "편",
  "경",
];
const doubleSurnames = ["남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방"];
const first = [..."민서지현수영준도하은예주유승재성동태정상경미혜선진시우건연나가다라보소아윤채규찬한"];
const second = [..."준서연우현민호진희영수은지원아윤빈주영훈석철경숙자순옥미정화혁범환규찬솔슬별결율"];
const latinFirst = [
  "Anna",
  "Jenny",
  "Minji",
  "Soo-jin",
  "Daniel",
  "Lucas",
  "Émile",
  "Zoë",
  "Chloe",
  "Kevin",
  "Hana",
  "Yuki",
];
const latinLast = [
  "Kim",
  "Lee",
  "Park",
  "Choi",
  "Müller",
  "García",
  "Nguyen",
  "Smith",
  "Tanaka",
  "O'Neill",
  "Wang",
  "Becker",
];

export interface Named {
  name: string;
  /** Letters a to z, for an address. */
  roman: string;
}

/** Mostly a surname and two syllables; some of one or three, surnames of two syllables, Latin names, and both at once. */
export function personName(random: Random): Named {
  const kind = random.next();
  const roman = `${random.pick(latinLast)}.${random.pick(latinFirst)}`
    .toLowerCase()
    .replaceAll(/[^a-z.]/g, "");
  const given = random.pick(first) + random.pick(second);
  if (kind < 0.02) return { name: `${random.pick(latinFirst)} ${random.pick(latinLast)}`, roman };
  if (kind < 0.035) return { name: `${random.pick(latinLast)} ${given}`, roman };
  if (kind < 0.045) return { name: `${random.pick(manySurnames)}${random.pick(latinFirst)}`, roman };
  if (kind < 0.065) return { name: random.pick(manySurnames) + random.pick(second), roman };
  if (kind < 0.075) return { name: random.pick(doubleSurnames) + given, roman };
  if (kind < 0.08) return { name: random.pick(manySurnames) + given + random.pick(second), roman };
  if (kind < 0.15) return { name: random.pick(rareSurnames) + given, roman };
  return { name: random.pick(manySurnames) + given, roman };
}

const places = [
  ..."강남 역삼 서초 성수 연남 망원 합정 이태원 서촌 북촌 을지로 문래 잠실 송파 목동 구로 노원 수유 미아 혜화".split(
    " ",
  ),
  ..."분당 판교 수원 광교 일산 부평 송도 안양 평촌 부천 해운대 서면 광안리 동성로 수성 둔산 유성 상무 첨단 전주".split(
    " ",
  ),
  ..."청주 천안 강릉 속초 춘천 제주 애월 포항 경주 울산 창원 진주 여수 순천 목포 군산 익산 김해 양산 거제".split(
    " ",
  ),
];
const moods = [
  "행복한",
  "작은",
  "착한",
  "푸른",
  "오래된",
  "햇살",
  "달빛",
  "우리",
  "첫",
  "참",
  "고운",
  "느린",
  "Blue",
  "Hello",
  "Mom's",
  "21세기",
];
const trades = [
  ["꽃집", "꽃집"],
  ["카페", "카페"],
  ["커피", "카페"],
  ["베이커리", "제과"],
  ["미용실", "미용"],
  ["헤어", "미용"],
  ["네일", "미용"],
  ["필라테스", "운동"],
  ["요가", "운동"],
  ["피아노학원", "학원"],
  ["수학학원", "학원"],
  ["공방", "공방"],
  ["도자기", "공방"],
  ["분식", "음식점"],
  ["국수", "음식점"],
  ["치킨", "음식점"],
  ["반찬", "음식점"],
  ["약국", "약국"],
  ["세탁", "세탁"],
  ["부동산", "부동산"],
  ["사진관", "사진"],
  ["책방", "서점"],
  ["펜션", "숙박"],
  ["애견샵", "반려동물"],
] as const;

export interface ShopWords {
  name: string;
  trade: string;
}

export function shopName(random: Random): ShopWords {
  const [word, trade] = random.pick(trades);
  const place = random.pick(places);
  const name = random.chance(0.5) ? `${place} ${random.pick(moods)}${word}` : `${random.pick(moods)} ${word}`;
  const branch = random.next();
  if (branch < 0.1) return { name: `${name} 본점`, trade };
  if (branch < 0.3) return { name: `${name} ${place}${1 + random.below(9)}호점`, trade };
  return { name, trade };
}

const subjects = [
  "인스타그램",
  "네이버 예약",
  "당근 광고",
  "블로그",
  "전단지",
  "메뉴판",
  "단골 문자",
  "사진 촬영",
  "간판",
  "배달앱",
  "원데이 클래스",
  "회원권",
];
const deeds = [
  "상담했어요",
  "궁금해하세요",
  "다시 전화하기로 했어요",
  "강의 뒤에 질문하셨어요",
  "자료를 보내 드렸어요",
  "친구 분과 오신대요",
  "다음 달에 시작하신대요",
];

/** A remark as it is jotted down beside a customer. */
export const remark = (random: Random): string =>
  `${random.pick(places)} ${random.pick(subjects)} ${random.pick(deeds)}. ${1 + random.below(12)}월 ${1 + random.below(28)}일 ${random.pick(places)}에서.`;

export const road = (random: Random): string =>
  `${random.pick(["서울특별시", "경기도", "부산광역시", "대구광역시", "제주특별자치도"])} ${random.pick(places)}구 ${random.pick(places)}로 ${1 + random.below(300)}`;

export const titles = ["대표", "원장", "사장", "실장", "선생님"];
export const sources = ["지인 소개", "인스타그램", "블로그", "현수막", "당근", "전화"];
export const mailHosts = ["naver.com", "gmail.com", "daum.net", "kakao.com", "hanmail.net"];
