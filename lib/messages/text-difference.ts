/** A stretch of text that stayed, is new, or is gone. */
export interface Difference {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Longest texts compared word by word; longer ones are shown as wholly replaced. */
const mostWords = 2_000;

/** What changed between two texts, in the order in which a person reads them: words, blanks and line breaks. Pure. */
export function textDifference(before: string, after: string): Difference[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  if (old.length > mostWords || now.length > mostWords)
    return joined([
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ]);
  const common = commonLengths(old, now);
  const found: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (was !== undefined && was === is) {
      found.push({ kind: "same", text: was });
      i += 1;
      j += 1;
    } else if (was !== undefined && (is === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      found.push({ kind: "removed", text: was });
      i += 1;
    } else {
      found.push({ kind: "added", text: is ?? "" });
      j += 1;
    }
  }
  return joined(found);
}

const wordsOf = (text: string): string[] =>
  text.replace(/\r\n?/g, "\n").match(/#\{[^{}\n]{0,60}\}|\n|[^\S\n]+|[^\s#]+|#/g) ?? [];

/** Of the rest of both texts from (i, j), how many words they share in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      (rows[i] as Uint16Array)[j] =
        old[i] === now[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
  return rows;
}

const at = (rows: readonly Uint16Array[], i: number, j: number): number => rows[i]?.[j] ?? 0;

function joined(parts: readonly Difference[]): Difference[] {
  const found: Difference[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) last.text += part.text;
    else found.push({ ...part });
  }
  return found;
}
