import { currentDefinition } from "@/lib/definitions/definitions";
import { type AnswerValue, type Question, questionList, readAnswer } from "@/lib/definitions/questions";
import type { Prisma } from "@/lib/platform/database/generated/client";
import { newId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/insert-rows";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

/** The owner's extra questions, in the version that is asked now. */
export interface ApplicationForm {
  versionId: string;
  questions: Question[];
}

export type SentAnswers = Readonly<Record<string, readonly string[]>>;

/** What a form of the kind "form" holds: `{ questions: [...] }`. */
export async function applicationForm(tx: Tx, formKey: string | null): Promise<ApplicationForm | null> {
  if (!formKey) return null;
  const form = await currentDefinition(tx, "form", formKey);
  if (!form) return null;
  return {
    versionId: form.versionId,
    questions: questionList.parse((form.body as { questions: unknown }).questions),
  };
}

/** The extra questions of a course at its public address. */
export async function questionsAt(tenant: TenantScope, courseSlug: string): Promise<Question[]> {
  return inTransaction(tenant, async (tx) => {
    const course = await tx.db.course.findFirst({ where: { slug: courseSlug }, select: { formKey: true } });
    return (await applicationForm(tx, course?.formKey ?? null))?.questions ?? [];
  });
}

export interface ReadAnswers {
  values: { key: string; value: AnswerValue }[];
  /** Message keys by question. */
  refused: Record<string, string>;
}

export function readAnswers(form: ApplicationForm, sent: SentAnswers): ReadAnswers {
  const read: ReadAnswers = { values: [], refused: {} };
  for (const asked of form.questions) {
    const reading = readAnswer(asked, sent[asked.key] ?? []);
    if (reading.kind === "answer") read.values.push({ key: asked.key, value: reading.value });
    if (reading.kind === "refused") read.refused[asked.key] = reading.reason;
  }
  return read;
}

export function answersOrRefuse(form: ApplicationForm, sent: SentAnswers): ReadAnswers["values"] {
  const { values, refused } = readAnswers(form, sent);
  const [first] = Object.entries(refused);
  if (first) throw new Refusal("invalid", first[1], { field: `answers.${first[0]}` });
  return values;
}

/** Answers become dated facts about the customer, tied to the version of the question they answered. */
export async function keepAnswers(
  tx: Tx,
  enrollment: { id: string; customerId: string },
  form: ApplicationForm,
  values: ReadAnswers["values"],
): Promise<void> {
  await insertRows(
    tx,
    "answer",
    values.map(({ key, value }) => ({
      tenantId: tx.tenantId,
      id: newId(),
      customerId: enrollment.customerId,
      enrollmentId: enrollment.id,
      definitionVersionId: form.versionId,
      questionKey: key,
      value: value as Prisma.InputJsonValue,
      answeredAt: tx.now,
    })),
  );
}
