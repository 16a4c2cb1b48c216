"use server";

import { cookies } from "next/headers";
import { isLocale } from "@/lib/platform/i18n/messages";
import { isOurOrigin } from "@/lib/web/request-origin";
import { cookieOptions } from "@/lib/web/session-cookie";
import { localeCookie, themeCookie } from "@/lib/web/theme";

const aYear = 60 * 60 * 24 * 365;

/** Sets the language of this browser; anything but a language of ours changes nothing. */
export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (isLocale(locale) && (await isOurOrigin())) await keep(localeCookie(), locale);
}

/** Sets light or dark for this browser; "system" follows the device again. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form.get("theme");
  if (!(await isOurOrigin())) return;
  if (theme === "light" || theme === "dark") await keep(themeCookie(), theme);
  if (theme === "system") (await cookies()).set(themeCookie(), "", { ...cookieOptions(), maxAge: 0 });
}

async function keep(name: string, value: string): Promise<void> {
  (await cookies()).set(name, value, { ...cookieOptions(), maxAge: aYear });
}
