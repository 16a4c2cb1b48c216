import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { findByLastFour } from "@/lib/enrollments/roster";
import { type SessionToday, sessionsToday } from "@/lib/enrollments/sessions-today";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { checkInAsStaff } from "../../../../(customer)/check-in/[code]/actions";
import { CodeScanner } from "../../../../at-the-door/code-scanner";
import { LastFour } from "../../../../at-the-door/last-four";
import { checkInFound } from "./actions";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ session?: string; four?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendance.scan"))("title") };
}

/** The camera at the door, for the session that was chosen or the only one of today. */
export default async function ScanPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "attendance.write");
  const { session: wanted, four } = await searchParams;
  const today = await sessionsToday(staff, { instructorId: ownCoursesOnly(staff) });
  const session = wanted ? today.find(({ id }) => id === wanted) : today.length === 1 ? today[0] : undefined;
  if (!session) return <Choice staff={staff} today={today} />;
  return <ScanAt staff={staff} session={session} four={four ?? ""} />;
}

async function ScanAt({ staff, session, four }: { staff: StaffScope; session: SessionToday; four: string }) {
  const words = await getTranslations("attendance.scan");
  const { slug } = staff.tenant;
  const found = /^\d{4}$/.test(four) ? await findByLastFour(staff, session.runId, four) : [];
  const run = `/t/${slug}/courses/${session.courseId}/runs/${session.runId}`;
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader
        title={words("title")}
        sub={`${session.courseTitle} · ${formatRange(session.startsAt, session.endsAt, session.zone, staff.locale)}`}
        actions={<LinkButton href={`${run}/roster?session=${session.id}`}>{words("roster")}</LinkButton>}
      />
      <ClientMessages namespaces={["attendance"]}>
        <CodeScanner action={checkInAsStaff.bind(null, slug)} sessionId={session.id} />
        <LastFour
          sessionId={session.id}
          runId={session.runId}
          zone={session.zone}
          four={four}
          found={found}
          action={checkInFound.bind(null, slug)}
        />
      </ClientMessages>
    </div>
  );
}

async function Choice({ staff, today }: { staff: StaffScope; today: SessionToday[] }) {
  const words = await getTranslations("attendance.scan");
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader title={words("title")} />
      {today.length === 0 ? (
        <EmptyState title={words("noSessions")}>{words("noSessionsHint")}</EmptyState>
      ) : (
        <>
          <h2 className="mb-3 font-semibold">{words("sessions")}</h2>
          <ul className="grid gap-2">
            {today.map(({ id, courseTitle, startsAt, endsAt, zone }) => (
              <li key={id}>
                <LinkButton href={`?session=${id}`} wide size="large">
                  {courseTitle} · {formatRange(startsAt, endsAt, zone, staff.locale)}
                </LinkButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
