import { z } from "zod";
import { emailField } from "@/lib/accounts/schema";
import { optionalText, requiredText, wholeNumber } from "@/lib/platform/form-fields";
import { roles } from "./permissions";

export const roleField = z.enum(roles);
const version = wholeNumber({ min: 1, max: 1_000_000_000 });

const isZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
};

const colour = z
  .string()
  .trim()
  .optional()
  .transform((text) => text?.toLowerCase() || null)
  .refine((text) => text === null || /^#[0-9a-f]{6}$/.test(text), "tenants.notAColour");

const optionalEmail = z.union([z.literal("").transform(() => null), z.null(), emailField]).optional();

/** A number callers dial: digits with or without "+", spaces and hyphens. Kept as typed, without anything else. */
const dialled = z
  .string()
  .trim()
  .max(30, "errors.field.tooLong")
  .nullish()
  .transform((text) => text || null)
  .refine((text) => text === null || /^\+?[0-9][0-9 -]{2,20}$/.test(text), "tenants.notANumber");

export const basicsInput = z.strictObject({
  version,
  name: requiredText(60),
  zone: z.string().refine(isZone, "tenants.notAZone"),
  locale: z.enum(["ko", "en"]),
  brandColor: colour,
  introduction: optionalText(2000),
});

export const footerInput = z.strictObject({
  version,
  businessName: optionalText(80),
  representative: optionalText(80),
  businessNumber: z
    .string()
    .trim()
    .nullish()
    .transform((text) => text?.replaceAll(/[\s-]/g, "") || null)
    .refine((text) => text === null || isBusinessNumber(text), "tenants.notABusinessNumber"),
  address: optionalText(200),
  phone: dialled,
  email: optionalEmail.transform((email) => email ?? null),
});

export const privacyInput = z.strictObject({ version, privacyPolicy: optionalText(30_000) });

export const optOutInput = z.strictObject({
  version,
  optOutNumber: dialled.refine(
    (text) => text === null || text.replaceAll(/\D/g, "").startsWith("080"),
    "tenants.notAnOptOutNumber",
  ),
});

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "errors.field.invalid");

export const proofInput = z.strictObject({
  provider: requiredText(60),
  description: requiredText(500),
  validFrom: day,
  validUntil: z.union([z.literal("").transform(() => null), z.null(), day]).optional(),
});

export const invitationInput = z.strictObject({ email: emailField, role: roleField });
export const roleInput = z.strictObject({ membershipId: z.uuid(), role: roleField });
export const memberInput = z.strictObject({ membershipId: z.uuid() });
export const revokeInput = z.strictObject({ invitationId: z.uuid() });

export type Basics = z.output<typeof basicsInput>;
export type Footer = z.output<typeof footerInput>;

/** The checksum of a Korean business number: it catches typing errors and proves nothing (domain.md, finding 9). */
export function isBusinessNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || digits === "0000000000") return false;
  const number = [...digits].map(Number);
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.reduce((total, weight, place) => total + weight * (number[place] as number), 0);
  const carried = Math.floor(((number[8] as number) * 5) / 10);
  return (10 - ((sum + carried) % 10)) % 10 === number[9];
}
