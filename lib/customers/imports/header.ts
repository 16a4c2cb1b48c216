import type { Meaning } from "./schema";
import type { TableLine } from "./text-table";

/**
 * What column titles say, the first pattern that fits. Google Forms writes whole questions as titles, Naver Form and free
 * sheets short words; our own export its column names.
 */
const words: readonly (readonly [Meaning, RegExp])[] = [
  ["ignore", /^(?:번호|순번|no\.?|#|id)$/i],
  [
    "registered",
    /타임스탬프|등록\s?일|가입\s?일|등록한\s?날|제출\s?(?:일시|시간)|신청\s?일|timestamp|since|added on/i,
  ],
  [
    "ignore",
    /야간|밤\s?9시|21시|개인\s?정보|수집.{0,10}이용|마케팅\s?(?:목적|활용|이용)|personal data|privacy/i,
  ],
  [
    "consent",
    /문자로\s?받|문자\s?수신|수신\s?(?:동의|여부)|광고.{0,20}(?:동의|수신|받)|소식.{0,20}받|sms consent|texts about|newsletter/i,
  ],
  ["email", /e-?mail|이메일|메일\s?주소|전자\s?우편/i],
  ["phone", /연락처|휴대\s?폰|휴대\s?전화|전화|핸드폰|phone|mobile/i],
  ["shop", /상호|가게|매장|업체|회사|shop|company|business name/i],
  ["trade", /업종|업태|trade|industry/i],
  ["title", /^(?:직함|직책|호칭|title)$/i],
  ["birthday", /생일|생년월일|birthday|date of birth/i],
  ["address", /주소|address/i],
  ["history", /수강\s?(?:이력|과정|내역)|참여\s?(?:과정|이력)|들은\s?강의|courses? taken|course history/i],
  ["tags", /태그|분류|tags?$/i],
  ["source", /알게|경로|어떻게|유입|how did you|source/i],
  ["note", /메모|비고|특이\s?사항|남기실|하고\s?싶은\s?말|고민|note|remarks?/i],
  ["name", /성함|이름|성명|고객\s?명|^name|full name|^고객$/i],
];

const longestTitle = 300;

/** What a column's title means; null where the words say nothing we know. */
export const meaningOfTitle = (title: string): Meaning | null => {
  const clean = title.slice(0, longestTitle).normalize("NFKC").trim();
  return words.find(([, pattern]) => pattern.test(clean))?.[0] ?? null;
};

const farthestHeader = 10;

/**
 * The line that holds the titles: of the first ten, the one with the most known titles, at least two of them in different
 * columns. Null where no line looks like that. What stands above it (a title of the sheet) belongs to no row.
 */
export function findHeader(lines: readonly TableLine[]): TableLine | null {
  const known = (line: TableLine) =>
    new Set(line.cells.map(meaningOfTitle).filter((meaning) => meaning !== null && meaning !== "ignore"))
      .size;
  const first = lines.slice(0, farthestHeader);
  const best = first.reduce<TableLine | null>(
    (found, line) => (known(line) > (found ? known(found) : 1) ? line : found),
    null,
  );
  return best;
}

/** The same titles in the same order are the same kind of file, whatever it is called. */
export const headerKey = (titles: readonly string[]): string =>
  titles.map((title) => title.normalize("NFKC").trim().toLowerCase()).join("\u001f");
