import { form } from "./action-call";
import { type Action, desk, nothing, quiet, staffFolder, type Typed } from "./action-kinds";

const textingFile = `${staffFolder}/settings/texting/actions.ts`;
const operatorFile = "app/(operator)/operator/actions.ts";

const limits = (fields: Record<string, string>) =>
  desk(
    "settings.write",
    async ({ of, version }) => ({
      version: String(await version("sending_limits", of.scope.tenantId)),
      ...fields,
    }),
    nothing,
  );

const operator = (typed: Typed, more: Partial<Action> = {}): Action => ({
  kind: "operator",
  writes: true,
  namesNothing: true,
  args: async (aim) => [null, form(await typed(aim))],
  ...more,
});

const proof = { description: "A letter", registeredOn: "2026-01-01", validUntil: "" };
const account = { id: "", label: "", priority: "1" };

/** Of accounts, sender numbers, limits and switches; and the operator's. */
export const textingActions: Readonly<Record<string, Action>> = {
  [`${textingFile}#saveTwilio`]: desk(
    "keys.write",
    () => ({
      ...account,
      provider: "twilio",
      key: `AC${"a".repeat(32)}`,
      secret: "b".repeat(32),
      senderNumber: "02-555-0199",
      messagingServiceSid: "",
      priceSms: "",
    }),
    nothing,
  ),
  [`${textingFile}#saveSolapi`]: desk(
    "keys.write",
    () => ({
      ...account,
      provider: "solapi",
      key: "NCS0123456789ABC",
      secret: "c".repeat(32),
      senderNumber: "02-555-0199",
      kakaoChannelId: "",
      priceSms: "8.4",
      priceLms: "",
      priceMms: "",
      priceAlimtalk: "",
    }),
    nothing,
  ),
  [`${textingFile}#saveMailServer`]: desk(
    "keys.write",
    () => ({
      ...account,
      provider: "smtp",
      key: "user",
      secret: "password",
      serverUrl: "smtp://127.0.0.1:2526",
      mailFrom: "hello@example.com",
      priceEmail: "",
    }),
    nothing,
  ),
  [`${textingFile}#stopUsingAccount`]: desk("keys.write", ({ of }) => ({ id: of.subjects.account })),
  [`${textingFile}#bringAccountBack`]: desk("keys.write", ({ of }) => ({ id: of.subjects.account })),
  [`${textingFile}#saveSender`]: desk(
    "keys.write",
    () => ({ number: "02-555-0100", proof: "service_certificate", ...proof }),
    nothing,
  ),
  [`${textingFile}#stopUsingSender`]: desk("keys.write", ({ of }) => ({ id: of.subjects.sender })),
  [`${textingFile}#saveAdvertisingProof`]: desk(
    "keys.write",
    () => ({ provider: "twilio", description: "A letter", validFrom: "2026-01-01", validUntil: "" }),
    nothing,
  ),
  [`${textingFile}#saveCaps`]: limits({
    perHour: "10",
    perDay: "20",
    dayWon: "1,000",
    monthWon: "2,000",
    abroadWon: "500",
  }),
  [`${textingFile}#saveCountries`]: limits({ "countries[]": "KR" }),
  [`${textingFile}#saveFrequency`]: limits({ advertisingTimes: "1", advertisingDays: "7" }),
  [`${textingFile}#saveTestMode`]: limits({ addresses: "" }),
  [`${textingFile}#stopEverything`]: desk("settings.write", () => ({ reason: "A mistake" }), nothing),
  [`${textingFile}#resumeEverything`]: desk("settings.write", () => ({}), nothing),
  // Without an account for texts the code is not sent; the number is noted all the same.
  [`${textingFile}#sendMeCode`]: desk("keys.write", () => ({ number: "010-5555-0009" }), nothing),
  [`${textingFile}#confirmMyPhone`]: desk("keys.write", () => ({ code: "000000" }), nothing),
  [`${textingFile}#sendMeTest`]: desk("keys.write", () => ({ channel: "sms" }), quiet),

  [`${operatorFile}#stopAll`]: operator(() => ({ reason: "A test" })),
  [`${operatorFile}#resumeAll`]: operator(() => ({ reason: "It is over" })),
  // Not suspended: the other actions still want to be done.
  [`${operatorFile}#saveStanding`]: operator(({ of }) => ({ slug: of.slug, act: "hold", reason: "A test" })),
};
