import { readDay } from "@/lib/platform/formats/calendar-day";
import { readPhone } from "@/lib/platform/phone-number";

import { meaningOfTitle } from "./header";
import { type Meaning, sharedMeanings } from "./schema";

interface OwnField {
  id: string;
  label: string;
}

/**
 * Guesses each column's meaning: an own field of the same name, else the words of its title, else what its cells look
 * like. A meaning that only one column can have goes to the first; what nobody knows is left out.
 */
export function guessMeanings(
  titles: readonly string[],
  samples: readonly (readonly string[])[],
  fields: readonly OwnField[],
): Meaning[] {
  const width = Math.max(titles.length, ...samples.map((cells) => cells.length));
  const taken = new Set<Meaning>();
  return Array.from({ length: width }, (_, column) => {
    const title = titles[column] ?? "";
    const cells = samples.map((row) => row[column] ?? "").filter((cell) => cell.trim() !== "");
    const guess = fieldNamed(title, fields) ?? meaningOfTitle(title) ?? (title === "" ? lookOf(cells) : null);
    if (!guess || (taken.has(guess) && !sharedMeanings.includes(guess))) return "ignore";
    taken.add(guess);
    return guess;
  });
}

function fieldNamed(title: string, fields: readonly OwnField[]): Meaning | undefined {
  const clean = title.normalize("NFC").trim();
  const field = fields.find(({ label }) => label === clean);
  return field && `field-${field.id}`;
}

/** Of a file without titles: what most cells are. */
function lookOf(cells: readonly string[]): Meaning | null {
  const most = (fits: (cell: string) => boolean) =>
    cells.length > 0 && cells.filter(fits).length * 2 > cells.length;
  if (most((cell) => readPhone(cell, { country: "KR" }).kind === "mobile")) return "phone";
  if (most((cell) => /^[^\s@]{1,64}@[^\s@]{1,200}$/.test(cell.trim().slice(0, 300)))) return "email";
  if (most((cell) => readDay(cell) !== null)) return "registered";
  if (most((cell) => /^[가-힣]{2,4}(?: (?:대표|사장|원장))?님?$/.test(cell.trim()))) return "name";
  return null;
}
