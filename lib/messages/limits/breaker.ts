import { ask } from "@/lib/decisions/decisions";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import type { Tx } from "@/lib/platform/tenancy";

import { lookAgain } from "../planning";

/** The decision about first texts to a country that were stopped. */
export const breakerDecision = "messages.countryBreaker";

/** Stops first texts to a country and puts it before the owner in the same transaction, so that they know at once. */
export async function openBreaker(
  tx: Tx,
  given: { country: string; newPeople: number; until: Date },
): Promise<void> {
  const id = newId();
  await tx.db.countryBreaker.create({ data: { tenantId: tx.tenantId, id, ...given, openedAt: tx.now } });
  await recordEvent(
    tx,
    "sending.country_stopped",
    { kind: "country_breaker", id },
    { country: given.country, newPeople: given.newPeople },
  );
  const values = { country: await countryName(tx, given.country), count: given.newPeople };
  await ask(tx, {
    kind: breakerDecision,
    subject: { kind: "country_breaker", id },
    question: {
      kicker: { key: "countryBreaker.kicker" },
      title: { key: "countryBreaker.title", values },
      detail: { key: "countryBreaker.detail", values },
    },
    options: [
      { key: "keep", label: { key: "countryBreaker.keep" } },
      { key: "release", label: { key: "countryBreaker.release" } },
      { key: "limits", label: { key: "countryBreaker.limits" }, href: "settings/texting/limits" },
    ],
    default: "keep",
    deadline: given.until,
  });
}

/** As the business calls it: "미국". */
async function countryName(tx: Tx, country: string): Promise<string> {
  const { locale } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { locale: true },
  });
  return new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
}

/** "These are real people": their first texts go, within the limits. Answering it twice changes nothing. */
export async function releaseCountry(tx: Tx, breakerId: string): Promise<void> {
  const { count } = await tx.db.countryBreaker.updateMany({
    where: { id: breakerId, closedAt: null },
    data: { closedAt: tx.now, closedBy: tx.actor.name ?? tx.actor.kind },
  });
  if (count === 0) return;
  await recordEvent(tx, "sending.country_released", { kind: "country_breaker", id: breakerId });
  await lookAgain(tx, {}, "gate.reasons.COUNTRY_BREAKER");
}
