import { dayOf } from "@/lib/platform/formats/calendar-day";
import type { Tx } from "@/lib/platform/tenancy";
import { addMonths, localDate } from "@/lib/platform/zoned-time";

import type { ConsentPurpose } from "./schema";

/** The law counts in Korea, whatever the business's own zone is. */
const zone = "Asia/Seoul";
const monthsOfChildhood = 14 * 12;

/** Whether somebody born on this day ("2012-11-24") is under 14 on that one: then a guardian decides (PIPA Art. 22-2). */
export const isUnder14 = (birthday: string, today: string): boolean =>
  addMonths(birthday, monthsOfChildhood) > today;

/**
 * Of these customers the children for whom no guardian consented to this purpose: by their birthday, or because their
 * guardian was asked and has not answered. Who has neither counts as grown up.
 */
export async function childrenWithoutGuardian(
  tx: Tx,
  customerIds: readonly string[],
  purpose: ConsentPurpose,
): Promise<Set<string>> {
  const youngest = new Date(`${addMonths(localDate(tx.now, zone), -monthsOfChildhood)}T00:00:00Z`);
  const rows = await tx.db.customer.findMany({
    where: {
      id: { in: [...customerIds] },
      OR: [{ birthday: { gt: youngest } }, { guardians: { some: { state: "waiting" } } }],
      guardians: { none: { state: "confirmed", purposes: { has: purpose } } },
    },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Whether somebody known is a child whose guardian must be asked first. */
export const awaitsGuardianFor = async (
  tx: Tx,
  customerId: string,
  purpose: ConsentPurpose,
): Promise<boolean> => (await childrenWithoutGuardian(tx, [customerId], purpose)).has(customerId);

/** What staff see of a child's guardian. */
export interface GuardianStanding {
  state: "needed" | "waiting" | "confirmed";
  guardianName: string | null;
  /** Until when the guardian may answer; null unless one was asked. */
  expiresAt: Date | null;
  confirmedAt: Date | null;
  means: string | null;
  purposes: string[];
}

/** Where the consent of a guardian stands; null for who needs none and never had one. */
export async function guardianOf(tx: Tx, customerId: string): Promise<GuardianStanding | null> {
  const customer = await tx.db.customer.findFirst({
    where: { id: customerId },
    select: {
      birthday: true,
      guardians: {
        where: { state: { in: ["waiting", "confirmed"] } },
        orderBy: [{ askedAt: "desc" }, { id: "desc" }],
      },
    },
  });
  if (!customer) return null;
  const { birthday, guardians } = customer;
  const newest = guardians.find(({ state }) => state === "waiting") ?? guardians[0];
  if (newest)
    return {
      state: newest.state as "waiting" | "confirmed",
      guardianName: newest.guardianName,
      expiresAt: newest.expiresAt,
      confirmedAt: newest.answeredAt,
      means: newest.means,
      purposes: [...new Set(guardians.flatMap(({ purposes }) => purposes))],
    };
  const child = birthday && isUnder14(dayOf(birthday), localDate(tx.now, zone));
  return child
    ? { state: "needed", guardianName: null, expiresAt: null, confirmedAt: null, means: null, purposes: [] }
    : null;
}
