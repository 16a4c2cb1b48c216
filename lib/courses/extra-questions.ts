import { currentDefinition, publishDefinition } from "@/lib/definitions/definitions";
import { type Question, questionList } from "@/lib/definitions/questions";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { courseOrRefuse } from "./courses";
import { hasOptions } from "./question-row";

/** The owner's own questions on a course's application form, and the row version to edit them from (0: none yet). */
export interface ExtraQuestions {
  questions: Question[];
  rowVersion: number;
}

/** The form's key follows from the course, so that two editors cannot make two forms. */
const formKeyOf = (courseId: string) => `course-${courseId}`;

export async function extraQuestionsOf(tenant: TenantScope, courseId: string): Promise<ExtraQuestions> {
  return inTransaction(tenant, async (tx) => {
    const { formKey } = await courseOrRefuse(tx, courseId);
    const form = await currentDefinition(tx, "form", formKey ?? formKeyOf(courseId));
    if (!form) return { questions: [], rowVersion: 0 };
    return { questions: questionsIn(form.body), rowVersion: form.rowVersion };
  });
}

/** Reads the body of a form's version. */
const questionsIn = (body: unknown): Question[] =>
  questionList.parse((body as { questions: unknown }).questions);

/**
 * Publishes new questions for a course; answers given before keep pointing to the questions as they were asked. No
 * question at all is a version like any other. Refuses when somebody else published since `rowVersion`.
 */
export async function changeExtraQuestions(
  tenant: TenantScope,
  given: { courseId: string; rowVersion: number; questions: Question[] },
): Promise<void> {
  const bare = given.questions.find(({ type, options = [] }) => hasOptions(type) && options.length < 2);
  if (bare) throw new Refusal("invalid", "courses.questions.needsOptions");
  const questions = questionList.parse(given.questions);
  return inTransaction(tenant, async (tx) => {
    const course = await courseOrRefuse(tx, given.courseId);
    const key = course.formKey ?? formKeyOf(course.id);
    const now = await extraQuestionsOf(tx, course.id);
    if (now.rowVersion !== given.rowVersion) throw new Refusal("conflict", "courses.changedMeanwhile");
    await publishDefinition(tx, {
      kind: "form",
      key,
      title: course.title,
      body: { questions },
      ...(given.rowVersion > 0 ? { expectedRowVersion: given.rowVersion } : {}),
    });
    if (course.formKey === null)
      await tx.db.course.updateMany({ where: { id: course.id }, data: { formKey: key } });
  });
}
