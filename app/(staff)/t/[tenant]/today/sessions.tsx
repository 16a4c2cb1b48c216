import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import type { TodaysSession } from "@/lib/today/sessions";
import type { Today } from "@/lib/today/today";
import type { StaffScope } from "@/lib/web/staff";

interface Props {
  staff: StaffScope;
  today: Today;
}

/** Today's class sessions, each a way to its roster. */
export async function Sessions({ staff, today }: Props) {
  const words = await getTranslations("today");
  const { zone } = staff.tenant;
  return (
    <section aria-labelledby="sessions">
      <SectionHeading id="sessions">{words("sessions")}</SectionHeading>
      {today.sessions.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-2">
          {words("noSessions")}{" "}
          {today.nextSession &&
            words("nextSession", {
              course: today.nextSession.title,
              when: formatShort(today.nextSession.startsAt, zone, staff.locale),
            })}
        </p>
      ) : (
        <Card flush>
          <RowList>
            {today.sessions.map((session) => (
              <SessionRow key={session.id} staff={staff} now={today.now} session={session} />
            ))}
          </RowList>
        </Card>
      )}
    </section>
  );
}

async function SessionRow({ staff, now, session }: { staff: StaffScope; now: Date; session: TodaysSession }) {
  const words = await getTranslations();
  const { courseId, runId, capacity, taken } = session;
  const place = session.online ? words("today.online") : session.place;
  const people = words("today.people", { count: session.confirmed });
  const waiting = session.waiting > 0 && words("today.waiting", { count: session.waiting });
  const roster = `/t/${staff.tenant.slug}/courses/${courseId}/runs/${runId}/roster?session=${session.id}`;
  return (
    <Row
      strongLead
      lead={localOf(session.startsAt, staff.tenant.zone).time.slice(0, 5)}
      note={
        <>
          {[session.label, place, [people, waiting].filter(Boolean).join(", ")].filter(Boolean).join(" · ")}{" "}
          {session.endsAt <= now && <Tag>{words("today.over")}</Tag>}
          {session.startsAt <= now && session.endsAt > now && <Tag tone="good">{words("today.running")}</Tag>}
        </>
      }
      end={
        <Progress
          words={
            capacity === null
              ? words("today.filledNoLimit", { taken })
              : words("today.filled", { capacity, taken })
          }
          value={taken}
          max={capacity ?? Math.max(taken, 1)}
          className="w-24 max-sm:hidden"
        />
      }
    >
      <TextLink quiet href={roster} className="-mt-2 inline-flex min-h-11 items-center font-semibold">
        {words(`courses.kind.${session.kind}` as "courses.kind.lecture")} · {session.title}
        <span className="sr-only"> {words("today.roster", { course: session.title })}</span>
      </TextLink>
    </Row>
  );
}
