import type { AlimTalk, Capabilities } from "@/lib/platform/channels/channel";
import type { LinkRow } from "@/lib/platform/personal-links";

import type { ApprovedTemplate } from "./alimtalk/approved-templates";
import { allWords, withFallbacks } from "./composing";
import { addressOf, type MessageContext } from "./context";
import { type Estimate, estimateOf } from "./cost";
import type { GateFacts } from "./gate-facts";
import { type Known, laneKey, laneOf, textKey } from "./known";
import { nextAdvertisementAt } from "./limits/frequency";
import type { ShortLinkRow } from "./links/short-links";
import { oneClickOf } from "./one-click";
import { type Picture, pictureFits } from "./pictures";
import { type SendingAccount, senderOf } from "./provider-accounts";
import { countryOf, homeCountry, pointOf, zoneOf } from "./recipient";
import { needsProof, type Route, routeOf } from "./routing";
import { senderKey } from "./senders/sender-number-rule";
import { labelProblems, lengthFacts, unsupported } from "./text-checks";
import { variablesFor } from "./variables";
import { composeFor, fallbackOf } from "./words-of-message";

/** A message as it would leave: its way, its words, its links, and all the facts the gate judges. */
export interface Ready {
  to: string | null;
  route: Route<SendingAccount>;
  subject: string;
  body: string;
  alimtalk: AlimTalk | null;
  picture: Picture | null;
  /** Of advertising mail: where one click refuses. */
  unsubscribeUrl: string | undefined;
  /** What it is expected to cost; null while no account carries it, or nobody knows a price. */
  estimate: Estimate | null;
  /** To be stored if it leaves; empty in previews. */
  links: LinkRow[];
  shortLinks: ShortLinkRow[];
  facts: GateFacts;
}

/** Chooses its way, fills its words and puts the facts together as they are at `now`; asks nothing of the database. */
export function readyMessage(
  context: MessageContext,
  known: Known,
  now: Date,
  links: "draft" | "show",
): Ready {
  const { tenant, message, words } = context;
  if (!words) throw new Error("messages: the stored template cannot be read");
  const to = addressOf(context, words.channel);
  const country = countryOf(context, words.channel);
  const lane = laneOf(words.channel);
  const template = words.channel === "alimtalk" ? templateFor(context, known) : null;
  const { values, drafted, shortened } = variablesFor(context, allWords(words, template), links, now);
  const composed = composeFor(context, words, template, withFallbacks(values, words.fallbacks));
  const { subject, body } = composed;
  const leavesAs = words.channel === "alimtalk" && !template && words.textInstead ? "sms" : words.channel;
  const question = {
    channel: leavesAs,
    country,
    messageClass: words.messageClass,
    body,
    subject,
    picture: words.imageFileId !== null,
    proofs: known.proofs,
  };
  const route = routeOf(question, template ? known.accounts.filter(carries(template)) : known.accounts);
  const fallback =
    template && words.textInstead && route.account ? fallbackOf(composed, route.account) : null;
  const oneClick = links === "draft" ? oneClickOf(context, words, now) : null;
  const picture = known.pictures.get(words.imageFileId ?? "") ?? null;
  const openEqual = to === null ? undefined : known.openTexts.get(textKey(to, body));
  const facts: GateFacts = {
    now,
    messageClass: words.messageClass,
    channel: words.channel,
    urgency: message.urgent ? "urgent" : "calm",
    expiresAt: message.expiresAt,
    stale: isStale(context),
    // Only where the provider's list tells messages apart by number and text alone.
    equalMessageInFlight:
      route.account?.provider.capabilities.finds === "by_recipient" &&
      openEqual !== undefined &&
      openEqual !== message.id,
    tenant: {
      suspended: tenant.status !== "active",
      transactionalReleased: known.sending.transactionalReleased,
      sendingPaused: known.sending.pausedBy === "tenant",
      platformPaused: known.sending.pausedBy === "platform",
      testMode: known.sending.testAddresses && {
        recipientListed: to !== null && known.sending.testAddresses.has(to),
      },
    },
    route: {
      objection: route.objection,
      provider: route.account && route.account.provider.name !== "twilio" ? "other" : "twilio",
      koreanAdvertisingProof: !needsProof(route.account ?? nobody, question),
      countryAllowed: known.sending.limits.allowedCountries.includes(country),
      senderRegistered:
        country !== "KR" ||
        route.account === null ||
        !(leavesAs === "sms" || fallback) ||
        known.sending.senders.has(senderKey(senderOf(route.account, "sms")) ?? ""),
    },
    recipient: {
      country,
      zone: country === homeCountry ? tenant.zone : zoneOf(country, tenant.zone, now),
      address: to === null ? "missing" : pointOf(context, words.channel)?.badSince ? "bad" : "ok",
      suppression: to === null ? "none" : (known.suppressions.get(laneKey(lane, to)) ?? "none"),
      consent: known.consents.get(laneKey(lane, message.customerId)) ?? {
        advertising: "none",
        night: false,
        reconfirmationMissedAt: null,
      },
      earlierPurchase: null,
      guardianMissing: known.withoutGuardian.has(message.customerId),
      nextAdvertisingAt: nextAdvertisementAt(
        known.recentAds.get(message.customerId) ?? [],
        known.sending.limits,
        now,
      ),
    },
    text: {
      missingVariables: composed.missing,
      templateApproved: leavesAs !== "alimtalk" || template !== null || route.objection === "NO_ACCOUNT",
      ...lengthFacts(route, country, composed, fallback),
      unsupportedCharacters: unsupported(leavesAs, country, composed, fallback),
      labelProblems: labelProblems(context, words, country, composed),
      pictureUnfit:
        words.imageFileId !== null &&
        route.account !== null &&
        !pictureFits(route.account.provider.capabilities, picture ?? undefined),
    },
  };
  return {
    to,
    route,
    subject,
    body,
    alimtalk: template && {
      channelId: template.channelId,
      templateId: template.providerId,
      variables: composed.variables ?? {},
      ...(fallback ? { fallback } : {}),
    },
    picture,
    unsubscribeUrl: oneClick?.url,
    estimate: route.account && estimateOf(route.account, { kind: route.kind, body, fallback }),
    links: oneClick ? [...drafted, oneClick.link] : drafted,
    shortLinks: shortened,
    facts,
  };
}

/** Why it cannot leave now, though the gate has nothing against it. */
export function accountObjection({ route }: Pick<Ready, "route">, known: Known): string | null {
  if (!route.account) return "messages.noAccount";
  return known.refusedAccounts.has(route.account.id) ? "messages.accountRefused" : null;
}

/** Stands where no account carries the message: then nothing is said about proofs. */
const nobody = {
  provider: { name: "solapi", capabilities: {} as Capabilities },
  channels: [],
  priority: 0,
} as const;

/** The approved AlimTalk of these words, through an account that is in use for AlimTalk. */
const templateFor = ({ message }: MessageContext, { alimtalk, accounts }: Known) =>
  alimtalk.find(
    (one) =>
      one.versionIds.has(message.templateVersionId ?? "") &&
      accounts.some((account) => carries(one)(account) && account.channels.includes("alimtalk")),
  ) ?? null;

const carries =
  ({ accountId }: ApprovedTemplate) =>
  ({ id }: SendingAccount) =>
    id === accountId;

/** The schedule it was planned for has changed since. Messages without a session of their own cannot be stale. */
function isStale({ message, plannedSession }: MessageContext): boolean {
  if (!plannedSession) return false;
  return plannedSession.scheduleVersion !== message.scheduleVersion || plannedSession.cancelledAt !== null;
}
