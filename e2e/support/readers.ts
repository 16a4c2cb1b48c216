import type { Browser, BrowserContext } from "@playwright/test";
import { type Cookies, sessionOf } from "./actors";
import { type Look, sizes } from "./looks";
import { tenantOf } from "./page-list";
import type { PageToLookAt } from "./pages-to-look-at";

export const installed = () => ({
  url: process.env["E2E_URL"] ?? "",
  providersUrl: process.env["E2E_PROVIDERS_URL"] ?? "",
  password: process.env["E2E_PASSWORD"] ?? "",
});

const emailOf = (as: PageToLookAt["as"], locale: Look["locale"]) =>
  as === "operator" ? "operator@dangol.test" : `owner@${tenantOf[locale]}.dangol.test`;

/** A browser in which this person reads this language. */
export async function readerOf(
  browser: Browser,
  { as, locale }: { as: PageToLookAt["as"]; locale: Look["locale"] },
): Promise<BrowserContext> {
  const session: Cookies = as === "nobody" ? [] : await sessionOf(browser, installed(), emailOf(as, locale));
  const context = await browser.newContext({
    baseURL: installed().url,
    viewport: sizes.laptop,
    locale: locale === "ko" ? "ko-KR" : "en-GB",
    timezoneId: "Asia/Seoul",
  });
  await context.addCookies([
    ...session,
    { name: "dangol.locale", value: locale, url: installed().url, httpOnly: true, sameSite: "Lax" },
  ]);
  return context;
}
