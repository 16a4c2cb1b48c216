import { parsePhoneNumberFromString } from "libphonenumber-js/max";

import type { LinkRow } from "@/lib/platform/personal-links";
import { localOf } from "@/lib/platform/zoned-time";

import { advertisingProblems, withLabel } from "./advertising-label";
import type { MessageContext } from "./context";
import type { GateFacts } from "./gate-facts";
import { addressOf, type Known, textKey } from "./known";
import { unsupportedCharacters } from "./korean-characters";
import type { ShortLinkRow } from "./links/short-links";
import { classOf } from "./message-class";
import { templateBody } from "./schema";
import { fill } from "./template";
import { KOREAN_LIMITS, koreanBytes, TWILIO_LONGEST_BODY } from "./text-length";
import { variablesFor } from "./variables";

/** A message as it would leave: its text, its links, and all the facts the gate judges. */
export interface Ready {
  to: string | null;
  body: string;
  /** To be stored if it leaves; empty in previews. */
  links: LinkRow[];
  shortLinks: ShortLinkRow[];
  facts: GateFacts;
}

/** Where a tenant without a telephone of the recipient's country stands. */
const homeCountry = "KR";

/** Fills the text and puts the facts together as they are at `now`; asks nothing of the database. */
export function readyMessage(
  context: MessageContext,
  known: Known,
  now: Date,
  links: "draft" | "show",
): Ready {
  const { tenant, phone, message } = context;
  const sender = tenant.settings?.businessName || tenant.name;
  const { written, messageClass } = wording(context);
  const { values, drafted, shortened } = variablesFor(context, written, links, now);
  const filled = fill(written, values);
  const body = messageClass === "advertising" ? withLabel(filled.text, sender) : filled.text;
  const to = addressOf(context);
  const country = (phone && parsePhoneNumberFromString(phone.address)?.country) || homeCountry;
  const korean = country === homeCountry;
  const openEqual = to === null ? undefined : known.openTexts.get(textKey(to, body));
  const facts: GateFacts = {
    now,
    messageClass,
    channel: "sms",
    urgency: message.urgent ? "urgent" : "calm",
    expiresAt: message.expiresAt,
    stale: isStale(context),
    equalMessageInFlight: openEqual !== undefined && openEqual !== message.id,
    tenant: {
      suspended: tenant.status !== "active",
      transactionalReleased: false,
      sendingPaused: false,
      testMode: null,
    },
    route: {
      provider: known.account?.provider ?? "twilio",
      koreanAdvertisingProof: known.advertisingProof,
      countryAllowed: true,
    },
    recipient: {
      country,
      zone: korean ? tenant.zone : zoneOf(country, tenant.zone, now),
      address: to === null ? "missing" : phone?.badSince ? "bad" : "ok",
      suppression: to === null ? "none" : (known.suppressions.get(to) ?? "none"),
      consent: known.consents.get(message.customerId) ?? {
        advertising: "none",
        night: false,
        reconfirmationMissedAt: null,
      },
      earlierPurchase: null,
      guardianMissing: known.withoutGuardian.has(message.customerId),
    },
    text: {
      missingVariables: filled.missing,
      tooLong: body.length > TWILIO_LONGEST_BODY || (korean && koreanBytes(body) > KOREAN_LIMITS.lms),
      subjectTooLong: false,
      unsupportedCharacters: korean ? unsupportedCharacters(body).length : 0,
      labelProblems:
        messageClass === "advertising" && korean ? advertisingProblems({ body, senderName: sender }) : [],
    },
  };
  return { to, body, links: drafted, shortLinks: shortened, facts };
}

/** The template in the recipient's language, and its class: words in it can raise it, the plan too. */
function wording({ message, locale }: MessageContext) {
  const template = message.templateVersion ? templateBody.parse(message.templateVersion.body) : null;
  const written = template?.texts[locale] || template?.texts.ko || "";
  const declared = template
    ? classOf(template.class, written, template.lowered).messageClass
    : "transactional";
  return { written, messageClass: message.class === "advertising" ? ("advertising" as const) : declared };
}

/** The schedule it was planned for has changed since. Messages without a session of their own cannot be stale. */
function isStale({ message }: MessageContext): boolean {
  const { session } = message;
  if (!session) return false;
  return session.scheduleVersion !== message.scheduleVersion || session.cancelledAt !== null;
}

/** Quiet hours abroad: the zone of the country's capital where the number tells no more; else the tenant's own. */
const zones: Record<string, string> = {
  US: "America/New_York",
  CA: "America/Toronto",
  JP: "Asia/Tokyo",
  GB: "Europe/London",
};

/** A number of +1 does not say how far west its owner lives: their morning begins when Los Angeles wakes up. */
function zoneOf(country: string, fallback: string, now: Date): string {
  const zone = zones[country] ?? fallback;
  const wide = country === "US" || country === "CA";
  return wide && localOf(now, zone).time < "12:00" ? "America/Los_Angeles" : zone;
}
