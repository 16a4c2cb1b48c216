import { CalendarPlus, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AvailabilityTag, VisibilityTag } from "@/components/course/course-tags";
import { PlacesBar } from "@/components/course/places-bar";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { TextLink } from "@/components/ui/text-link";
import { type CourseLine, courseList } from "@/lib/courses/course-list";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { may, ownCoursesOnly } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";

const tabs = {
  all: () => true,
  public: ({ visibility }: CourseLine) => visibility === "listed" || visibility === "link_only",
  draft: ({ visibility }: CourseLine) => visibility === "draft",
  resting: ({ visibility }: CourseLine) => visibility === "paused" || visibility === "closed",
} as const;
type Tab = keyof typeof tabs;

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ state?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("courses"))("title") };
}

export default async function CoursesListPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "courses.read");
  const words = await getTranslations("courses");
  const { state = "all" } = await searchParams;
  const tab: Tab = state in tabs ? (state as Tab) : "all";
  const courses = await courseList(staff, ownCoursesOnly(staff));
  const shown = courses.filter(tabs[tab]);
  const base = `/t/${staff.tenant.slug}/courses`;
  const make = may(staff.role, "courses.write") && (
    <LinkButton look="primary" href={`${base}/new`} icon={<Plus aria-hidden="true" className="size-5" />}>
      {words("make")}
    </LinkButton>
  );
  if (courses.length === 0)
    return (
      <>
        <PageHeader title={words("title")} />
        <EmptyState title={words("empty.title")} action={make} icon={<CalendarPlus className="size-5" />}>
          {words("empty.body")}
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHeader title={words("title")} actions={make} />
      <LinkTabs
        label={words("tabs.label")}
        tabs={(Object.keys(tabs) as Tab[]).map((key) => ({
          href: key === "all" ? base : `${base}?state=${key}`,
          label: words(`tabs.${key}`),
          count: courses.filter(tabs[key]).length,
          current: key === tab,
        }))}
      />
      <ul className="mt-5 grid gap-3">
        {shown.map((course) => (
          <CourseCard key={course.id} course={course} staff={staff} />
        ))}
      </ul>
      {shown.length === 0 && <p className="mt-5 text-ink-2">{words("tabs.none")}</p>}
    </>
  );
}

async function CourseCard({ course, staff }: { course: CourseLine; staff: StaffScope }) {
  const words = await getTranslations("courses");
  const { next } = course;
  const href = `/t/${staff.tenant.slug}/courses/${course.id}`;
  return (
    <Card as="li" className="grid items-center gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_11rem_8rem]">
      <div>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
          {words(`kind.${course.kind}`)} <VisibilityTag visibility={course.visibility} />
        </p>
        <h2 className="mt-0.5 text-lg font-bold">
          <TextLink quiet href={href} className="inline-flex min-h-11 items-center">
            {course.title}
          </TextLink>
        </h2>
        <p className="text-[0.9375rem] text-ink-2">
          {next?.startsAt && next.endsAt
            ? formatRange(next.startsAt, next.endsAt, staff.tenant.zone, staff.locale)
            : words(next ? "noDates" : "noRuns")}
          {next?.label && ` · ${next.label}`}
        </p>
      </div>
      {next ? <PlacesBar taken={next.taken} capacity={next.capacity} /> : <span />}
      <div className="sm:justify-self-end">
        {next && course.visibility !== "draft" && <AvailabilityTag availability={next.availability} />}
      </div>
    </Card>
  );
}
