import { getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { EntryMessage } from "@/lib/customers/timeline-entries";
import type { MessageState } from "@/lib/messages/schema";
import type { StaffScope } from "@/lib/web/staff";
import { explanation } from "../../messages/explanation";
import { StateTag } from "../../messages/message-tags";

/** What became of a message, which rule planned it, and why it went or did not. */
export async function MessageEntry({
  message,
  href,
  staff,
  now,
}: {
  message: EntryMessage;
  href: string;
  staff: StaffScope;
  now: Date;
}) {
  const words = await getTranslations();
  const { followUp, state, text, channel } = message;
  const channelKey = `customers.timeline.message.${channel}` as "customers.timeline.message.sms";
  const rule =
    followUp && words("customers.timeline.followUp", { title: followUp.title, version: followUp.version });
  const why = await explanation(
    {
      ...message,
      state: state as MessageState,
      forecast: null,
      rule: followUp?.title ?? null,
      failed: [],
    },
    staff,
    now,
  );
  const error = message.errorCode && words("customers.timeline.errorCode", { code: message.errorCode });
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        <TextLink quiet href={href} className="-my-2.5 inline-flex min-h-11 items-center font-semibold">
          {message.title ?? words("customers.timeline.message.untitled")}
        </TextLink>
        <span className="text-ink-2">{words.has(channelKey) ? words(channelKey) : channel}</span>
        {message.class === "advertising" && <Tag>{words("customers.timeline.message.advertising")}</Tag>}
        <StateTag state={state as MessageState} />
      </p>
      <p className="text-ink-2">{[why, rule, error].filter(Boolean).join(" · ")}</p>
      {text && (
        <details className="group">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
            {words("customers.timeline.text")}
          </summary>
          <p className="mb-2 max-w-[46ch] rounded-lg bg-sunken px-3.5 py-2.5 break-words whitespace-pre-line">
            {text}
          </p>
        </details>
      )}
    </>
  );
}
