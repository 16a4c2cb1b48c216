import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { changeTexts } from "../../actions";
import { CoursesPage } from "../../courses-page";
import { CourseHeader } from "../course-header";
import { type CourseProps, courseToChange } from "../desk-page";
import { CoverForm } from "./cover-form";
import { TextForm } from "./text-form";

interface Props extends CourseProps {
  searchParams: Promise<{ cover?: string }>;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const words = await getTranslations("courses.parts");
  return { title: `${words("text")} · ${(await courseToChange(props)).desk.course.title}` };
}

/** What the page says: texts and picture. */
export default async function CourseTextPage(props: Props) {
  const { staff, desk } = await courseToChange(props);
  const { course } = desk;
  return (
    <CoursesPage>
      <CourseHeader staff={staff} desk={desk} tab="text" />
      <div className="grid max-w-2xl gap-10">
        <TextForm
          action={changeTexts.bind(null, staff.tenant.slug)}
          course={{
            id: course.id,
            version: course.version,
            title: course.title,
            subtitle: course.subtitle ?? "",
            description: course.description ?? "",
            takeAways: course.takeAways.join("\n"),
            teacherName: course.teacherName ?? "",
            teacherWords: course.teacherWords ?? "",
            faq: course.faq,
          }}
        />
        <CoverForm
          base={`/t/${staff.tenant.slug}/courses/${course.id}`}
          cover={course.cover}
          outcome={(await props.searchParams).cover}
        />
      </div>
    </CoursesPage>
  );
}
