import type { Tx } from "@/lib/platform/tenancy";

/** So long somebody is new. */
const newHours = 24;

interface Addressed {
  message: { customerId: string; enrollmentId: string | null };
  customer: { createdAt: Date };
}

/**
 * People who came in by an application since yesterday and to whom nothing was sent yet: whoever pumps texts through the public
 * form makes nothing but these. Lists that were brought in and people known for longer are not asked about.
 */
export async function firstTimers(tx: Tx, batch: readonly Addressed[]): Promise<Set<string>> {
  const since = new Date(tx.now.getTime() - newHours * 3_600_000);
  const candidates = batch
    .filter(({ message, customer }) => message.enrollmentId !== null && customer.createdAt > since)
    .map(({ message }) => message.customerId);
  if (candidates.length === 0) return new Set();
  const texted = await tx.db.message.findMany({
    where: { customerId: { in: candidates }, submittedAt: { not: null } },
    distinct: ["customerId"],
    select: { customerId: true },
  });
  const known = new Set(texted.map(({ customerId }) => customerId));
  return new Set(candidates.filter((id) => !known.has(id)));
}
