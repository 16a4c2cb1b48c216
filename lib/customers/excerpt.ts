const before = 12;
const longest = 60;

/** The part of a text around the first of the words that were looked for, on one line. */
export function excerptOf(text: string, words: readonly string[]): string {
  const line = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  const lower = line.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const from = first <= before ? 0 : first - before;
  const part = line.slice(from, from + longest).trim();
  return `${from > 0 ? "… " : ""}${part}${from + longest < line.length ? " …" : ""}`;
}
