import { getChoseong } from "es-hangul";

/** Two consonants typed in a row that an input method joins into one letter: ㄱㅅ becomes ㄳ on the way to us. */
const JOINED: Readonly<Record<string, string>> = {
  ㄳ: "ㄱㅅ",
  ㄵ: "ㄴㅈ",
  ㄶ: "ㄴㅎ",
  ㄺ: "ㄹㄱ",
  ㄻ: "ㄹㅁ",
  ㄼ: "ㄹㅂ",
  ㄽ: "ㄹㅅ",
  ㄾ: "ㄹㅌ",
  ㄿ: "ㄹㅍ",
  ㅀ: "ㄹㅎ",
  ㅄ: "ㅂㅅ",
};
const LONGEST = 200;

/** What somebody types into the search field: initial consonants, digits of a telephone number, or letters. */
export interface SearchQuery {
  kind: "empty" | "choseong" | "digits" | "letters";
  value: string;
}

/**
 * The searchable form of a text: NFKC, lower case, only letters and digits. "Kim 철수" becomes "kim철수"; both the
 * stored side and the typed side go through it.
 */
export function searchText(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The initial consonants of a text, keeping Latin and digits (the library drops them): "Kim 철수" gives "kimㅊㅅ". */
export function choseongOf(text: string): string {
  return [...searchText(text)].map((c) => (/[가-힣]/.test(c) ? getChoseong(c) : c)).join("");
}

/** ㅎㄱㄷ is looked up among the consonants, 5678 among the last digits, everything else among the letters. */
export function readSearch(text: string): SearchQuery {
  const consonants = compatibilityConsonants(text.slice(0, LONGEST));
  if (/^[ㄱ-ㅎ]+$/.test(consonants)) return { kind: "choseong", value: consonants };
  const value = searchText(text);
  if (value === "") return { kind: "empty", value };
  return { kind: /^[0-9]+$/.test(value) ? "digits" : "letters", value };
}

/** The words of a search as the database compares them: each in its searchable form, one space between them. */
export function searchWords(text: string): string {
  const letters = [...text.slice(0, LONGEST)].map((c) => JOINED[c] ?? c).join("");
  return letters
    .split(/\s+/)
    .map(searchText)
    .filter((word) => word !== "")
    .join(" ");
}

/** NFKC would turn ㄱ (a letter of its own) into the combining ᄀ, so consonants are read before normalising. */
function compatibilityConsonants(text: string): string {
  return [...text.replace(/\s/g, "")].map((c) => JOINED[c] ?? c).join("");
}
