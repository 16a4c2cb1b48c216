import clsx from "clsx";
import { getLocale, getTranslations } from "next-intl/server";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { LinkedText } from "../linked-text";
import type { Text } from "../simulator";

const known = ["sent", "delivered", "undelivered", "failed"] as const;

/** The texts of a phone, oldest first; its own at the right. */
export async function Thread({ texts }: { texts: Text[] }) {
  const [words, locale] = await Promise.all([getTranslations("dev.phone"), getLocale()]);
  const facts = (text: Text) => {
    if (text.direction === "inbound") return [words("mine")];
    const status = known.find((one) => one === text.status) ?? "going";
    return [
      words("from", { sender: text.from ? formatPhone(text.from) : words("pool") }),
      text.segments > 0 ? words("segments", { count: text.segments }) : null,
      words(`status.${status}`),
      text.errorCode ? words("error", { code: String(text.errorCode) }) : null,
    ].filter((fact) => fact !== null);
  };
  return (
    <ol className="grid gap-4">
      {texts.map((text) => (
        <li
          key={text.sid}
          className={clsx("grid max-w-[85%] gap-1", text.direction === "inbound" && "justify-self-end")}
        >
          <p
            className={clsx(
              "rounded-lg px-4 py-3",
              text.direction === "inbound" ? "bg-accent-soft" : "border border-line bg-surface",
            )}
          >
            <LinkedText text={text.body} />
          </p>
          <p className="flex flex-wrap gap-x-2 px-1 text-xs text-ink-3">
            <time dateTime={text.createdAt}>
              {formatShort(new Date(text.createdAt), "Asia/Seoul", locale)}
            </time>
            {facts(text).map((fact) => (
              <span key={fact}>· {fact}</span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}
