import { hasBatchim } from "es-hangul";

type Sound = "vowel" | "rieul" | "consonant" | "unknown";

interface Particle {
  afterConsonant: string;
  afterVowel: string;
  /** Written when nobody can know how the word sounds: "Kim이(가)". */
  unsure: string;
}

const PARTICLES: readonly Particle[] = [
  { afterConsonant: "은", afterVowel: "는", unsure: "은(는)" },
  { afterConsonant: "이", afterVowel: "가", unsure: "이(가)" },
  { afterConsonant: "을", afterVowel: "를", unsure: "을(를)" },
  { afterConsonant: "과", afterVowel: "와", unsure: "와(과)" },
  { afterConsonant: "으로", afterVowel: "로", unsure: "(으)로" },
  { afterConsonant: "으로서", afterVowel: "로서", unsure: "(으)로서" },
  { afterConsonant: "이나", afterVowel: "나", unsure: "(이)나" },
  { afterConsonant: "이랑", afterVowel: "랑", unsure: "(이)랑" },
  { afterConsonant: "이란", afterVowel: "란", unsure: "(이)란" },
  { afterConsonant: "이라", afterVowel: "라", unsure: "(이)라" },
  { afterConsonant: "이라고", afterVowel: "라고", unsure: "(이)라고" },
  { afterConsonant: "이에요", afterVowel: "예요", unsure: "이에요" },
  { afterConsonant: "이었어요", afterVowel: "였어요", unsure: "이었어요" },
  { afterConsonant: "아", afterVowel: "야", unsure: "아(야)" },
];

const SOUND_OF_DIGIT: readonly Sound[] = [
  "consonant",
  "rieul",
  "vowel",
  "consonant",
  "vowel",
  "vowel",
  "consonant",
  "rieul",
  "rieul",
  "vowel",
];
const SOUND_OF_SIGN: Readonly<Record<string, Sound>> = {
  "%": "vowel",
  "㎡": "vowel",
  "℃": "vowel",
  "+": "vowel",
};
const CLOSING_MARKS = /[\s)\]}」』>"'”’.,!?…·~]$/u;

/**
 * The word with the particle that fits its last sound: withJosa("홍길동", "은/는") is "홍길동은". Both orders name the
 * same particle. Digits sound as they are read (3이, 7로); Latin and other scripts get both forms, "Kim이(가)", because
 * libraries guess wrong there. An empty word gives an empty text, never a particle alone.
 * Throws a RangeError for a pair that is no particle: check a template with `isJosa` before it is saved.
 */
export function withJosa(word: string, pair: string): string {
  const particle = particleOf(pair);
  if (!particle) throw new RangeError("unknown particle");
  if (word === "") return "";
  return word + formFor(lastSound(word), particle);
}

export const isJosa = (pair: string) => particleOf(pair) !== undefined;

function particleOf(pair: string): Particle | undefined {
  return PARTICLES.find(
    ({ afterConsonant, afterVowel }) =>
      pair === `${afterConsonant}/${afterVowel}` || pair === `${afterVowel}/${afterConsonant}`,
  );
}

function formFor(sound: Sound, { afterConsonant, afterVowel, unsure }: Particle): string {
  if (sound === "unknown") return unsure;
  if (sound === "rieul") return afterConsonant.startsWith("으로") ? afterVowel : afterConsonant;
  return sound === "vowel" ? afterVowel : afterConsonant;
}

function lastSound(word: string): Sound {
  const bare = withoutClosingMarks(word.slice(-60));
  const last = bare.slice(-1);
  if (/[가-힣]/.test(last)) return soundOfSyllable(last);
  if (/[0-9]/.test(last)) return soundOfNumber(bare);
  return SOUND_OF_SIGN[last] ?? "unknown";
}

function withoutClosingMarks(word: string): string {
  let bare = word;
  while (CLOSING_MARKS.test(bare)) bare = bare.slice(0, -1);
  return bare;
}

function soundOfSyllable(syllable: string): Sound {
  if (!hasBatchim(syllable)) return "vowel";
  return (syllable.charCodeAt(0) - 0xac00) % 28 === 8 ? "rieul" : "consonant";
}

/** 10 십, 100 백, 1,000 천, 10,000 만 and 억 end in a consonant as 0 (영) itself does; 조 (twelve zeros) in a vowel. */
function soundOfNumber(word: string): Sound {
  let zeros = 0;
  while (word[word.length - 1 - zeros] === "0") zeros += 1;
  const wholeNumber = zeros < word.length && /[1-9]/.test(word[word.length - 1 - zeros] ?? "");
  if (zeros >= 12 && zeros < 16 && wholeNumber) return "vowel";
  return SOUND_OF_DIGIT[Number(word.slice(-1))] ?? "unknown";
}
