import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import type { MessageEvent, MessagePage } from "@/lib/messages/message-page";
import { formatShort } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";
import { reasonWords } from "../reason-words";

/** Everything that happened to it, in order. */
export async function MessageHistory({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations();
  const kindWords = ({ kind, status }: MessageEvent) => {
    const key = [`outbox.events.${kind}`, `messages.events.${kind}`].find((one) => words.has(one as never));
    return key ? words(key as "messages.events.callback", { status: status ?? "" }) : kind;
  };
  const detailWords = (detail: string | null) => {
    const key = [`outbox.acts.reasons.${detail}`, `customers.timeline.linkPages.${detail}`].find((one) =>
      words.has(one as never),
    );
    return key ? words(key as "outbox.acts.reasons.told") : null;
  };
  return (
    <section>
      <SectionHeading>{words("messages.detail.history")}</SectionHeading>
      <Card flush>
        <RowList>
          {message.history.map((event, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: history is only added to
              key={index}
              lead={formatShort(event.at, staff.tenant.zone, staff.locale)}
              leadWidth="long"
              note={[event.by, reasonWords(words, event.reason), detailWords(event.detail)]
                .filter(Boolean)
                .join(" · ")}
            >
              {kindWords(event)}
            </Row>
          ))}
        </RowList>
      </Card>
    </section>
  );
}
