import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gateRules, judge, judgeBy } from "./gate";
import type { GateFacts } from "./gate-facts";

const kst = (text: string) => new Date(`${text}+09:00`);
const NOON = kst("2026-11-23T12:00:00");
const NIGHT = kst("2026-11-23T21:30:00");
const EIGHT = kst("2026-11-24T08:00:00");

type Changes = {
  [K in keyof GateFacts]?: GateFacts[K] extends Date | null
    ? GateFacts[K]
    : Partial<GateFacts[K]> | GateFacts[K];
};

const plainInfo: GateFacts = {
  now: NOON,
  messageClass: "transactional",
  channel: "sms",
  urgency: "urgent",
  expiresAt: null,
  stale: false,
  equalMessageInFlight: false,
  tenant: {
    suspended: false,
    transactionalReleased: false,
    sendingPaused: false,
    platformPaused: false,
    testMode: null,
  },
  route: {
    objection: null,
    provider: "twilio",
    koreanAdvertisingProof: true,
    countryAllowed: true,
    senderRegistered: true,
  },
  recipient: {
    country: "KR",
    zone: "Asia/Seoul",
    address: "ok",
    suppression: "none",
    consent: { advertising: "none", night: false, reconfirmationMissedAt: null },
    earlierPurchase: null,
    guardianMissing: false,
    nextAdvertisingAt: null,
  },
  text: {
    missingVariables: [],
    templateApproved: true,
    tooLong: false,
    subjectTooLong: false,
    unsupportedCharacters: 0,
    labelProblems: [],
    pictureUnfit: false,
  },
};

