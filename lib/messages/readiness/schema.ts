import { z } from "zod";

import { requiredText } from "@/lib/platform/form-fields";

export const ownPhoneInput = z.strictObject({ number: requiredText(40) });
export const codeInput = z.strictObject({ code: requiredText(20) });
export const testInput = z.strictObject({ channel: z.enum(["sms", "email"]) });
