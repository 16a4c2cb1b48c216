/** Work that is done again and again until it is stopped. */
export interface Rounds {
  /** Begins the next round now instead of after the pause. */
  wake: () => void;
  /** No further round; resolves when the present one is done. */
  stop: () => Promise<void>;
}

/**
 * Runs rounds one after another: at once again while a round says that there is more (true), else after a pause. An error
 * costs one pause, never the loop: the database may be away for a while.
 */
export function startRounds(
  round: () => Promise<boolean>,
  { pauseMs, onError }: { pauseMs: number; onError: (error: unknown) => void },
): Rounds {
  let stopping = false;
  let woken = false;
  let wake = () => {
    woken = true;
  };
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      wake = () => {
        woken = true;
      };
      const more = await round().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (!more && !woken && !stopping) await pause();
    }
  }

  const running = run();
  return {
    wake: () => wake(),
    stop: async () => {
      stopping = true;
      wake();
      await running;
    },
  };
}
