type Step = () => Promise<void>;

const steps: Step[] = [];
let ending: Promise<never> | undefined;

/** What must be undone at the end, whatever the reason. The last thing begun is ended first. */
export function atTheEnd(step: Step): void {
  steps.push(step);
}

/** Whether the end has begun: then nothing is restarted and nothing new begins. */
export const isEnding = () => ending !== undefined;

/** Undoes everything begun, then exits. Asked again, it goes on with the first time. */
export function exitCleanly(code: number): Promise<never> {
  ending ??= undoAll().then(() => process.exit(code));
  return ending;
}

async function undoAll(): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
}

/** Ctrl-C, SIGTERM, a closed terminal and the end of the process that started us all lead to the same calm end. */
export function endWithParent(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => void exitCleanly(0));
  process.on("disconnect", () => void exitCleanly(1));
  process.channel?.unref();
}
