import { createTranslator } from "use-intl/core";
import { messagesOf } from "@/lib/platform/i18n/messages";
import type { Locale } from "@/lib/platform/tenancy";

/** The words of mails and notifications about sending itself. */
export const alertWords = (locale: Locale) =>
  createTranslator({ locale, messages: messagesOf(locale), namespace: "alerts" });