function changed(base: GateFacts, changes: Changes): GateFacts {
  const entries = Object.entries(changes).map(([key, value]) => {
    const old = base[key as keyof GateFacts];
    const merges =
      value && typeof value === "object" && !(value instanceof Date) && old && typeof old === "object";
    return [key, merges ? { ...old, ...value } : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

const consent = { advertising: "given", night: false, reconfirmationMissedAt: null } as const;
const person = plainInfo.recipient;
const info = (changes: Changes = {}) => changed(plainInfo, changes);
const ad = (changes: Changes = {}) =>
  changed(changed(plainInfo, { messageClass: "advertising", recipient: { consent } }), changes);
const bought = { endedOn: "2026-06-10", paid: true, sameKind: true, collectedDirectly: true };
const adAfterPurchase = (purchase: Partial<typeof bought>, changes: Changes = {}) =>
  ad({ recipient: { ...person, earlierPurchase: { ...bought, ...purchase } }, ...changes });
const newYork = { ...person, country: "US", zone: "America/New_York", consent };

const send = { outcome: "send" };
const blocked = (reason: string) => ({ outcome: "block", reason });
const heldForNight = { outcome: "hold", reason: "NIGHT", until: EIGHT };

/** [row, what, facts, verdict, the rule that says so]; a row with a rule is also its control test. */
const rows: [number | string, string, GateFacts, object, string?][] = [
  [1, "ad at 21:30 without night consent", ad({ now: NIGHT }), heldForNight, "no advertising at night"],
  [2, "ad at 21:00:00", ad({ now: kst("2026-11-23T21:00:00") }), heldForNight, "no advertising at night"],
  [2, "ad at 20:59:59", ad({ now: kst("2026-11-23T20:59:59") }), send],
  [3, "ad at 07:59:59", ad({ now: kst("2026-11-24T07:59:59") }), heldForNight, "no advertising at night"],
  [3, "ad at 08:00:00", ad({ now: EIGHT }), send],
  [
    4,
    "ad at 21:30 with night consent",
    ad({ now: NIGHT, recipient: { consent: { ...consent, night: true } } }),
    send,
  ],
  [5, "ad e-mail at 23:00", ad({ now: kst("2026-11-23T23:00:00"), channel: "email" }), send],
  [6, "class cancelled, at 22:00", info({ now: kst("2026-11-23T22:00:00") }), send],
  [
    6,
    "thanks, at 22:00",
    info({ now: NIGHT, urgency: "calm" }),
    { outcome: "hold", reason: "QUIET_HOURS", until: EIGHT },
    "what is not urgent waits for the day",
  ],
  [
    7,
    "ad queued 20:58, reached 21:01",
    ad({ now: kst("2026-11-23T21:01:00") }),
    heldForNight,
    "no advertising at night",
  ],
  [
    8,
    "ad held to 08:00, opted out at 07:30",
    ad({ now: EIGHT, recipient: { suppression: "advertising" } }),
    blocked("SUPPRESSED"),
    "the person stopped advertising",
  ],
  [
    9,
    "ad without consent or purchase",
    ad({ recipient: { consent: person.consent } }),
    blocked("NO_CONSENT"),
    "advertising needs a consent of this channel",
  ],
  [10, "same kind, six months to the day", adAfterPurchase({}, { now: kst("2026-12-10T20:00:00") }), send],
  [
    10,
    "same kind, a day later",
    adAfterPurchase({}, { now: kst("2026-12-11T08:00:00") }),
    blocked("NO_CONSENT"),
    "advertising needs a consent of this channel",
  ],
  [
    11,
    "another kind",
    adAfterPurchase({ sameKind: false }),
    blocked("NO_CONSENT"),
    "advertising needs a consent of this channel",
  ],
  [
    12,
    "collected by somebody else",
    adAfterPurchase({ collectedDirectly: false }),
    blocked("NO_CONSENT"),
    "advertising needs a consent of this channel",
  ],
  [
    13,
    "within six months, opted out",
    adAfterPurchase({}, { recipient: { ...person, suppression: "advertising", earlierPurchase: bought } }),
    blocked("SUPPRESSED"),
    "the person stopped advertising",
  ],
  [
    13,
    "within six months, consent withdrawn",
    adAfterPurchase(
      {},
      {
        recipient: { ...person, consent: { ...consent, advertising: "withdrawn" }, earlierPurchase: bought },
      },
    ),
    blocked("CONSENT_WITHDRAWN"),
    "consent was withdrawn",
  ],
  [
    14,
    "free lecture, no consent",
    adAfterPurchase({ paid: false }),
    blocked("NO_CONSENT"),
    "advertising needs a consent of this channel",
  ],
  [
    15,
    "no consent for e-mail",
    ad({ channel: "email", recipient: { consent: person.consent } }),
    blocked("NO_CONSENT"),
    "advertising needs a consent of this channel",
  ],
  [15, "ad by Kakao", ad({ channel: "alimtalk" }), blocked("ALIMTALK_AD"), "AlimTalk carries no advertising"],
  ...(
    [
      "NO_LABEL",
      "LABEL_VARIANT",
      "LABEL_NOT_FIRST",
      "NO_OPT_OUT",
      "CHARGED_OPT_OUT",
      "LABEL_ONLY_IN_SUBJECT",
      "NO_CONTACT",
    ] as const
  ).map((problem, i): [number, string, GateFacts, object, string] => [
    16 + i,
    problem,
    ad({ text: { labelProblems: [problem] } }),
    blocked(problem),
    "advertising is labelled and can be refused",
  ]),
  [
    25,
    "ad to Korea by Twilio without proof",
    ad({ route: { koreanAdvertisingProof: false } }),
    blocked("ROUTE_KR_AD"),
    "advertising to Korea needs a certified route",
  ],
  [25, "ad by another provider", ad({ route: { provider: "other", koreanAdvertisingProof: false } }), send],
  [26, "info to Korea by Twilio", info({ route: { koreanAdvertisingProof: false } }), send],
  [
    29,
    "second-year confirmation missed",
    ad({
      now: kst("2028-11-23T12:00:00"),
      recipient: { consent: { ...consent, reconfirmationMissedAt: kst("2028-11-23T00:00:00") } },
    }),
    blocked("RECONFIRMATION_MISSED"),
    "the consent was not confirmed in its second year",
  ],
  [
    39,
    "ad to a child whose guardian did not agree",
    ad({ recipient: { consent, guardianMissing: true } }),
    blocked("GUARDIAN_NEEDED"),
    "a child's guardian decides about advertising",
  ],
  [39, "info to the same child", info({ recipient: { guardianMissing: true } }), send],
  [
    34,
    "New York, 21:30",
    ad({ now: new Date("2026-11-24T02:30:00Z"), recipient: newYork }),
    { outcome: "hold", reason: "NIGHT", until: new Date("2026-11-24T13:00:00Z") },
    "no advertising at night",
  ],
  [34, "New York, 20:30", ad({ now: new Date("2026-11-24T01:30:00Z"), recipient: newYork }), send],
  [
    34,
    "New York, a night consent does not count",
    ad({
      now: new Date("2026-11-24T02:30:00Z"),
      recipient: { ...newYork, consent: { ...consent, night: true } },
    }),
    { outcome: "hold", reason: "NIGHT", until: new Date("2026-11-24T13:00:00Z") },
    "no advertising at night",
  ],
  [
    35,
    "STOP, then a reminder",
    info({ recipient: { suppression: "all" } }),
    blocked("SUPPRESSED_ALL"),
    "the carrier or the person stopped everything",
  ],
  [
    32,
    "advertising stopped, reminder of one's own course",
    info({ recipient: { suppression: "advertising" } }),
    send,
  ],
  [36, "boxes left empty: info", info(), send],
  [
    120,
    "suspended: ad",
    ad({ tenant: { suspended: true, transactionalReleased: true } }),
    blocked("TENANT_SUSPENDED"),
    "a suspended tenant sends nothing",
  ],
  [
    120,
    "suspended: info",
    info({ tenant: { suspended: true } }),
    { outcome: "wait", reason: "TENANT_SUSPENDED" },
    "a suspended tenant sends nothing",
  ],
  [120, "suspended, info released", info({ tenant: { suspended: true, transactionalReleased: true } }), send],
  [
    120,
    "sending paused",
    info({ tenant: { sendingPaused: true } }),
    { outcome: "wait", reason: "SENDING_PAUSED" },
    "sending is paused",
  ],
  [
    120,
    "sending of all tenants paused",
    info({ tenant: { platformPaused: true } }),
    { outcome: "wait", reason: "PLATFORM_PAUSED" },
    "the operator paused all sending",
  ],
  [
    "-",
    "a sender without proof",
    info({ route: { senderRegistered: false } }),
    { outcome: "wait", reason: "SENDER_NOT_REGISTERED" },
    "a text to Korea shows a registered number",
  ],
  [
    "-",
    "a third advertisement within the week",
    ad({ recipient: { consent, nextAdvertisingAt: EIGHT } }),
    { outcome: "hold", reason: "TOO_OFTEN", until: EIGHT },
    "nobody is advertised to too often",
  ],
  [
    "-",
    "a third advertisement that would come too late",
    ad({ expiresAt: EIGHT, recipient: { consent, nextAdvertisingAt: EIGHT } }),
    { outcome: "expire", reason: "TOO_OFTEN" },
    "nobody is advertised to too often",
  ],
  ["-", "information counts as no advertisement", info({ recipient: { nextAdvertisingAt: EIGHT } }), send],
  [
    68,
    "a variable without value",
    info({ text: { missingVariables: ["이름"] } }),
    blocked("MISSING_VARIABLE"),
    "every variable has a value",
  ],
  [
    70,
    "an AlimTalk that Kakao has not approved",
    info({ channel: "alimtalk", text: { templateApproved: false } }),
    blocked("TEMPLATE_NOT_APPROVED"),
    "Kakao approved the AlimTalk",
  ],
  [
    72,
    "an advertisement in an AlimTalk that nobody approved",
    ad({ channel: "alimtalk", text: { templateApproved: false } }),
    blocked("ALIMTALK_AD"),
    "AlimTalk carries no advertising",
  ],
  [
    26,
    "a number abroad that no account reaches",
    info({ route: { objection: "COUNTRY_UNREACHED" } }),
    blocked("COUNTRY_UNREACHED"),
    "an account reaches the country",
  ],
  [
    60,
    "a picture that no account sends there",
    info({ route: { objection: "NO_PICTURES" } }),
    blocked("NO_PICTURES"),
    "an account sends pictures",
  ],
  [
    60,
    "a picture of 301 KB",
    info({ text: { pictureUnfit: true } }),
    blocked("PICTURE_UNFIT"),
    "the picture fits",
  ],
  [53, "too long", info({ text: { tooLong: true } }), blocked("TOO_LONG"), "the text fits"],
  [
    59,
    "subject too long",
    info({ text: { subjectTooLong: true } }),
    blocked("SUBJECT_TOO_LONG"),
    "the subject fits",
  ],
  [
    56,
    "an emoji to Korea",
    info({ text: { unsupportedCharacters: 1 } }),
    blocked("UNSUPPORTED_CHARACTERS"),
    "every character arrives",
  ],
  [
    89,
    "a dead number",
    info({ recipient: { address: "bad" } }),
    blocked("BAD_ADDRESS"),
    "the address is known to be dead",
  ],
  [
    49,
    "no number for texts",
    info({ recipient: { address: "missing" } }),
    blocked("NO_ADDRESS"),
    "an address is needed",
  ],
  [
    "-",
    "expired",
    info({ expiresAt: NOON }),
    { outcome: "expire", reason: "EXPIRED" },
    "too late to be of use",
  ],
  [
    "-",
    "would be held past its use",
    ad({ now: NIGHT, expiresAt: EIGHT }),
    { outcome: "expire", reason: "NIGHT" },
    "no advertising at night",
  ],
  [
    80,
    "stale plan",
    info({ stale: true }),
    { outcome: "expire", reason: "STALE_PLAN" },
    "planned for a state that is no more",
  ],
  [
    "-",
    "test mode",
    info({ tenant: { testMode: { recipientListed: false } } }),
    blocked("TEST_MODE"),
    "test mode reaches listed people only",
  ],
  ["-", "test mode, listed", info({ tenant: { testMode: { recipientListed: true } } }), send],
  [
    "-",
    "a country that is not open",
    info({ route: { countryAllowed: false } }),
    blocked("COUNTRY_NOT_ALLOWED"),
    "countries the tenant did not open",
  ],
  [
    "-",
    "an equal message on its way",
    info({ equalMessageInFlight: true }),
    { outcome: "wait", reason: "EQUAL_MESSAGE" },
    "one of two equal open messages waits",
  ],
  [
    "-",
    "day's budget used up",
    info({ budget: { left: false, until: EIGHT, reason: "BUDGET" } }),
    { outcome: "hold", reason: "BUDGET", until: EIGHT },
    "the budget is not used up",
  ],
  [
    "-",
    "messages of the hour used up, and useless in the next",
    info({ expiresAt: EIGHT, budget: { left: false, until: EIGHT, reason: "HOUR_CAP" } }),
    { outcome: "wait", reason: "HOUR_CAP" },
    "the budget is not used up",
  ],
];

test.each(rows)("row %s: %s", (_row, _what, facts, verdict) => expect(judge(facts)).toEqual(verdict));

describe("control: without its rule a row has another end", () => {
  test.each(rows.filter(([, , , , rule]) => rule !== undefined))(
    "row %s: %s",
    (_row, _what, facts, verdict, rule) => {
      const others = gateRules.filter(({ name }) => name !== rule);
      expect(others).toHaveLength(gateRules.length - 1);
      expect(judgeBy(others, facts)).not.toEqual(verdict);
    },
  );

  test("every rule has a row that needs it", () => {
    const needed = new Set(rows.map(([, , , , rule]) => rule));
    expect(gateRules.map(({ name }) => name).filter((name) => !needed.has(name))).toEqual([]);
  });
});

test("no advertisement leaves without consent or purchase, to a stopped person, or at night without its consent", () => {
  const states = fc.record({
    advertising: fc.constantFrom("given", "withdrawn", "none") as fc.Arbitrary<
      "given" | "withdrawn" | "none"
    >,
    night: fc.boolean(),
    suppression: fc.constantFrom("none", "advertising", "all") as fc.Arbitrary<
      "none" | "advertising" | "all"
    >,
    purchase: fc.boolean(),
    minute: fc.nat(60 * 24 - 1),
    channel: fc.constantFrom("sms", "alimtalk", "email") as fc.Arbitrary<"sms" | "alimtalk" | "email">,
  });
  fc.assert(
    fc.property(states, ({ advertising, night, suppression, purchase, minute, channel }) => {
      const recipient = {
        ...person,
        suppression,
        consent: { advertising, night, reconfirmationMissedAt: null },
        earlierPurchase: purchase ? bought : null,
      };
      const now = new Date(kst("2026-11-23T00:00:00").getTime() + minute * 60_000);
      if (judge(ad({ now, channel, recipient })).outcome !== "send") return;
      expect(suppression).toBe("none");
      expect(advertising === "given" || (advertising === "none" && purchase)).toBe(true);
      const atNight = minute < 8 * 60 || minute >= 21 * 60;
      if (atNight) expect(channel === "email" || (night && advertising === "given")).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
