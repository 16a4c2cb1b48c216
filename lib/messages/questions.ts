import type { Capabilities } from "@/lib/platform/channels/channel";

/**
 * Minutes between two questions to a provider about a message it took: half of the time since then, within these bounds, for
 * two days. Who calls back is asked only because callbacks get lost; who does not is the only one to know, and is asked sooner.
 */
const shortest = { callingBack: 10, silent: 1 };
const longestPause = 360;
const askedForMinutes = 48 * 60;

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

/** The first question after a message was taken, or after the provider last said something. */
export const firstRefresh = ({ callbacks }: Pick<Capabilities, "callbacks">, now: Date): Date =>
  minutesAfter(now, callbacks ? shortest.callingBack : shortest.silent);

/** The next question; null after two days. */
export function nextQuestion(
  { callbacks }: Pick<Capabilities, "callbacks">,
  acceptedAt: Date,
  now: Date,
): Date | null {
  const minutes = (now.getTime() - acceptedAt.getTime()) / 60_000;
  if (minutes >= askedForMinutes) return null;
  const atLeast = callbacks ? shortest.callingBack : shortest.silent;
  return minutesAfter(now, Math.min(longestPause, Math.max(atLeast, minutes / 2)));
}
