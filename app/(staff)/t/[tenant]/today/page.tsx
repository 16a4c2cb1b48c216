import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Columns } from "@/components/shell/columns";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { may, ownCoursesOnly } from "@/lib/tenants/permissions";
import { type Today, todayFor } from "@/lib/today/today";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { Alarms } from "./alarms";
import { cardsOf } from "./decision-cards";
import { DecisionList } from "./decision-list";
import { Done } from "./done";
import { HeldUpNotice } from "./held-up";
import { Sessions } from "./sessions";
import { Tasks } from "./tasks";
import { Upcoming } from "./upcoming";

interface Props {
  params: Promise<{ tenant: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("today"))("title") };
}

export default async function TodayPage({ params }: Props) {
  const staff = await staffPage((await params).tenant);
  const words = await getTranslations("today");
  const { zone } = staff.tenant;
  const today = await todayFor(staff, {
    membershipId: staff.membershipId,
    zone,
    ownCoursesOnly: ownCoursesOnly(staff),
  });
  const now = formatShort(today.now, zone, staff.locale);
  const sent = today.done?.sent ?? 0;
  const decides = may(staff.role, "decisions.answer");
  return (
    <>
      <PageHeader
        title={decides ? words("decisions", { count: today.decisions.length }) : words("title")}
        sub={sent > 0 ? words("subHandled", { now, count: sent }) : words("sub", { now })}
      />
      <Alarms staff={staff} alarms={today.alarms} />
      {decides ? (
        <Columns aside={<Aside staff={staff} today={today} />}>
          <HeldUpNotice staff={staff} today={today} />
          <ClientMessages namespaces={["decisions", "today"]}>
            <DecisionList slug={staff.tenant.slug} cards={await cardsOf(staff, today)} />
          </ClientMessages>
          <Tasks staff={staff} today={today} />
          <Matters staff={staff} today={today} />
        </Columns>
      ) : (
        <Sessions staff={staff} today={today} />
      )}
    </>
  );
}

/** An empty day says so in one sentence, and what the system is doing. */
async function Matters({ staff, today }: { staff: StaffScope; today: Today }) {
  const words = await getTranslations("today");
  if (today.sessions.length > 0 || today.decisions.length > 0 || today.tasks.length > 0)
    return <Sessions staff={staff} today={today} />;
  const planned = today.upcoming.reduce((sum, { people }) => sum + people, 0);
  return (
    <>
      <EmptyState title={words("calmTitle")}>
        {planned > 0 ? words("calmBodyUpcoming", { count: planned }) : words("calmBody")}
      </EmptyState>
      {today.nextSession && (
        <p className="mt-4 text-center text-[0.9375rem] text-ink-2">
          {words("nextSession", {
            course: today.nextSession.title,
            when: formatShort(today.nextSession.startsAt, staff.tenant.zone, staff.locale),
          })}
        </p>
      )}
    </>
  );
}

function Aside({ staff, today }: { staff: StaffScope; today: Today }) {
  return (
    <div className="grid gap-6">
      <Upcoming staff={staff} today={today} />
      {today.done && <Done staff={staff} done={today.done} />}
    </div>
  );
}
