/** Messages that are due for so long, with no worker alive, are not sent by anybody. */
export const overdueMinutes = 5;
/** A worker that gave no sign of life for so long is not there. Real time. */
export const silentWorkerMinutes = 3;
/** So many answers that were no good, over so long, with no good one among them. */
export const troublesAtLeast = 3;
export const troubleMinutes = 10;

interface Signs {
  now: Date;
  /** Since when the message that waits longest should have gone; null when nothing is overdue. */
  overdueSince: Date | null;
  workerIsAlive: boolean;
}

/** Nobody sends what is due. A worker that is behind is not silent: it works through what a moved clock made due at once. */
export const workerIsSilent = ({ now, overdueSince, workerIsAlive }: Signs): boolean =>
  overdueSince !== null &&
  !workerIsAlive &&
  now.getTime() - overdueSince.getTime() >= overdueMinutes * 60_000;

interface Pulse {
  now: Date;
  troubleSince: Date;
  troubles: number;
}

/** A provider answers nothing good, and not only by bad luck. */
export const providerIsSilent = ({ now, troubleSince, troubles }: Pulse): boolean =>
  troubles >= troublesAtLeast && now.getTime() - troubleSince.getTime() >= troubleMinutes * 60_000;
