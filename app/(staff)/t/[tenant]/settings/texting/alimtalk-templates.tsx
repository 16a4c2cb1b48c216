import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag, type Tone } from "@/components/ui/tag";
import { alimtalkPage } from "@/lib/messages/alimtalk/alimtalk";
import type { ReviewState } from "@/lib/messages/alimtalk/schema";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";
import { CheckNow, ConnectForm } from "./alimtalk-forms";

const tones: Record<ReviewState, Tone> = {
  requested: "warn",
  approved: "good",
  rejected: "bad",
  stopped: "plain",
};

/** The account's AlimTalk templates with Kakao's review in words; nothing where there is no account for AlimTalk. */
export async function AlimtalkTemplates({ staff, locked }: { staff: StaffScope; locked: boolean }) {
  const page = await alimtalkPage(staff);
  if (!page) return null;
  const words = await getTranslations("alimtalk");
  const { slug, zone } = staff.tenant;
  const titles = new Map(page.texts.map(({ key, title }) => [key, title]));
  return (
    <Card as="section" aria-labelledby="alimtalk">
      <h2 id="alimtalk" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("intro")}</p>
      {page.templates.length === 0 ? (
        <p className="mt-4 text-ink-2">{words("none")}</p>
      ) : (
        <RowList className="mt-3">
          {page.templates.map((one) => (
            <Row
              key={one.id}
              note={
                one.rejectedReason
                  ? words("reason", { reason: one.rejectedReason })
                  : words(`about.${one.state}`)
              }
              end={<Tag tone={tones[one.state]}>{words(`states.${one.state}`)}</Tag>}
            >
              <p className="line-clamp-4 whitespace-pre-line">{one.content}</p>
              {locked ? (
                <p className="mt-1 text-sm text-ink-2">{titles.get(one.templateKey) ?? words("noText")}</p>
              ) : (
                <ConnectForm slug={slug} id={one.id} templateKey={one.templateKey} texts={page.texts} />
              )}
            </Row>
          ))}
        </RowList>
      )}
      <p className="mt-4 text-sm text-ink-3">
        {page.checkedAt
          ? words("checked", { when: formatWhen(page.checkedAt, zone, staff.locale) })
          : words("never")}
      </p>
      {!locked && <CheckNow slug={slug} />}
    </Card>
  );
}
