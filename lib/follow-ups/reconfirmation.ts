import { isOwnWord } from "@/lib/customers/consent-basis";
import { type StandingConsent, standingConsents } from "@/lib/customers/consents";
import { customerOrRefuse, type ReachableCustomer } from "@/lib/customers/customers";
import { survivorOf } from "@/lib/customers/merged-away";
import { confirmBefore, lookAfter } from "@/lib/customers/reconfirmation-dates";
import { lastConfirmed, reconfirmationKey, reconfirmationPurpose } from "@/lib/customers/reconfirmations";
import { cancelPlanned, type Plan, planAll } from "@/lib/messages/planning";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours, localDate } from "@/lib/platform/zoned-time";

import { activeFollowUps } from "./active-follow-ups";
import { tenantZone } from "./follow-ups";
import { localeOf } from "./moved-notice";
import { plansOf } from "./plan-step";
import { loadIfMissing } from "./starter";
import { politeTime } from "./timing";

/** The law counts its days in Korea. */
const lawZone = "Asia/Seoul";

/** While nothing can be planned (nobody to write to, the text switched off) somebody looks again the next day. */
const lookAgainHours = 24;

/**
 * The clock's look at one consent: its two years are nearly over, so the confirmation of Network Act Art. 50(8) is planned,
 * once for all that the person agreed to by then. A consent that no longer stands, or whose time went by without a
 * confirmation, is looked at no more: then the gate holds back what it allowed (row 29). Silence keeps it (row 30).
 */
export async function followReconfirmation(tenant: TenantScope, consentId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const watched = await tx.db.reconfirmation.findFirst({
      where: { consentId, lookAt: { lte: tx.now } },
      select: { consent: { select: { customerId: true, occurredAt: true } } },
    });
    if (!watched) return;
    const { customerId, occurredAt } = watched.consent;
    const lookNext = (at: Date) =>
      tx.db.reconfirmation.updateMany({ where: { consentId }, data: { lookAt: at } });
    // Of somebody merged away the survivor's ledger counts, as long as the merge stands.
    if ((await survivorOf(tx, customerId)) !== customerId)
      return void (await lookNext(addHours(tx.now, lookAgainHours)));
    const agreed = await agreedTo(tx, customerId);
    const told = (await lastConfirmed(tx, [customerId])).get(customerId) ?? null;
    const due = confirmBefore(occurredAt, told);
    if (!agreed.some(({ id }) => id === consentId) || due <= tx.now)
      return void (await tx.db.reconfirmation.deleteMany({ where: { consentId } }));
    // Told meanwhile, together with the other purpose.
    if (lookAfter(due) > tx.now) return void (await lookNext(lookAfter(due)));
    const customer = await customerOrRefuse(tx, customerId);
    const plans = await confirmation(tx, customer, agreed, due);
    await planAll(tx, plans);
    await lookNext(
      plans.length > 0 ? lookAfter(confirmBefore(occurredAt, tx.now)) : addHours(tx.now, lookAgainHours),
    );
  });
}

/** Empty where there is nobody to write to, the text is switched off, or no polite hour is left. */
async function confirmation(
  tx: Tx,
  customer: ReachableCustomer,
  agreed: StandingConsent[],
  due: Date,
): Promise<Plan[]> {
  if (!customer.phone || customer.erasedAt) return [];
  await loadIfMissing(tx, reconfirmationKey);
  const zone = await tenantZone(tx);
  const occasion = {
    subjectId: customer.id,
    customerId: customer.id,
    zone,
    event: due,
    variables: whatWasAgreed(agreed, zone, localeOf(customer.locale)),
    stepSuffix: `:${localDate(due, lawZone)}`,
  };
  const soonest = politeTime(tx.now, zone);
  return (await activeFollowUps(tx, "consent.reconfirmation_due"))
    .flatMap((followUp) => plansOf(followUp, occasion, tx.now))
    .map((plan) => ({ ...plan, dueAt: new Date(Math.max(+plan.dueAt, +soonest)), expiresAt: due }))
    .filter(({ dueAt }) => dueAt < due);
}

/**
 * Somebody gave or withdrew a consent: what is planned says what stands now, and is taken back where its date is nobody's
 * any more (withdrawn, or agreed to anew and so due two years from then).
 */
export async function adjustReconfirmation(tenant: TenantScope, customerId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const planned = await tx.db.message.findMany({
      where: { customerId, purpose: reconfirmationPurpose, state: { in: ["planned", "held"] } },
      select: { id: true, expiresAt: true, customer: { select: { locale: true } } },
    });
    if (planned.length === 0) return;
    const agreed = await agreedTo(tx, customerId);
    const told = (await lastConfirmed(tx, [customerId])).get(customerId) ?? null;
    const dates = agreed.map(({ occurredAt }) => +confirmBefore(occurredAt, told));
    const zone = await tenantZone(tx);
    for (const { id, expiresAt, customer } of planned) {
      if (!expiresAt || !dates.includes(+expiresAt)) await cancelPlanned(tx, { id }, "messages.consentMoved");
      else
        await tx.db.message.updateMany({
          where: { id, state: { in: ["planned", "held"] } },
          data: { variables: whatWasAgreed(agreed, zone, localeOf(customer.locale)) },
        });
    }
  });
}

/** The person's own consents to advertising that stand: nothing claimed, and no night without the day. */
async function agreedTo(tx: Tx, customerId: string): Promise<StandingConsent[]> {
  const standing = (await standingConsents(tx, customerId)).filter(
    ({ purpose, given, basis }) =>
      given && isOwnWord(basis) && (purpose === "advertising" || purpose === "night"),
  );
  const byDay = standing.some(({ purpose, channel }) => purpose === "advertising" && channel === "sms");
  return standing
    .filter(({ purpose }) => purpose === "advertising" || byDay)
    .toSorted((one, other) => asked(one).localeCompare(asked(other)));
}

const asked = ({ purpose, channel }: StandingConsent) =>
  channel === "email" ? "mail" : (purpose as "advertising" | "night");

const words = {
  ko: {
    advertising: "광고 문자",
    night: "야간(밤 9시~아침 8시) 광고 문자",
    mail: "광고 메일",
    agreed: (date: string) => `${date} 동의`,
  },
  en: {
    advertising: "advertising texts",
    night: "texts at night (9 pm to 8 am)",
    mail: "advertising mails",
    agreed: (date: string) => `agreed ${date}`,
  },
} as const;

/** What the law wants named: that the person consented, to what and when. */
function whatWasAgreed(agreed: StandingConsent[], zone: string, locale: Locale): Record<string, string> {
  const list = agreed.map((one) => {
    const what = words[locale][asked(one)];
    return `${what} (${words[locale].agreed(formatDate(one.occurredAt, zone, locale))})`;
  });
  return { 동의내역: list.join(", ") };
}
