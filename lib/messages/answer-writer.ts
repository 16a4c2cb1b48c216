import type { TenantScope } from "@/lib/platform/tenancy";

import { type Answer, recordAnswers } from "./outcome";

/**
 * Writes answers as they come, many to a transaction when they come fast: whatever arrives while one transaction is under
 * way goes into the next. Resolves when the answer is committed.
 */
export function answerWriter(tenant: TenantScope): (answer: Answer) => Promise<void> {
  let waiting: Answer[] = [];
  let next: Promise<void> | undefined;
  let running: Promise<unknown> = Promise.resolve();

  return (answer) => {
    waiting.push(answer);
    next ??= running.then(() => {
      const answers = waiting;
      waiting = [];
      next = undefined;
      const written = writeAll(tenant, answers);
      running = written.catch(() => {});
      return written;
    });
    return next;
  };
}

/** One answer that cannot be written must not take the others with it. */
async function writeAll(tenant: TenantScope, answers: Answer[]): Promise<void> {
  try {
    await recordAnswers(tenant, answers);
  } catch (error) {
    if (answers.length === 1) throw error;
    const each = await Promise.allSettled(answers.map((answer) => recordAnswers(tenant, [answer])));
    const failed = each.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
  }
}
