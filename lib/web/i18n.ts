import { getRequestConfig } from "next-intl/server";
import { messagesOf } from "@/lib/platform/i18n/messages";
import { pageLocale } from "./page-locale";

/**
 * next-intl's settings for a request. `locale` is set where a caller asks for a language by name (a text in the
 * customer's language inside a Korean page). Times are formatted by lib/platform/formats with the tenant's zone;
 * the zone here is only the default next-intl wants.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await pageLocale());
  return { locale, messages: messagesOf(locale), timeZone: "Asia/Seoul" };
});
