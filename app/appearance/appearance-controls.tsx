import { getLocale, getTranslations } from "next-intl/server";
import { Segments } from "@/components/ui/segments";
import { locales } from "@/lib/platform/i18n/messages";
import { chosenTheme } from "@/lib/web/theme";
import { chooseLocale, chooseTheme } from "./actions";

/** Language and brightness of this browser, as forms that work without JavaScript. */
export async function AppearanceControls() {
  const [shell, common, locale, theme] = await Promise.all([
    getTranslations("shell.appearance"),
    getTranslations("common.language"),
    getLocale(),
    chosenTheme(),
  ]);
  return (
    <div className="grid gap-3">
      <form action={chooseLocale}>
        <Segments
          label={shell("language")}
          name="locale"
          chosen={locale}
          choices={locales.map((value) => ({ value, label: common(value), lang: value }))}
        />
      </form>
      <form action={chooseTheme}>
        <Segments
          label={shell("theme")}
          name="theme"
          chosen={theme ?? "system"}
          choices={(["system", "light", "dark"] as const).map((value) => ({ value, label: shell(value) }))}
        />
      </form>
    </div>
  );
}
