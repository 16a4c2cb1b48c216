import type { Range } from "@/lib/messages/counting";

/** "73–88", or "73" where it is the same for everybody. */
export const rangeWords = ({ from, to }: Range): string =>
  from === to ? grouped(from) : `${grouped(from)}–${grouped(to)}`;

/** Won of millionths of a won, a tenth where prices have one: "20", "12.5". */
export const wonWords = ({ from, to }: Range): string => rangeWords({ from: tenths(from), to: tenths(to) });

const tenths = (micros: number) => Math.round(micros / 100_000) / 10;
const grouped = (number: number) => number.toLocaleString("en-US");
