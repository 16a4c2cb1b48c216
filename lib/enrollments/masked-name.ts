const graphemes = new Intl.Segmenter("ko", { granularity: "grapheme" });

/** "김○희", "이○", "남○○수", "J○○n S○○○h": enough to know oneself again, too little to know somebody else. */
export function maskName(name: string): string {
  return name.trim().split(/\s/).filter(Boolean).map(maskWord).join(" ");
}

/** "봉…": tells two people of one masked name apart. */
export function shopInitial(shop: string | null): string | null {
  const [first] = graphemesOf(shop?.trim() ?? "");
  return first ? `${first}…` : null;
}

function maskWord(word: string): string {
  const letters = graphemesOf(word);
  if (letters.length <= 2) return `${letters[0]}○`;
  return `${letters[0]}${"○".repeat(letters.length - 2)}${letters.at(-1)}`;
}

const graphemesOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment);
