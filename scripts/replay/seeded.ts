/** A small seeded generator (mulberry32): the same seed gives the same month. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seeded choice of exactly `count` of the given, in their own order. */
export function choose<T>(random: () => number, given: readonly T[], count: number): T[] {
  const ranked = given
    .map((item, index) => ({ item, index, rank: random() }))
    .sort((a, b) => a.rank - b.rank);
  return ranked
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
