"use client";

import { useTranslations } from "next-intl";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { courseKinds } from "@/lib/courses/schema";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../form/form-problem";

/** What a course is and where it leads. */
export function SettingsForm({
  action,
  course,
  courses,
  surveys,
  members,
}: {
  action: (
    previous: Answer<{ version: number }> | null,
    form: FormData,
  ) => Promise<Answer<{ version: number }>>;
  course: {
    id: string;
    version: number;
    kind: string;
    locale: string;
    needsApproval: boolean;
    forChildren: boolean;
    nextCourseId: string;
    surveyKey: string;
    instructorId: string;
  };
  courses: Choice[];
  surveys: Choice[];
  members: Choice[];
}) {
  const words = useTranslations("courses");
  const languages = useTranslations("common.language");
  const form = useVersionedForm(action, course.version, `course-settings-${course.id}`);
  const ticked = (name: "needsApproval" | "forChildren") =>
    form.state && !form.state.ok ? form.state.values[name] === "on" : course[name];
  return (
    <form {...form.formProps} className="grid gap-6" noValidate>
      <input type="hidden" name="id" value={course.id} />
      <input type="hidden" name="version" value={form.version} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          {...form.field("kind", course.kind)}
          label={words("fields.kind")}
          choices={courseKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        />
        <SelectField
          {...form.field("locale", course.locale)}
          label={words("fields.locale")}
          choices={(["ko", "en"] as const).map((value) => ({ value, label: languages(value) }))}
        />
      </div>
      <Checkbox
        name="needsApproval"
        label={words("fields.needsApproval")}
        hint={words("fields.needsApprovalHint")}
        defaultChecked={ticked("needsApproval")}
      />
      <Checkbox
        name="forChildren"
        label={words("fields.forChildren")}
        hint={words("fields.forChildrenHint")}
        defaultChecked={ticked("forChildren")}
      />
      <SelectField
        {...form.field("nextCourseId", course.nextCourseId)}
        label={words("fields.nextCourseId")}
        hint={words("fields.nextCourseIdHint")}
        choices={courses}
        emptyWords={words("fields.noNext")}
      />
      <SelectField
        {...form.field("surveyKey", course.surveyKey)}
        label={words("fields.surveyKey")}
        choices={surveys}
        emptyWords={words("fields.noSurvey")}
      />
      <SelectField
        {...form.field("instructorId", course.instructorId)}
        label={words("fields.instructorId")}
        hint={words("fields.instructorIdHint")}
        choices={members}
        emptyWords={words("fields.noInstructor")}
      />
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce>
          {words("savedAndSeen")}
        </Notice>
      )}
      <div>
        <SubmitButton pending={form.pending} wide="phone">
          {words(form.newer ? "saveMine" : "save")}
        </SubmitButton>
      </div>
    </form>
  );
}
