import { createTranslator } from "use-intl/core";
import { formatDate, formatRange } from "@/lib/platform/formats/korean-time";
import en from "@/lib/platform/i18n/messages/en/public-page.json";
import ko from "@/lib/platform/i18n/messages/ko/public-page.json";
import type { Locale } from "@/lib/platform/tenancy";
import type { PublicRun } from "./types";

const translators = {
  ko: createTranslator({ locale: "ko", messages: { page: ko }, namespace: "page" }),
  en: createTranslator({ locale: "en", messages: { page: en as typeof ko }, namespace: "page" }),
};

export type Words = (typeof translators)["ko"];

/** The words of public pages, without React's or Next's machinery: these pages are written once and cached. */
export const wordsOf = (locale: Locale): Words => translators[locale];

/** Where and how the dates of a page are said. The year is said only when it is not the one people are in. */
export interface Calendar {
  zone: string;
  locale: Locale;
  now: Date;
}

export function dayOf(instant: Date, { zone, locale, now }: Calendar): string {
  const yearIn = (date: Date) => date.toLocaleDateString("en-US", { timeZone: zone, year: "numeric" });
  return formatDate(instant, zone, locale, { year: yearIn(instant) !== yearIn(now) });
}

/** "오후 2시–4시" · "2:00–4:00 PM KST", to be set beside or below `dayOf`. */
export function hoursOf(session: { startsAt: Date; endsAt: Date }, { zone, locale }: Calendar): string {
  const range = formatRange(session.startsAt, session.endsAt, zone, locale);
  return range.slice(formatDate(session.startsAt, zone, locale, { year: false }).length).replace(/^,? /, "");
}

/** "3기 · 12월 5일 (토) 오후 2시–4시": how a run is called. */
export function nameOfRun(run: PublicRun, calendar: Calendar): string {
  const [first] = run.sessions;
  const when = first ? `${dayOf(first.startsAt, calendar)} ${hoursOf(first, calendar)}` : null;
  return [run.label, when].filter(Boolean).join(" · ");
}
