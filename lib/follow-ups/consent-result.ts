import { customerOrRefuse } from "@/lib/customers/customers";
import { survivorOf } from "@/lib/customers/merged-away";
import { suppressionOf } from "@/lib/customers/suppressions";
import { planAll } from "@/lib/messages/planning";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours, localDate } from "@/lib/platform/zoned-time";

import { type ActiveFollowUp, activeFollowUps } from "./active-follow-ups";
import { tenantZone } from "./follow-ups";
import { localeOf } from "./moved-notice";
import { plansOf } from "./plan-step";

/** The law's term for the notice, and how far back a worker that was down catches up. */
const termInDays = 14;

/**
 * Somebody gave or withdrew consent to advertising: the result notice of Network Act Art. 50(7), due within 14 days, goes
 * the next morning, one for everything they said that day. What is said later the same day changes the notice that waits.
 * Nothing is planned for a number that stopped everything: it would never be delivered (G11).
 */
export async function followConsent(tenant: TenantScope, saidBy: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    // Who was merged away since is told as the person they became.
    const customerId = await survivorOf(tx, saidBy);
    const { phone } = await customerOrRefuse(tx, customerId);
    if (phone && (await suppressionOf(tx, "sms", phone.address)) === "all") return;
    const followUps = await activeFollowUps(tx, "consent.changed");
    const zone = await tenantZone(tx);
    for (const result of followUps.length > 0 ? await consentResults(tx, saidBy, zone) : [])
      await notify(tx, followUps, { saidBy, customerId }, zone, result);
  });
}

async function notify(
  tx: Tx,
  followUps: ActiveFollowUp[],
  { saidBy, customerId }: { saidBy: string; customerId: string },
  zone: string,
  { at: event, day, variables }: ConsentResult,
): Promise<void> {
  const occasion = { subjectId: saidBy, customerId, zone, event, variables, stepSuffix: `:${day}` };
  const plans = followUps.flatMap((followUp) => plansOf(followUp, occasion, tx.now));
  await planAll(tx, plans);
  for (const { purpose, step } of plans)
    await tx.db.message.updateMany({
      where: { purpose, subjectId: saidBy, step: step ?? "1", state: { in: ["planned", "held"] } },
      data: { variables },
    });
}

const words = {
  ko: {
    advertising: { true: "광고 문자 수신 동의", false: "광고 문자 수신거부" },
    night: { true: "야간(밤 9시~아침 8시) 수신 동의", false: "야간(밤 9시~아침 8시) 수신거부" },
    mail: { true: "광고 메일 수신 동의", false: "광고 메일 수신거부" },
  },
  en: {
    advertising: { true: "advertising texts agreed to", false: "advertising texts declined" },
    night: { true: "texts at night (9 pm to 8 am) agreed to", false: "texts at night declined" },
    mail: { true: "advertising mails agreed to", false: "advertising mails declined" },
  },
} as const;

interface ConsentResult {
  /** When it was received: the 14 days count from here. Of a paper that is later than the day that stands on it. */
  at: Date;
  day: string;
  variables: Record<string, string>;
}

/**
 * What the notices say (decree Art. 62-2: sender, fact and date, outcome): for each day the last word on each purpose.
 * Nothing where the person did not speak for themselves (an owner's file is not a statement of theirs).
 */
async function consentResults(tx: Tx, customerId: string, zone: string): Promise<ConsentResult[]> {
  const said = await tx.db.consent.findMany({
    where: {
      customerId,
      channel: { in: ["sms", "email"] },
      purpose: { in: ["advertising", "night"] },
      basis: "given",
      recordedAt: { gte: addHours(tx.now, -24 * termInDays) },
    },
    orderBy: newestFirst,
    select: { purpose: true, channel: true, given: true, occurredAt: true, recordedAt: true },
  });
  const customer = await tx.db.customer.findFirst({ where: { id: customerId }, select: { locale: true } });
  const locale = localeOf(customer?.locale);
  const byDay = Map.groupBy(said, ({ occurredAt }) => localDate(occurredAt, zone));
  return [...byDay].map(([day, thatDay]) => {
    const { occurredAt, recordedAt } = thatDay[0] as (typeof said)[number];
    return {
      at: recordedAt,
      day,
      variables: { 처리결과: outcome(thatDay, locale), 처리일: formatDate(occurredAt, zone, locale) },
    };
  });
}

const newestFirst = [
  { occurredAt: "desc" as const },
  { recordedAt: "desc" as const },
  { id: "desc" as const },
];

/** The last word on each; `said` begins with the newest. */
function outcome(said: { purpose: string; channel: string; given: boolean }[], locale: Locale): string {
  const last = new Map(
    said.toReversed().map(({ purpose, channel, given }) => [channel === "email" ? "mail" : purpose, given]),
  );
  return (["advertising", "night", "mail"] as const)
    .flatMap((asked) => {
      const given = last.get(asked);
      return given === undefined ? [] : [words[locale][asked][`${given}`]];
    })
    .join(", ");
}
