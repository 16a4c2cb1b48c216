import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { UpcomingGroup } from "@/lib/messages/message-list";
import { relativeDay } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import type { Today } from "@/lib/today/today";
import type { StaffScope } from "@/lib/web/staff";

interface Props {
  staff: StaffScope;
  today: Today;
}

const shown = 8;

/** What will go out by itself: when, which text, to how many. */
export async function Upcoming({ staff, today }: Props) {
  const words = await getTranslations("today");
  const total = today.upcoming.reduce((sum, { people }) => sum + people, 0);
  const all = (
    <TextLink quiet href={`/t/${staff.tenant.slug}/messages`}>
      {words("allMessages")}
    </TextLink>
  );
  return (
    <section aria-labelledby="upcoming">
      <SectionHeading id="upcoming" aside={total > 0 && all}>
        {words("upcoming")} {total > 0 && <Tag>{total}</Tag>}
      </SectionHeading>
      {total === 0 ? (
        <p className="text-[0.9375rem] text-ink-2">{words("noUpcoming")}</p>
      ) : (
        <Card flush>
          <RowList>
            {today.upcoming.slice(0, shown).map((group) => (
              <GroupRow
                key={`${group.at.toISOString()} ${group.title} ${group.runId}`}
                staff={staff}
                now={today.now}
                group={group}
              />
            ))}
          </RowList>
        </Card>
      )}
    </section>
  );
}

async function GroupRow({ staff, now, group }: { staff: StaffScope; now: Date; group: UpcomingGroup }) {
  const words = await getTranslations("today");
  const { zone } = staff.tenant;
  const local = localOf(group.at, zone);
  const sameDay = local.date === localOf(now, zone).date;
  const day = sameDay ? "" : `${relativeDay(group.at, now, zone, staff.locale)} `;
  return (
    <Row
      lead={group.at <= now ? words("now") : `${day}${local.time.slice(0, 5)}`}
      leadWidth={sameDay ? "short" : "long"}
      note={[
        words("group", { count: group.people }),
        group.courseTitle,
        group.stopped > 0 && words("stopped", { count: group.stopped }),
        group.undecided > 0 && words("undecided", { count: group.undecided }),
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      {group.title ?? words("untitled")}
    </Row>
  );
}
