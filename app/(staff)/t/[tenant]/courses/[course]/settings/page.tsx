import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { definitionsOf } from "@/lib/definitions/definitions";
import { env } from "@/lib/platform/env";
import { membersOf } from "@/lib/tenants/members";
import { changeSettings, moveAddress } from "../../actions";
import { CoursesPage } from "../../courses-page";
import { CourseHeader } from "../course-header";
import { type CourseProps, courseToChange } from "../desk-page";
import { AddressForm } from "./address-form";
import { SettingsForm } from "./settings-form";

export async function generateMetadata(props: CourseProps): Promise<Metadata> {
  const words = await getTranslations("courses.parts");
  return { title: `${words("settings")} · ${(await courseToChange(props)).desk.course.title}` };
}

/** What a course is, where it leads, and its address. */
export default async function CourseSettingsPage(props: CourseProps) {
  const { staff, desk } = await courseToChange(props);
  const { course, otherCourses, earlierSlugs } = desk;
  const surveys = await definitionsOf(staff, "survey");
  const members = await membersOf(staff);
  return (
    <CoursesPage>
      <CourseHeader staff={staff} desk={desk} tab="settings" />
      <div className="grid max-w-2xl gap-10">
        <SettingsForm
          action={changeSettings.bind(null, staff.tenant.slug)}
          course={{
            id: course.id,
            version: course.version,
            kind: course.kind,
            locale: course.locale,
            needsApproval: course.needsApproval,
            forChildren: course.forChildren,
            nextCourseId: course.nextCourseId ?? "",
            surveyKey: course.surveyKey ?? "",
            instructorId: course.instructorId ?? "",
          }}
          courses={otherCourses.map(({ id, title }) => ({ value: id, label: title }))}
          surveys={surveys.map(({ key, title }) => ({ value: key, label: title }))}
          members={members.map(({ membershipId, name }) => ({ value: membershipId, label: name }))}
        />
        <AddressForm
          action={moveAddress.bind(null, staff.tenant.slug)}
          courseId={course.id}
          slug={course.slug}
          before={`${env.baseUrl}/${staff.tenant.slug}/`}
          earlier={earlierSlugs}
        />
      </div>
    </CoursesPage>
  );
}
