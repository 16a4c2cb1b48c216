import { cookies, headers } from "next/headers";
import { cache } from "react";
import { isLocale, type MessageLocale } from "@/lib/platform/i18n/messages";
import { acceptedLocale } from "./accepted-locale";
import { courseLocale, linkLocale } from "./content-locale";
import { localeCookie } from "./theme";

/**
 * The language of the page being rendered is decided by its address, in this one place, so that `<html lang>`, titles,
 * words and error pages agree: a customer's pages speak the customer's language, a public
 * page that of its course, all others as chosen at this browser (signing in brings the account's choice there), else
 * as the browser asks.
 */
export const pageLocale = cache(async (): Promise<MessageLocale> => {
  const pathname = (await headers()).get("x-pathname") ?? "/";
  const [area = "", ...rest] = pathname.split("/").filter(Boolean).map(decoded);
  return (await localeOf(area, rest)) ?? (await readersLocale());
});

async function localeOf(area: string, rest: string[]): Promise<MessageLocale | null> {
  switch (area) {
    case "my":
    case "survey":
    case "preferences":
    case "door":
    case "here":
    case "guardian":
      return linkLocale(rest[0] ?? "", area);
    default:
      return rest.length >= 2 ? courseLocale(area, rest[0] ?? "") : null;
  }
}

async function readersLocale(): Promise<MessageLocale> {
  const chosen = (await cookies()).get(localeCookie())?.value;
  return isLocale(chosen) ? chosen : acceptedLocale((await headers()).get("accept-language"));
}

/** A broken escape is no reason to fail: such a page is not found anyway. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
