import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { CoursesPage } from "../../../courses-page";
import { addRun } from "../../../run-actions";
import { type CourseProps, courseToChange } from "../../desk-page";
import { NewRunForm } from "./new-run-form";

export async function generateMetadata(props: CourseProps): Promise<Metadata> {
  const words = await getTranslations("courses.run");
  return { title: `${words("add")} · ${(await courseToChange(props)).desk.course.title}` };
}

/** A further date or 기수, filled in like the last one. */
export default async function NewRunPage(props: CourseProps) {
  const { staff, desk } = await courseToChange(props);
  const words = await getTranslations("courses");
  const base = `/t/${staff.tenant.slug}/courses`;
  const { course } = desk;
  const like = [...desk.coming, ...desk.over][0];
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
        title={words("run.add")}
      />
      <NewRunForm
        action={addRun.bind(null, staff.tenant.slug)}
        courseId={course.id}
        zone={desk.zone}
        date={desk.suggestedDate ?? undefined}
        about={{
          label: "",
          priceWon: String(like?.run.priceWon ?? ""),
          placeName: like?.run.placeName ?? "",
          placeAddress: like?.run.placeAddress ?? "",
          placeNote: like?.run.placeNote ?? "",
          onlineUrl: like?.run.onlineUrl ?? "",
          opensAt: "",
          closesAt: "",
          cancelDays: String(like?.run.cancelDays ?? 1),
          cancelTime: like?.run.cancelTime ?? "18:00",
        }}
        capacity={like?.judged.pool.capacity ?? null}
      />
    </CoursesPage>
  );
}
