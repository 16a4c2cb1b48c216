import type { Tx } from "@/lib/platform/tenancy";

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

/** When advertisements left to these people within the window, by customer; merged records have their messages in common. */
export async function recentAdvertising(
  tx: Tx,
  customerIds: readonly string[],
  { advertisingDays }: { advertisingDays: number },
): Promise<Map<string, Date[]>> {
  const sent = await tx.db.message.findMany({
    where: {
      customerId: { in: [...customerIds] },
      class: "advertising",
      state: { in: ["submitting", "unclear", "accepted", "sent", "delivered"] },
      submittedAt: { gt: new Date(tx.now.getTime() - advertisingDays * 86_400_000) },
    },
    select: { customerId: true, submittedAt: true },
  });
  const byCustomer = Map.groupBy(sent, ({ customerId }) => customerId);
  return new Map(
    [...byCustomer].map(([id, rows]) => [id, rows.flatMap(({ submittedAt }) => submittedAt ?? [])]),
  );
}
