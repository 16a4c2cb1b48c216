/** One round of one way of doing it: how many a second, and how long each took in milliseconds, where that was measured. */
export interface Measured {
  perSecond: number;
  p50: number | null;
  p99: number | null;
}

interface EachMeasured extends Measured {
  p50: number;
  p99: number;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const median = (values: readonly number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Runs `work` as often as it can be done by so many at once, until `count` are done. */
export async function measure(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<EachMeasured> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let index = next++; index < count; index = next++) {
        const start = performance.now();
        await work(index);
        times.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: count / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** What is timed as a whole, since nobody looks at single ones while they are under way. */
export const rateOf = (count: number, began: number): Measured => ({
  perSecond: count / ((performance.now() - began) / 1000),
  p50: null,
  p99: null,
});

/** Both ways in turn, several rounds, so that a busy moment of the machine meets both; the median of each. */
export async function interleaved(
  rounds: number,
  ours: (round: number) => Promise<Measured>,
  baseline: (round: number) => Promise<Measured>,
): Promise<{ ours: Measured; baseline: Measured }> {
  const seen: { ours: Measured[]; baseline: Measured[] } = { ours: [], baseline: [] };
  for (let round = 0; round < rounds; round += 1) {
    seen.ours.push(await ours(round));
    seen.baseline.push(await baseline(round));
  }
  return { ours: middle(seen.ours), baseline: middle(seen.baseline) };
}

/** The median of several rounds. */
export const middle = (all: Measured[]): Measured => ({
  perSecond: median(all.map((one) => one.perSecond)),
  p50: middleTime(all.map((one) => one.p50)),
  p99: middleTime(all.map((one) => one.p99)),
});

const middleTime = (times: (number | null)[]): number | null =>
  times.includes(null) ? null : median(times.filter((time) => time !== null));

export interface Benchmark {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  aim: string;
  better: "higher" | "lower";
  p50: number | null;
  p99: number | null;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** A rate beside its bare baseline. */
export const asRatio = (
  name: string,
  /** Null where it is only reported. */
  aim: number | null,
  { ours, baseline }: { ours: Measured; baseline: Measured },
): Benchmark => ({
  name,
  value: rounded(ours.perSecond),
  unit: "1/s",
  baseline: rounded(baseline.perSecond),
  ratio: rounded(ours.perSecond / baseline.perSecond),
  aim: aim === null ? "reported of the baseline" : `>= ${aim} of the baseline`,
  better: "higher",
  p50: ours.p50 === null ? null : rounded(ours.p50),
  p99: ours.p99 === null ? null : rounded(ours.p99),
});

/** What one call takes beside its baseline, in milliseconds: medians. */
export function asTime(
  name: string,
  ours: readonly number[],
  baseline: readonly number[],
  aim: string,
): Benchmark {
  const sorted = [...ours].sort((a, b) => a - b);
  const [mine, theirs] = [median(ours), median(baseline)];
  return {
    name,
    value: rounded(mine),
    unit: "ms",
    baseline: rounded(theirs),
    ratio: rounded(mine / theirs),
    aim: `${aim} of the baseline`,
    better: "lower",
    p50: rounded(mine),
    p99: rounded(percentile(sorted, 0.99)),
  };
}

/** A figure that stands by itself. */
export const asFigure = (
  name: string,
  value: number,
  unit: string,
  aim: string,
  better: "higher" | "lower" = "lower",
): Benchmark => ({
  name,
  value: rounded(value),
  unit,
  baseline: null,
  ratio: null,
  aim,
  better,
  p50: null,
  p99: null,
});
