import { getTranslations } from "next-intl/server";
import { type Explained, explain } from "@/lib/messages/explain";
import type { StaffScope } from "@/lib/web/staff";

/** The sentence that explains a message, in this person's language and the business's zone. */
export async function explanation(
  message: Explained,
  staff: Pick<StaffScope, "tenant" | "locale">,
  now: Date,
): Promise<string> {
  const words = await getTranslations();
  return explain(message, { words, zone: staff.tenant.zone, locale: staff.locale, now });
}
