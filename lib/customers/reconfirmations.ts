import { insertRows } from "@/lib/platform/insert-rows";
import type { Tx } from "@/lib/platform/tenancy";

import { isOwnWord } from "./consent-basis";
import { confirmBefore, lookAfter } from "./reconfirmation-dates";

/** Messages that confirm a consent are planned under this purpose, by the follow-up of this key. */
export const reconfirmationKey = "reconfirmation";
export const reconfirmationPurpose = `follow_up:${reconfirmationKey}`;

interface GivenConsent {
  id: string;
  purpose: string;
  channel: string;
  given: boolean;
  basis: string;
  occurredAt: Date;
}

/**
 * Has the clock look after these consents before their two years are over. Only the person's own consent to advertising is
 * ever confirmed: neither an owner's claim nor the use of data.
 */
export async function watchConsents(tx: Tx, written: readonly GivenConsent[]): Promise<void> {
  const confirmed = written.filter(
    ({ purpose, channel, given, basis }) =>
      given &&
      isOwnWord(basis) &&
      (channel === "sms" || channel === "email") &&
      (purpose === "advertising" || purpose === "night"),
  );
  await insertRows(
    tx,
    "reconfirmation",
    confirmed.map(({ id, occurredAt }) => ({
      tenantId: tx.tenantId,
      consentId: id,
      lookAt: lookAfter(confirmBefore(occurredAt, null)),
    })),
  );
}

/** When each of these customers was last sent a confirmation that reached the provider; who never was is absent. */
export async function lastConfirmed(tx: Tx, customerIds: readonly string[]): Promise<Map<string, Date>> {
  if (customerIds.length === 0) return new Map();
  const sent = await tx.db.message.groupBy({
    by: ["customerId"],
    where: {
      customerId: { in: [...customerIds] },
      purpose: reconfirmationPurpose,
      state: { in: ["accepted", "sent", "delivered"] },
    },
    _max: { submittedAt: true },
  });
  return new Map(
    sent.flatMap(({ customerId, _max }) => (_max.submittedAt ? [[customerId, _max.submittedAt]] : [])),
  );
}
