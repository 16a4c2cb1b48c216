import { rareSyllables, replaceUnsupported, unsupportedCharacters } from "./korean-characters";
import { costlyCharacters, replaceCostly } from "./text-length";

/** One character of a text that should be another, with where it stands and what to do. */
export interface CharacterMark {
  character: string;
  /** `unsupported` would arrive as "?", `costly` doubles the price of a plain text, `rare` breaks on old handsets only. */
  kind: "unsupported" | "costly" | "rare";
  /** Places, counted from 1 as people count letters. */
  places: number[];
  /** Some letters before and after the first of them. */
  before: string;
  after: string;
  /** What to write instead ("" leaves it out); null where nothing can be offered. */
  replacement: string | null;
  /** The whole text with it replaced everywhere. */
  replaced: string | null;
}

const letters = 8;

/**
 * What in a text to a Korean number is to be replaced: named with its places, nothing is changed by itself (rows 56, 57,
 * 66). Server only: the encoder's tables are large.
 */
export function characterMarks(given: string): { marks: CharacterMark[]; replaced: string } {
  const text = given.normalize("NFC");
  const marks = [
    ...each(text, "unsupported", unsupportedCharacters(text), replaceUnsupported),
    ...each(text, "costly", costlyCharacters(text).filter(isLeft(text)), (whole, only) =>
      whole.replaceAll(
        only,
        costlyCharacters(text).find((one) => one.character === only)?.replacement ?? only,
      ),
    ),
    ...each(text, "rare", rareSyllables(text), null),
  ];
  return { marks, replaced: replaceUnsupported(replaceCostly(text)) };
}

/** What no phone shows is marked as that alone. */
const isLeft = (text: string) => {
  const named = new Set(unsupportedCharacters(text).map(({ character }) => character));
  return ({ character }: { character: string }) => !named.has(character);
};

function each(
  text: string,
  kind: CharacterMark["kind"],
  found: readonly { index: number; character: string; replacement?: string }[],
  replace: ((text: string, only: string) => string) | null,
): CharacterMark[] {
  return [...Map.groupBy(found, ({ character }) => character)].map(([character, places]) => {
    const first = places[0]?.index ?? 0;
    return {
      character,
      kind,
      places: places.map(({ index }) => [...text.slice(0, index)].length + 1),
      before: [...text.slice(0, first)].slice(-letters).join(""),
      after: [...text.slice(first + character.length)].slice(0, letters).join(""),
      replacement: places[0]?.replacement ?? null,
      replaced: replace?.(text, character) ?? null,
    };
  });
}
