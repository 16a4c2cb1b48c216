import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import type { MessagePage } from "@/lib/messages/message-page";
import { formatShort } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";

/** Its short links, and how often people opened them. */
export async function MessageLinks({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations();
  if (message.clicks.length === 0) return null;
  const when = (at: Date) => formatShort(at, staff.tenant.zone, staff.locale);
  return (
    <section>
      <SectionHeading>{words("outbox.links.title")}</SectionHeading>
      <Card flush>
        <RowList>
          {message.clicks.map(({ area, people, firstAt, machines, expiresAt }, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: links are only added to
              key={index}
              note={[
                words("outbox.links.until", { when: when(expiresAt) }),
                machines > 0 && words("outbox.links.machines", { count: machines }),
              ]
                .filter(Boolean)
                .join(" · ")}
            >
              <b>{words(`customers.timeline.linkPages.${area as "my"}`)}</b>{" "}
              {firstAt
                ? words("outbox.links.opened", { count: people, when: when(firstAt) })
                : words("outbox.links.unopened")}
            </Row>
          ))}
        </RowList>
      </Card>
    </section>
  );
}
