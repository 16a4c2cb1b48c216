import { ask } from "@/lib/decisions/decisions";
import type { Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import { planAgain } from "./planning";

export const accountDecision = "messages.accountRefused";

/** Nothing waits for the owner for ever: after this it is simply tried again. */
const retryHours = 1;

/** While the owner has not said that a refused account is put right, its other messages wait untouched (row 90). */
export async function refusedAccounts(tx: Tx, accountIds: readonly string[]): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set();
  const open = await tx.db.decision.findMany({
    where: { kind: accountDecision, subjectId: { in: [...accountIds] }, state: "open" },
    select: { subjectId: true },
  });
  return new Set(open.flatMap(({ subjectId }) => subjectId ?? []));
}

/** The provider refused the account or its settings, not the recipient: sending stops and somebody is told. */
export async function askAboutAccount(tx: Tx, accountId: string, code: string): Promise<void> {
  const again = { key: "retry", label: { key: "accountRefused.retry" } };
  const settings = { key: "settings", label: { key: "accountRefused.settings" }, href: "settings" };
  await ask(tx, {
    kind: accountDecision,
    subject: { kind: "provider_account", id: accountId },
    question: {
      kicker: { key: "accountRefused.kicker" },
      title: { key: "accountRefused.title" },
      detail: { key: "accountRefused.detail", values: { code } },
    },
    options: [again, settings],
    default: "retry",
    deadline: addHours(tx.now, retryHours),
  });
}

/**
 * The account is put right, or an hour is over: what it refused (certainly not sent) is planned once more where it is
 * still of use; what waited goes by itself.
 */
export async function retryRefused(tx: Tx, accountId: string): Promise<void> {
  const refused = await tx.db.message.findMany({
    where: {
      providerAccountId: accountId,
      state: "failed",
      verdictReason: "messages.refused.config",
      resendOfId: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: tx.now } }],
    },
    orderBy: { id: "asc" },
  });
  for (const message of refused) await planAgain(tx, message);
  await tx.db.message.updateMany({
    where: { state: "held", verdictReason: "messages.accountRefused" },
    data: { heldUntil: null },
  });
}
