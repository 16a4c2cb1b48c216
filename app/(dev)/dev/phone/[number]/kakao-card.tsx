import { getTranslations } from "next-intl/server";
import { LinkedText } from "../linked-text";
import type { Text } from "../simulator";

/** An AlimTalk as KakaoTalk shows it: a yellow band that says what it is, the channel it comes from, and the words. */
export async function KakaoCard({ text, title }: { text: Text; title: string }) {
  const words = await getTranslations("dev.phone.kinds");
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <p className="bg-[#fae100] px-4 py-2 text-sm font-semibold text-[#371d1e]">{title}</p>
      <div className="grid gap-2 px-4 py-3">
        <p>
          <LinkedText text={text.body} />
        </p>
        {text.from && <p className="text-xs break-all text-ink-3">{words("channel", { id: text.from })}</p>}
      </div>
    </div>
  );
}
