import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/button";
import { LinkChips } from "@/components/ui/link-tabs";
import { type Roster, rosterOf } from "@/lib/enrollments/roster";
import { formatDate, formatShort, formatTime, relativeDay } from "@/lib/platform/formats/korean-time";
import { may, ownCoursesOnly } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { orNotFound } from "../../../../or-not-found";
import { addPerson, decideOnPerson, markEverybody, markPerson } from "./actions";
import { AddPerson } from "./add-person";
import { RosterBoard } from "./roster-board";
import { isRosterTab } from "./roster-tabs";

interface Props {
  params: Promise<{ tenant: string; course: string; run: string }>;
  searchParams: Promise<{ session?: string; tab?: string; q?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("enrollments.roster"))("title") };
}

/** A run's people, made for a phone in one hand at the door. */
export default async function RosterPage({ params, searchParams }: Props) {
  const { tenant, run: runId } = await params;
  const { session: sessionId, tab, q } = await searchParams;
  const staff = await staffPage(tenant, "enrollments.read");
  const roster = await rosterHere(staff, runId, sessionId);
  const words = await getTranslations("enrollments.roster");
  const { run, session, sessions } = roster;
  const title = session
    ? `${formatDate(session.startsAt, session.zone, staff.locale, { year: false })} ${run.courseTitle}`
    : run.courseTitle;
  const mayWrite = may(staff.role, "enrollments.write");
  const mayOpen = (tool: string) => tool !== "messages" || may(staff.role, "messages.read");
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader
        className="!mb-3"
        trail={
          <Breadcrumb
            label={words("trail")}
            steps={[
              { words: run.courseTitle, href: `/t/${tenant}/courses/${run.courseId}` },
              { words: words("title") },
            ]}
          />
        }
        title={title}
        sub={[run.label, standing(roster, staff, words), run.placeName, seats(roster, words)]
          .filter(Boolean)
          .join(" · ")}
      />
      {sessions.length > 1 && (
        <LinkChips
          label={words("sessions")}
          tabs={sessions.map((one) => ({
            href: `?session=${one.id}`,
            label: words("session", {
              position: one.position,
              when: formatShort(one.startsAt, one.zone, staff.locale),
            }),
            current: one.id === session?.id,
          }))}
        />
      )}
      {session && may(staff.role, "attendance.write") && (
        <nav aria-label={words("onTheDay")} className="mt-3 mb-4 flex flex-wrap gap-2">
          <LinkButton href={`/t/${tenant}/check-in?session=${session.id}`} size="small">
            {words("scan")}
          </LinkButton>
          {(["wall", "door", "messages"] as const).filter(mayOpen).map((tool) => (
            <LinkButton
              key={tool}
              href={`/t/${tenant}/courses/${run.courseId}/runs/${run.id}/${tool}?session=${session.id}`}
              size="small"
            >
              {words(tool)}
            </LinkButton>
          ))}
        </nav>
      )}
      <ClientMessages namespaces={["enrollments"]}>
        <RosterBoard
          people={roster.people}
          runId={run.id}
          session={session && { id: session.id, zone: session.zone }}
          locale={staff.locale}
          initial={{ tab: isRosterTab(tab) ? tab : "coming", search: q ?? "" }}
          mayMark={may(staff.role, "attendance.write")}
          mayDecide={mayWrite}
          actions={{
            mark: markPerson.bind(null, tenant),
            markAll: markEverybody.bind(null, tenant),
            decide: decideOnPerson.bind(null, tenant),
          }}
        />
        {mayWrite && <AddPerson runId={run.id} action={addPerson.bind(null, tenant)} />}
      </ClientMessages>
    </div>
  );
}

async function rosterHere(staff: StaffScope, runId: string, sessionId: string | undefined): Promise<Roster> {
  const roster = await orNotFound(runId, (id) => rosterOf(staff, id, sessionId));
  const only = ownCoursesOnly(staff);
  if (only && roster.run.instructorId !== only) notFound();
  return roster;
}

type Words = Awaited<ReturnType<typeof getTranslations<"enrollments.roster">>>;

/** When it is, as people say it, and how long until then. */
function standing({ session, now }: Roster, staff: StaffScope, words: Words): string | null {
  if (!session) return null;
  const { startsAt, endsAt, zone } = session;
  const day = relativeDay(startsAt, now, zone, staff.locale);
  const when = [day, formatTime(startsAt, zone, staff.locale)].filter(Boolean).join(" ");
  const minutes = Math.ceil((startsAt.getTime() - now.getTime()) / 60_000);
  if (endsAt <= now) return `${when} · ${words("over")}`;
  if (minutes <= 0) return `${when} · ${words("running")}`;
  return minutes <= 180 ? `${when} · ${words("startsIn", { count: minutes })}` : when;
}

const seats = ({ run }: Roster, words: Words): string =>
  run.capacity === null
    ? words("seatsNoLimit", { count: run.taken })
    : words("seats", { taken: run.taken, capacity: run.capacity });
