import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { extraQuestionsOf } from "@/lib/courses/extra-questions";
import { wordsIn } from "@/lib/definitions/questions";
import { saveQuestions } from "../../actions";
import { CoursesPage } from "../../courses-page";
import { CourseHeader } from "../course-header";
import { type CourseProps, courseToChange } from "../desk-page";
import { QuestionsForm } from "./questions-form";

export async function generateMetadata(props: CourseProps): Promise<Metadata> {
  const words = await getTranslations("courses.parts");
  return { title: `${words("questions")} · ${(await courseToChange(props)).desk.course.title}` };
}

/** The owner's own questions on the application form. */
export default async function CourseQuestionsPage(
  props: CourseProps & { searchParams: Promise<{ saved?: string }> },
) {
  const { staff, desk } = await courseToChange(props);
  const words = await getTranslations("courses.questions");
  const locale = desk.course.locale === "en" ? "en" : "ko";
  const { questions, rowVersion } = await extraQuestionsOf(staff, desk.course.id);
  return (
    <CoursesPage>
      <CourseHeader staff={staff} desk={desk} tab="questions" />
      <div className="max-w-2xl">
        <p className="mb-6 text-ink-2">{words("intro")}</p>
        {(await props.searchParams).saved !== undefined && (
          <Notice className="mb-6" tone="good" announce>
            {words("saved", { count: questions.length })}
          </Notice>
        )}
        <QuestionsForm
          key={rowVersion}
          action={saveQuestions.bind(null, staff.tenant.slug)}
          courseId={desk.course.id}
          rowVersion={rowVersion}
          locale={locale}
          rows={questions.map((one) => ({
            key: one.key,
            label: wordsIn(one.label, locale),
            type: one.type,
            required: one.required,
            options: (one.options ?? []).map(({ label }) => wordsIn(label, locale)).join("\n"),
          }))}
        />
      </div>
    </CoursesPage>
  );
}
