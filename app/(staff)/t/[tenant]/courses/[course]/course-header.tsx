import { ExternalLink, Eye } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { VisibilityTag } from "@/components/course/course-tags";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { buttonClass } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageLink } from "@/components/ui/page-link";
import type { CourseDesk } from "@/lib/courses/course-list";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";

export const courseTabs = ["runs", "text", "questions", "settings"] as const;
export type CourseTab = (typeof courseTabs)[number];

/** Title, who sees it, the way to its page, and the parts of this course. */
export async function CourseHeader({
  staff,
  desk,
  tab,
}: {
  staff: StaffScope;
  desk: CourseDesk;
  tab: CourseTab;
}) {
  const words = await getTranslations("courses");
  const { course } = desk;
  const base = `/t/${staff.tenant.slug}/courses`;
  const own = `${base}/${course.id}`;
  const draft = course.visibility === "draft";
  const parts = may(staff.role, "courses.write") ? courseTabs : (["runs"] as const);
  return (
    <>
      <PageHeader
        trail={<Breadcrumb label={words("trail")} steps={[{ href: base, words: words("title") }]} />}
        title={course.title}
        sub={
          <>
            {words(`kind.${course.kind}`)} <VisibilityTag visibility={course.visibility} />
          </>
        }
        actions={
          <PageLink
            whole
            href={draft ? `${own}/preview` : `/${staff.tenant.slug}/${course.slug}`}
            target="_blank"
            className={buttonClass({ icon: true })}
          >
            {draft ? (
              <Eye aria-hidden="true" className="size-4" />
            ) : (
              <ExternalLink aria-hidden="true" className="size-4" />
            )}
            {words(draft ? "preview" : "openPage")}
          </PageLink>
        }
      />
      {parts.length > 1 && (
        <div className="mb-6">
          <LinkTabs
            label={words("parts.label")}
            tabs={parts.map((part) => ({
              href: part === "runs" ? own : `${own}/${part}`,
              label: words(`parts.${part}`),
              current: part === tab,
            }))}
          />
        </div>
      )}
    </>
  );
}
