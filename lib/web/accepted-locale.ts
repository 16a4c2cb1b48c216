import { isLocale, type MessageLocale } from "@/lib/platform/i18n/messages";

/** The first of our languages in an Accept-Language header; Korean when it names none. */
export function acceptedLocale(header: string | null): MessageLocale {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag = "", quality] = part.trim().split(";q=");
    return {
      language: tag.toLowerCase().split("-")[0],
      quality: quality === undefined ? 1 : Number(quality),
    };
  });
  for (const { language, quality } of wanted.sort((a, b) => b.quality - a.quality)) {
    if (quality > 0 && isLocale(language)) return language;
  }
  return "ko";
}
