import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/shell/columns";
import { SectionHeading } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { courseDesk } from "@/lib/courses/course-list";
import { visibilities } from "@/lib/courses/schema";
import { env } from "@/lib/platform/env";
import { may, ownCoursesOnly } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";
import { setVisibility } from "../actions";
import { CoursesPage } from "../courses-page";
import { orNotFound } from "../or-not-found";
import { CourseHeader } from "./course-header";
import { RunCard } from "./run-card";
import { SameAgain } from "./same-again";
import { VisibilityCard } from "./visibility-card";
import { VisibilityChanged } from "./visibility-changed";

interface Props {
  params: Promise<{ tenant: string; course: string }>;
  searchParams: Promise<{ done?: string; before?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, course } = await params;
  const staff = await staffPage(tenant, "courses.read");
  const desk = await orNotFound(course, (id) => courseDesk(staff, id, ownCoursesOnly(staff)));
  return { title: desk.course.title };
}

/** A course: whether people see it, and its dates. */
export default async function CoursePage({ params, searchParams }: Props) {
  const { tenant, course: given } = await params;
  const staff = await staffPage(tenant, "courses.read");
  const desk = await orNotFound(given, (id) => courseDesk(staff, id, ownCoursesOnly(staff)));
  const words = await getTranslations("courses");
  const { course, coming, over } = desk;
  const mayWrite = may(staff.role, "courses.write");
  const own = `/t/${staff.tenant.slug}/courses/${course.id}`;
  const latest = [...over, ...coming].find(({ run }) => run.state !== "cancelled") ?? coming[0];
  const { done, before } = await searchParams;
  const undoTo = visibilities.find((one) => one === before);
  const act = setVisibility.bind(null, staff.tenant.slug);
  const address = `${env.baseUrl}/${staff.tenant.slug}/${course.slug}`;
  return (
    <CoursesPage>
      <CourseHeader staff={staff} desk={desk} tab="runs" />
      {mayWrite && done === course.visibility && undoTo && (
        <VisibilityChanged
          action={act}
          courseId={course.id}
          visibility={course.visibility}
          before={undoTo}
          address={address}
        />
      )}
      <Columns
        asideFirst
        aside={
          mayWrite && (
            <VisibilityCard
              action={act}
              courseId={course.id}
              visibility={course.visibility}
              address={address}
            />
          )
        }
      >
        <SectionHeading
          aside={
            mayWrite && (
              <TextLink href={`${own}/runs/new`} className="inline-flex min-h-11 items-center gap-1">
                <Plus aria-hidden="true" className="size-4" />
                {words("run.add")}
              </TextLink>
            )
          }
        >
          {words("run.coming")}
        </SectionHeading>
        {coming.length === 0 ? (
          <EmptyState title={words("run.none")}>{words("run.noneBody")}</EmptyState>
        ) : (
          <ul className="grid gap-3">
            {coming.map((run) => (
              <RunCard key={run.run.id} run={run} staff={staff} now={desk.now} />
            ))}
          </ul>
        )}
        {mayWrite && latest && desk.suggestedDate && (
          <SameAgain
            tenantSlug={staff.tenant.slug}
            courseId={course.id}
            runId={latest.run.id}
            suggested={desk.suggestedDate}
          />
        )}
        {over.length > 0 && (
          <div className="mt-6">
            <Disclosure summary={words("run.over", { count: over.length })}>
              <ul className="grid gap-3">
                {over.map((run) => (
                  <RunCard key={run.run.id} run={run} staff={staff} now={desk.now} />
                ))}
              </ul>
            </Disclosure>
          </div>
        )}
      </Columns>
    </CoursesPage>
  );
}
