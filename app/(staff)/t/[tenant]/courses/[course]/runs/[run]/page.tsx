import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AvailabilityTag, VisibilityTag } from "@/components/course/course-tags";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/button";
import { SectionHeading } from "@/components/ui/card";
import { runDesk } from "@/lib/courses/course-list";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import { staffPage } from "@/lib/web/staff";
import { CoursesPage } from "../../../courses-page";
import { orNotFound } from "../../../or-not-found";
import { saveRun } from "../../../run-actions";
import { PlacesForm } from "./places-form";
import { RunForm } from "./run-form";
import { RunStateButtons } from "./run-state-buttons";
import { SessionList } from "./session-list";

interface Props {
  params: Promise<{ tenant: string; course: string; run: string }>;
}

async function runToChange({ params }: Props) {
  const { tenant, run } = await params;
  const staff = await staffPage(tenant, "courses.write");
  return { staff, desk: await orNotFound(run, (id) => runDesk(staff, id)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const words = await getTranslations("courses.run");
  return { title: `${words("edit")} · ${(await runToChange(props)).desk.course.title}` };
}

/** One date or 기수: its sessions, places, what is said of it, and whether it takes people. */
export default async function RunPage(props: Props) {
  const { staff, desk } = await runToChange(props);
  const words = await getTranslations("courses");
  const { course, found, people, zone, now } = desk;
  const { run, sessions, standing, judged } = found;
  const base = `/t/${staff.tenant.slug}/courses`;
  const own = `${base}/${course.id}/runs/${run.id}`;
  const [first] = sessions;
  const when = first && formatRange(first.startsAt, first.endsAt, zone, staff.locale);
  const localMoment = (moment: Date | null) => {
    if (!moment) return "";
    const { date, time } = localOf(moment, zone);
    return `${date}T${time}`;
  };
  return (
    <CoursesPage>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("trail")}
            steps={[
              { href: base, words: words("title") },
              { href: `${base}/${course.id}`, words: course.title },
            ]}
          />
        }
        title={[run.label, when].filter(Boolean).join(" · ") || course.title}
        sub={
          course.visibility === "draft" ? (
            <VisibilityTag visibility="draft" />
          ) : (
            <AvailabilityTag availability={standing.availability} />
          )
        }
        actions={<LinkButton href={`${own}/roster`}>{words("run.roster")}</LinkButton>}
      />
      <div className="grid max-w-2xl gap-10">
        <SessionList tenantSlug={staff.tenant.slug} desk={desk} locale={staff.locale} />
        <section aria-labelledby="places">
          <SectionHeading id="places">{words("places.title")}</SectionHeading>
          <PlacesForm
            tenantSlug={staff.tenant.slug}
            runId={run.id}
            capacity={judged.pool.capacity}
            taken={judged.pool.taken}
            waiting={people.waiting}
          />
        </section>
        <section aria-labelledby="about">
          <SectionHeading id="about">{words("run.about")}</SectionHeading>
          <RunForm
            action={saveRun.bind(null, staff.tenant.slug)}
            run={{ id: run.id, version: run.version }}
            about={{
              label: run.label ?? "",
              priceWon: String(run.priceWon),
              placeName: run.placeName ?? "",
              placeAddress: run.placeAddress ?? "",
              placeNote: run.placeNote ?? "",
              onlineUrl: run.onlineUrl ?? "",
              opensAt: localMoment(run.opensAt),
              closesAt: localMoment(run.closesAt),
              cancelDays: String(run.cancelDays),
              cancelTime: run.cancelTime,
            }}
          />
        </section>
        {standing.availability !== "over" && (
          <RunStateButtons
            tenantSlug={staff.tenant.slug}
            runId={run.id}
            state={judged.state}
            people={people}
            begun={sessions.some(({ startsAt }) => startsAt <= now)}
          />
        )}
      </div>
    </CoursesPage>
  );
}
