export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** A whole number from 0 up to, not including, this. */
  below: (limit: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
}

/** Numbers that look random and follow from the seed alone, on every machine (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
  };
}

/** A UUIDv7 of that moment; the count keeps it from ever being given twice. */
export function idsOf(random: Random): (at: number) => string {
  let count = 0;
  return (at) => {
    const time = at.toString(16).padStart(12, "0");
    const loose = random.below(0x1000000).toString(16).padStart(6, "0");
    count += 1;
    return `${time.slice(0, 8)}-${time.slice(8)}-7${loose.slice(0, 3)}-8${loose.slice(3)}-${count.toString(16).padStart(12, "0")}`;
  };
}
