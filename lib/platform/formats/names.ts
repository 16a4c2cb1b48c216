export type NameReading =
  | {
      kind: "name";
      name: string /** "대표", "원장" …: how the person is addressed, where that was typed. */;
      title: string | null;
    }
  | { kind: "refused"; reason: "empty" | "too_long" | "not_a_name" };

const LONGEST_NAME = 40;
/** A space before the title is needed where the syllables could belong to the name. */
const TITLES = [
  " 대표님",
  " 사장님",
  " 원장님",
  " 선생님",
  " 강사님",
  " 고객님",
  " 대표",
  " 사장",
  " 원장",
  " 님",
  " 씨",
  "대표님",
  "사장님",
  "원장님",
  "선생님",
  "고객님",
  "님",
  "씨",
];
/** Said of anybody, so it says nothing of this person. */
const PLAIN_HONORIFIC = /^(?:고객)?님$|^씨$/;
/** Would turn a greeting into somebody else's advertisement, or break the template that it is filled into. */
const NOT_IN_A_NAME = /https?:|www\.|:\/\/|#\{|[@<>{}|\\^`]|[0-9]{7}/i;
const HANGUL_ONLY = /^[가-힣 ]+$/;
const LONGEST_HANGUL_NAME = 5;

/**
 * A person's name as it is stored: one field, never split (복성 such as 남궁 have two syllables), spaces inside a Korean
 * name closed, and 님, 씨, 대표님 taken off, because templates add their own 님. What was taken off and says something
 * (대표, 원장) is the title.
 */
export function readName(text: string): NameReading {
  const clean = text
    .slice(0, LONGEST_NAME * 10)
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\s\u3164\uFFA0]+/gu, " ")
    .trim();
  if (clean === "") return { kind: "refused", reason: "empty" };
  if (clean.length > LONGEST_NAME) return { kind: "refused", reason: "too_long" };
  if (NOT_IN_A_NAME.test(clean) || !/\p{L}/u.test(clean)) return { kind: "refused", reason: "not_a_name" };
  const { name, title } = apart(clean);
  return { kind: "name", name: closed(name), title };
}

function apart(name: string): { name: string; title: string | null } {
  for (const typed of TITLES) {
    const rest = name.endsWith(typed) ? name.slice(0, -typed.length).trim() : "";
    if ([...rest].length < 2) continue;
    const title = typed.trim();
    return { name: rest, title: PLAIN_HONORIFIC.test(title) ? null : title.replace(/(?<!선생)님$/, "") };
  }
  return { name, title: null };
}

function closed(name: string): string {
  const together = name.replaceAll(" ", "");
  return HANGUL_ONLY.test(name) && together.length <= LONGEST_HANGUL_NAME ? together : name;
}
