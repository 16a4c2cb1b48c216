"use client";

import { useTranslations } from "next-intl";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type Answer, typed } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../form/form-problem";
import { StoredText } from "../../stored-text";
import { FaqFields } from "./faq-fields";

export interface CourseTexts {
  id: string;
  version: number;
  title: string;
  subtitle: string;
  description: string;
  /** One a line. */
  takeAways: string;
  teacherName: string;
  teacherWords: string;
  faq: { question: string; answer: string }[];
}

const areas = [
  { name: "description", rows: 8 },
  { name: "takeAways", rows: 4 },
] as const;

/** Everything that is said on a course's page. */
export function TextForm({
  action,
  course,
}: {
  action: (
    previous: Answer<{ version: number }> | null,
    form: FormData,
  ) => Promise<Answer<{ version: number }>>;
  course: CourseTexts;
}) {
  const words = useTranslations("courses");
  const form = useVersionedForm(action, course.version, `course-text-${course.id}`);
  const stored = (
    name: "title" | "subtitle" | "description" | "takeAways" | "teacherName" | "teacherWords",
  ) => <StoredText shown={form.newer} stored={course[name]} typed={typed(form.state, name)} />;
  return (
    <form {...form.formProps} className="grid gap-6" noValidate>
      <input type="hidden" name="id" value={course.id} />
      <input type="hidden" name="version" value={form.version} />
      <TextField {...form.field("title", course.title)} label={words("fields.title")} required />
      {stored("title")}
      <TextField
        {...form.field("subtitle", course.subtitle)}
        label={words("fields.subtitle")}
        mark={words("optional")}
        hint={words("fields.subtitleHint")}
      />
      {stored("subtitle")}
      {areas.map(({ name, rows }) => (
        <div key={name} className="grid gap-3">
          <TextArea
            {...form.field(name, course[name])}
            label={words(`fields.${name}`)}
            mark={words("optional")}
            hint={words(`fields.${name}Hint`)}
            rows={rows}
          />
          {stored(name)}
        </div>
      ))}
      <TextField
        {...form.field("teacherName", course.teacherName)}
        label={words("fields.teacherName")}
        mark={words("optional")}
      />
      {stored("teacherName")}
      <TextArea
        {...form.field("teacherWords", course.teacherWords)}
        label={words("fields.teacherWords")}
        mark={words("optional")}
        rows={3}
      />
      {stored("teacherWords")}
      <FaqFields key={form.base} form={form} faq={course.faq} newer={form.newer} />
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce>
          {words("savedAndSeen")}
        </Notice>
      )}
      <div>
        <SubmitButton pending={form.pending} pendingWords={words("saving")} wide="phone">
          {words(form.newer ? "saveMine" : "save")}
        </SubmitButton>
      </div>
    </form>
  );
}
