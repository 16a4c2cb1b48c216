import { isOwnWord } from "@/lib/customers/consent-basis";
import { consentText } from "@/lib/customers/consent-texts";
import {
  type ConsentEvidence,
  recordConsents,
  standingConsents,
  stateConsent,
} from "@/lib/customers/consents";
import { lookAfter, periodEnd } from "@/lib/customers/reconfirmation-dates";
import { liftSuppression, suppress, suppressionsOf } from "@/lib/customers/suppressions";
import { stopSuppressed } from "@/lib/messages/inbound";
import type { Lane } from "@/lib/messages/known";
import { maskPhone } from "@/lib/platform/formats/phone-format";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { senderNameOf } from "./templates";

/** What a person may choose for themselves; notices about their own courses are not among it. */
export const choices = ["advertising", "night", "mail", "marketing"] as const;
export type Choice = (typeof choices)[number];

export interface Standing {
  given: boolean;
  /** When that was said; null where nothing was ever said. */
  since: Date | null;
}

export interface Preferences {
  business: string;
  /** "010-••••-5678"; null without a number for texts. */
  phone: string | null;
  /** Whether there is a mail address, or was one about which something was said. */
  hasMail: boolean;
  /** The carrier's own STOP holds back everything, and only a START from the phone itself lifts it. */
  stoppedAtCarrier: boolean;
  standing: Record<Choice, Standing>;
  /** The two years of the consent to advertising are nearly over: before when it may be said to keep it. Silence keeps it too. */
  keepBefore: Date | null;
}

/** What somebody gets and does not get, by channel and purpose. Reading changes nothing (row 33). */
export async function preferencesOf(tenant: TenantScope, customerId: string): Promise<Preferences> {
  return inTransaction(tenant, async (tx) => {
    const { sms: numbers, email: mails } = await addressesOf(tx, customerId);
    const scopes = [...(await suppressionsOf(tx, "sms", numbers)).values()];
    const mailStopped = (await suppressionsOf(tx, "email", mails)).size > 0;
    const said = await standingConsents(tx, customerId);
    const of = (choice: Choice): Standing => {
      const { purpose, channel } = consentText(choice, tx.locale as Locale, { businessName: "" });
      const newest = said.find((one) => one.purpose === purpose && one.channel === channel);
      return { given: newest?.given ?? false, since: newest?.occurredAt ?? null };
    };
    const advertising = of("advertising");
    const mail = of("mail");
    const refused = scopes.length > 0;
    return {
      business: await senderNameOf(tx),
      phone: numbers[0] ? maskPhone(numbers[0]) : null,
      hasMail: mails.length > 0 || mail.since !== null,
      stoppedAtCarrier: scopes.includes("all"),
      standing: {
        advertising: { ...advertising, given: advertising.given && !refused },
        night: { ...of("night"), given: of("night").given && advertising.given && !refused },
        mail: { ...mail, given: mail.given && !mailStopped },
        marketing: of("marketing"),
      },
      keepBefore: advertising.given && !refused ? toKeepBefore(advertising, tx.now) : null,
    };
  });
}

/** The end of the two years, while it is near. */
function toKeepBefore({ since }: Standing, now: Date): Date | null {
  const end = since && periodEnd(since, now);
  return end && lookAfter(end) <= now ? end : null;
}

/** What shows later how somebody chose: the page, the address's hash, the browser. */
export type ChoiceEvidence = Pick<ConsentEvidence, "source" | "sourcePage" | "ipHash" | "userAgent">;

/** Refusing or agreeing again to advertising is about the addresses of one way; the other choices are about none. */
const laneOf: Partial<Record<Choice, Lane>> = { advertising: "sms", mail: "email" };

/**
 * Gives or withdraws one consent by the person's own link; repeating it changes nothing. Refusing advertising stops it at
 * once, for the address and not only for this customer: of texts it withdraws the night too, and what is planned is taken back.
 * Giving it again lifts that, except what the carrier holds back.
 */
export async function choose(
  tenant: TenantScope,
  customerId: string,
  { choice, given }: { choice: Choice; given: boolean },
  evidence: ChoiceEvidence,
): Promise<void> {
  const person = { ...tenant, actor: { kind: "customer" as const, id: customerId } };
  await inTransaction(person, async (tx) => {
    const known = await tx.db.customer.findFirst({ where: { id: customerId }, select: { id: true } });
    if (!known) throw new Refusal("not_found", "errors.not_found");
    const lane = laneOf[choice];
    if (lane) {
      const addresses = (await addressesOf(tx, customerId))[lane];
      if (!given) await refuseAdvertising(tx, customerId, { lane, addresses }, evidence);
      else
        for (const address of addresses)
          await liftSuppression(tx, { channel: lane, address, scope: "advertising" });
      if (given && (await keepAnew(tx, customerId, lane, evidence))) return;
    }
    await state(tx, customerId, choice, given, evidence);
  });
}

/** Said again in the answer to the two-year confirmation: consents of today, which count from today. */
async function keepAnew(tx: Tx, customerId: string, lane: Lane, evidence: ChoiceEvidence): Promise<boolean> {
  const agreed = (await standingConsents(tx, customerId, lane)).filter(
    ({ given, basis }) => given && isOwnWord(basis),
  );
  const advertising = agreed.find(({ purpose }) => purpose === "advertising");
  if (!advertising || !toKeepBefore({ given: true, since: advertising.occurredAt }, tx.now)) return false;
  const said = agreed.map(({ purpose, channel }) => {
    const asked = purpose === "advertising" && lane === "email" ? "mail" : purpose;
    const { version, hash } = consentText(asked, tx.locale as Locale, { businessName: "" });
    const text = { textVersion: version, textHash: hash, locale: tx.locale };
    return { purpose, channel, given: true, evidence: { ...evidence, ...text, source: "reconfirmation" } };
  });
  await recordConsents(tx, customerId, said);
  return true;
}

async function refuseAdvertising(
  tx: Tx,
  customerId: string,
  { lane, addresses }: { lane: Lane; addresses: string[] },
  evidence: ChoiceEvidence,
): Promise<void> {
  if (lane === "sms") await state(tx, customerId, "night", false, evidence);
  for (const address of addresses)
    await suppress(tx, {
      channel: lane,
      address,
      scope: "advertising",
      source: evidence.source,
      customerId,
    });
  await stopSuppressed(tx, customerId);
}

/** One line in the ledger with the words that stood on the page; none where it stands so already. */
async function state(tx: Tx, customerId: string, choice: Choice, given: boolean, evidence: ChoiceEvidence) {
  const { purpose, channel, version, hash } = consentText(choice, tx.locale as Locale, { businessName: "" });
  await stateConsent(tx, customerId, {
    purpose,
    channel,
    given,
    evidence: { ...evidence, textVersion: version, textHash: hash, locale: tx.locale },
  });
}

/** Where a person may be reached, by way; of each the first is the one that is used. */
async function addressesOf(tx: Tx, customerId: string): Promise<Record<Lane, string[]>> {
  const points = await tx.db.contactPoint.findMany({
    where: { customerId, channel: { in: ["phone", "email"] } },
    orderBy: [{ primary: "desc" }, { recognised: "desc" }, { id: "asc" }],
    select: { channel: true, address: true },
  });
  const of = (channel: string) =>
    points.filter((point) => point.channel === channel).map(({ address }) => address);
  return { sms: of("phone"), email: of("email") };
}
