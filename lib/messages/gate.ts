import { addMonths, localDate, nextAllowed } from "@/lib/platform/zoned-time";
import type { GateFacts, GateReason, Verdict } from "./gate-facts";

export interface GateRule {
  name: string;
  /** Rows of the table of rules in docs that this one answers. */
  rows: readonly number[];
  /** Null: nothing against it. */
  judge: (facts: GateFacts) => Exclude<Verdict, { outcome: "send" }> | null;
}

/** Advertising and calm information go between 08:00:00 and 20:59:59 of the recipient's clock. */
const DAYTIME = { from: "08:00", to: "21:00" };
const PURCHASE_MONTHS = 6;

const isAd = ({ messageClass }: GateFacts) => messageClass === "advertising";
const block = (reason: GateReason) => ({ outcome: "block", reason }) as const;
const wait = (reason: GateReason) => ({ outcome: "wait", reason }) as const;

/**
 * All that may stand between a message and its recipient, in the order it is asked: first what stops everything, then
 * the person, then the law, then the text, and last what only takes time. The first objection is the verdict.
 */
export const gateRules: readonly GateRule[] = [
  {
    name: "a suspended tenant sends nothing",
    rows: [120],
    judge: (facts) => {
      if (!facts.tenant.suspended) return null;
      if (isAd(facts)) return block("TENANT_SUSPENDED");
      return facts.tenant.transactionalReleased ? null : wait("TENANT_SUSPENDED");
    },
  },
  {
    name: "the operator paused all sending",
    rows: [120],
    judge: ({ tenant }) => (tenant.platformPaused ? wait("PLATFORM_PAUSED") : null),
  },
  {
    name: "sending is paused",
    rows: [120],
    judge: ({ tenant }) => (tenant.sendingPaused ? wait("SENDING_PAUSED") : null),
  },
  {
    name: "too late to be of use",
    rows: [],
    judge: ({ expiresAt, now }) =>
      expiresAt && now >= expiresAt ? { outcome: "expire", reason: "EXPIRED" } : null,
  },
  {
    name: "planned for a state that is no more",
    rows: [80],
    judge: ({ stale }) => (stale ? { outcome: "expire", reason: "STALE_PLAN" } : null),
  },
  {
    name: "test mode reaches listed people only",
    rows: [],
    judge: ({ tenant }) => (tenant.testMode && !tenant.testMode.recipientListed ? block("TEST_MODE") : null),
  },
  {
    name: "an address is needed",
    rows: [48, 49],
    judge: ({ recipient }) => (recipient.address === "missing" ? block("NO_ADDRESS") : null),
  },
  {
    name: "the address is known to be dead",
    rows: [89],
    judge: ({ recipient }) => (recipient.address === "bad" ? block("BAD_ADDRESS") : null),
  },
  {
    name: "the carrier or the person stopped everything",
    rows: [28, 35, 88],
    judge: ({ recipient }) => (recipient.suppression === "all" ? block("SUPPRESSED_ALL") : null),
  },
  {
    name: "the person stopped advertising",
    rows: [8, 13, 28, 32],
    judge: (facts) => (isAd(facts) && facts.recipient.suppression !== "none" ? block("SUPPRESSED") : null),
  },
  {
    name: "countries the tenant did not open",
    rows: [],
    judge: ({ route, channel }) =>
      channel !== "email" && !route.countryAllowed ? block("COUNTRY_NOT_ALLOWED") : null,
  },
  {
    name: "an account reaches the country",
    rows: [25, 26],
    judge: ({ route }) => (route.objection === "COUNTRY_UNREACHED" ? block("COUNTRY_UNREACHED") : null),
  },
  {
    name: "AlimTalk carries no advertising",
    rows: [72],
    judge: (facts) => (isAd(facts) && facts.channel === "alimtalk" ? block("ALIMTALK_AD") : null),
  },
  {
    name: "Kakao approved the AlimTalk",
    rows: [70],
    judge: ({ text }) => (text.templateApproved ? null : block("TEMPLATE_NOT_APPROVED")),
  },
  {
    name: "advertising to Korea needs a certified route",
    rows: [25, 26],
    judge: (facts) => (needsProof(facts) ? block("ROUTE_KR_AD") : null),
  },
  {
    name: "consent was withdrawn",
    rows: [13],
    judge: (facts) =>
      isAd(facts) && facts.recipient.consent.advertising === "withdrawn" ? block("CONSENT_WITHDRAWN") : null,
  },
  {
    name: "a child's guardian decides about advertising",
    rows: [39],
    judge: (facts) => (isAd(facts) && facts.recipient.guardianMissing ? block("GUARDIAN_NEEDED") : null),
  },
  {
    name: "advertising needs a consent of this channel",
    rows: [9, 10, 11, 12, 14, 15, 36],
    judge: (facts) => {
      if (!isAd(facts) || facts.recipient.consent.advertising === "given") return null;
      return allowedByPurchase(facts) ? null : block("NO_CONSENT");
    },
  },
  {
    name: "the consent was not confirmed in its second year",
    rows: [29],
    judge: (facts) => {
      const { advertising, reconfirmationMissedAt } = facts.recipient.consent;
      const missed = reconfirmationMissedAt !== null && facts.now >= reconfirmationMissedAt;
      return isAd(facts) && advertising === "given" && missed ? block("RECONFIRMATION_MISSED") : null;
    },
  },
  {
    name: "every variable has a value",
    rows: [68],
    judge: ({ text }) => (text.missingVariables.length > 0 ? block("MISSING_VARIABLE") : null),
  },
  {
    name: "the text fits",
    rows: [53, 67, 69],
    judge: ({ text }) => (text.tooLong ? block("TOO_LONG") : null),
  },
  {
    name: "the subject fits",
    rows: [59],
    judge: ({ text }) => (text.subjectTooLong ? block("SUBJECT_TOO_LONG") : null),
  },
  {
    name: "every character arrives",
    rows: [56],
    judge: ({ text }) => (text.unsupportedCharacters > 0 ? block("UNSUPPORTED_CHARACTERS") : null),
  },
  {
    name: "an account sends pictures",
    rows: [60],
    judge: ({ route }) => (route.objection === "NO_PICTURES" ? block("NO_PICTURES") : null),
  },
  {
    name: "the picture fits",
    rows: [60],
    judge: ({ text }) => (text.pictureUnfit ? block("PICTURE_UNFIT") : null),
  },
  {
    name: "advertising is labelled and can be refused",
    rows: [16, 17, 18, 19, 20, 21, 22],
    judge: (facts) => {
      const [problem] = facts.text.labelProblems;
      return isAd(facts) && problem ? block(problem) : null;
    },
  },
  {
    name: "a text to Korea shows a registered number",
    rows: [],
    judge: ({ route }) => (route.senderRegistered ? null : wait("SENDER_NOT_REGISTERED")),
  },
  {
    name: "no advertising at night",
    rows: [1, 2, 3, 4, 5, 7, 34],
    judge: (facts) => (isAd(facts) && sleepsNow(facts) ? holdUntilDay(facts, "NIGHT") : null),
  },
  {
    name: "what is not urgent waits for the day",
    rows: [6],
    judge: (facts) =>
      !isAd(facts) && facts.urgency === "calm" && facts.channel !== "email"
        ? holdUntilDay(facts, "QUIET_HOURS")
        : null,
  },
  {
    name: "one of two equal open messages waits",
    rows: [],
    judge: ({ equalMessageInFlight }) => (equalMessageInFlight ? wait("EQUAL_MESSAGE") : null),
  },
  {
    name: "nobody is advertised to too often",
    rows: [],
    judge: (facts) => {
      const { nextAdvertisingAt } = facts.recipient;
      return isAd(facts) && nextAdvertisingAt ? hold(facts, nextAdvertisingAt, "TOO_OFTEN") : null;
    },
  },
  {
    name: "the budget is not used up",
    rows: [],
    judge: (facts) => {
      const { budget } = facts;
      if (!budget || budget.left) return null;
      const held = hold(facts, budget.until, budget.reason);
      // An owner may give more before then: nothing is given up early for want of money.
      return held.outcome === "expire" ? wait(budget.reason) : held;
    },
  },
];

