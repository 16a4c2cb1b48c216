/**
 * When one more advertisement may go to a person: null for now. `sent` are the times of those that left within the window
 * or are about to; they count over all rules and channels.
 */
export function nextAdvertisementAt(
  sent: readonly Date[],
  { advertisingTimes, advertisingDays }: { advertisingTimes: number; advertisingDays: number },
  now: Date,
): Date | null {
  const windowMs = advertisingDays * 86_400_000;
  const within = sent
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - windowMs)
    .sort((a, b) => a - b);
  const freeing = within[within.length - advertisingTimes];
  return freeing === undefined ? null : new Date(freeing + windowMs);
}
