import { z } from "zod";

import { readEmail } from "@/lib/platform/email-address";
import { optionalText, requiredText, wholeNumber } from "@/lib/platform/form-fields";

/** A price as an owner types it, "8.4" or "1,200": won, at most two decimals. Millionths of a won; empty is none. */
const price = z
  .string()
  .trim()
  .nullish()
  .transform((text) => text?.replaceAll(",", "") || null)
  .refine((text) => text === null || /^\d{1,6}(?:\.\d{1,2})?$/.test(text), "errors.field.invalid")
  .transform((text) => (text === null ? null : Math.round(Number(text) * 1_000_000)));

const shared = {
  /** Of an account that is changed; empty makes a new one. */
  id: z.union([z.literal("").transform(() => undefined), z.uuid()]).optional(),
  label: optionalText(40),
  priority: wholeNumber({ min: 1, max: 99 }).default(1),
  /** Empty keeps the one that is stored. */
  secret: optionalText(200),
};

const pool = z
  .string()
  .trim()
  .nullish()
  .transform((text) => text || null)
  .refine((text) => text === null || /^MG[0-9a-fA-F]{32}$/.test(text), "tenants.notAServiceSid");

export const twilioAccountInput = z
  .strictObject({
    ...shared,
    provider: z.literal("twilio"),
    key: z
      .string()
      .trim()
      .regex(/^AC[0-9a-fA-F]{32}$/, "tenants.notAnAccountSid"),
    senderNumber: optionalText(30),
    messagingServiceSid: pool,
    priceSms: price,
  })
  .refine((given) => given.senderNumber || given.messagingServiceSid, {
    path: ["senderNumber"],
    message: "tenants.senderMissing",
  });

export const solapiAccountInput = z.strictObject({
  ...shared,
  provider: z.literal("solapi"),
  key: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{8,40}$/, "texting.accounts.notAnApiKey"),
  senderNumber: requiredText(30),
  kakaoChannelId: z
    .string()
    .trim()
    .nullish()
    .transform((text) => text || null)
    .refine((text) => text === null || /^[0-9A-Za-z_-]{6,60}$/.test(text), "texting.accounts.notAChannel"),
  priceSms: price,
  priceLms: price,
  priceMms: price,
  priceAlimtalk: price,
});

const serverUrl = z
  .string()
  .trim()
  .min(1, "errors.field.required")
  .max(200, "errors.field.tooLong")
  .transform((text) => (text.includes("://") ? text : `smtp://${text}`))
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isBare = url !== null && !url.username && !url.password && /^\/?$/.test(url.pathname);
    return isBare && ["smtp:", "smtps:"].includes(url.protocol) && url.hostname !== "";
  }, "texting.accounts.notAMailServer");

export const smtpAccountInput = z.strictObject({
  ...shared,
  provider: z.literal("smtp"),
  key: requiredText(200),
  serverUrl,
  mailFrom: requiredText(254).refine((text) => readEmail(text).kind === "email", "errors.field.invalid"),
  priceEmail: price,
});

export const accountInput = z.union([twilioAccountInput, solapiAccountInput, smtpAccountInput]);
export type AccountInput = z.output<typeof accountInput>;

export const accountIdInput = z.strictObject({ id: z.uuid() });