/** May this message go out now? The same question in the preview, in the plan and right before the POST. */
export const judge = (facts: GateFacts): Verdict => judgeBy(gateRules, facts);

/** The judgement by a given table; tests take rules out of it to see that each one matters. */
export function judgeBy(rules: readonly GateRule[], facts: GateFacts): Verdict {
  for (const rule of rules) {
    const objection = rule.judge(facts);
    if (objection) return objection;
  }
  return { outcome: "send" };
}

/** Network Act Art. 50-3(1): advertising by bulk SMS in Korea only through a sender that holds 전송자격인증. */
const needsProof = (facts: GateFacts) =>
  isAd(facts) &&
  facts.channel === "sms" &&
  facts.recipient.country === "KR" &&
  facts.route.provider === "twilio" &&
  !facts.route.koreanAdvertisingProof;

/** E-mail is exempt (decree Art. 61(2)); a night consent lifts the Korean ban, the American hours have none. */
function sleepsNow({ channel, recipient }: GateFacts): boolean {
  if (channel === "email") return false;
  return !(
    recipient.country === "KR" &&
    recipient.consent.night &&
    recipient.consent.advertising === "given"
  );
}

function allowedByPurchase({ recipient, now }: GateFacts): boolean {
  const bought = recipient.earlierPurchase;
  if (recipient.country !== "KR" || !bought?.paid || !bought.sameKind || !bought.collectedDirectly)
    return false;
  return localDate(now, recipient.zone) <= addMonths(bought.endedOn, PURCHASE_MONTHS);
}

function holdUntilDay(facts: GateFacts, reason: GateReason) {
  const until = nextAllowed(facts.now, facts.recipient.zone, DAYTIME);
  return until > facts.now ? hold(facts, until, reason) : null;
}

/** Held past its use is expired at once, so that nobody waits for it. */
function hold({ expiresAt }: GateFacts, until: Date, reason: GateReason) {
  if (expiresAt && until >= expiresAt) return { outcome: "expire", reason } as const;
  return { outcome: "hold", until, reason } as const;
}
