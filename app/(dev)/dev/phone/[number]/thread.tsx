import clsx from "clsx";
import { getLocale, getTranslations } from "next-intl/server";
import { TextLink } from "@/components/ui/text-link";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { LinkedText } from "../linked-text";
import type { Text } from "../simulator";
import { KakaoCard } from "./kakao-card";

const known = ["sent", "delivered", "undelivered", "failed"] as const;

/** The texts of a phone, oldest first; its own at the right. */
export async function Thread({ texts }: { texts: Text[] }) {
  const [words, locale] = await Promise.all([getTranslations("dev.phone"), getLocale()]);
  const facts = (text: Text) => {
    if (text.direction === "inbound") return [words("mine")];
    const status = known.find((one) => one === text.status) ?? "going";
    const isKakao = text.kind === "alimtalk";
    return [
      isKakao ? null : words("from", { sender: text.from ? formatPhone(text.from) : words("pool") }),
      isKakao ? words("kinds.alimtalk") : text.kind === "sms" ? null : words(`kinds.${text.kind}`),
      text.segments > 0 ? words("segments", { count: text.segments }) : null,
      words(`status.${status}`),
      text.errorCode ? words("error", { code: text.errorCode }) : null,
    ].filter((fact) => fact !== null);
  };
  return (
    <ol className="grid gap-4">
      {texts.map((text) => (
        <li
          key={text.sid}
          className={clsx("grid max-w-[85%] gap-1", text.direction === "inbound" && "justify-self-end")}
        >
          {text.kind === "alimtalk" ? (
            <KakaoCard text={text} title={words("kinds.alimtalkArrived")} />
          ) : (
            <div
              className={clsx(
                "grid gap-2 rounded-lg px-4 py-3",
                text.direction === "inbound" ? "bg-accent-soft" : "border border-line bg-surface",
              )}
            >
              {text.pictures.map((picture) => (
                <TextLink key={picture} href={picture} className="text-sm">
                  {words("picture")}
                </TextLink>
              ))}
              {text.subject && <p className="font-semibold">{text.subject}</p>}
              <p>
                <LinkedText text={text.body} />
              </p>
            </div>
          )}
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
