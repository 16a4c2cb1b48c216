import { type AnswerValue, type Question, questionList, wordsIn } from "@/lib/definitions/questions";
import type { Locale, Tx } from "@/lib/platform/tenancy";

/** A question as it was asked and what was said. Yes and no stay a boolean: their words are the page's. */
export interface AnswerWords {
  question: string;
  value: string | number | boolean;
  /** For a rating: out of how many. */
  outOf: number | null;
}

/** What was answered for each enrollment, apart by form and survey, in the words of the version that was asked. */
export async function answersOfEnrollments(
  tx: Tx,
  enrollmentIds: string[],
): Promise<Map<string, { form: AnswerWords[]; survey: AnswerWords[] }>> {
  const rows = await tx.db.answer.findMany({
    where: { enrollmentId: { in: enrollmentIds } },
    select: {
      enrollmentId: true,
      questionKey: true,
      value: true,
      definitionVersion: { select: { id: true, body: true, definition: { select: { kind: true } } } },
    },
  });
  const found = new Map<string, { form: AnswerWords[]; survey: AnswerWords[] }>();
  const asked = new Map<string, Question[]>();
  for (const { definitionVersion: version } of rows)
    if (!asked.has(version.id)) asked.set(version.id, questionsIn(version.body));
  for (const row of rows) {
    const id = row.enrollmentId as string;
    const answers = found.get(id) ?? { form: [], survey: [] };
    found.set(id, answers);
    const { id: versionId, definition } = row.definitionVersion;
    const question = asked.get(versionId)?.find(({ key }) => key === row.questionKey);
    const words = wordsOf(question, row.questionKey, row.value as AnswerValue, tx.locale);
    answers[definition.kind === "survey" ? "survey" : "form"].push(words);
  }
  return found;
}

function questionsIn(body: unknown): Question[] {
  const read = questionList.safeParse((body as { questions?: unknown } | null)?.questions);
  return read.success ? read.data : [];
}

function wordsOf(asked: Question | undefined, key: string, value: AnswerValue, locale: Locale): AnswerWords {
  const option = (chosen: string) => {
    const known = asked?.options?.find((one) => one.key === chosen);
    return known ? wordsIn(known.label, locale) : chosen;
  };
  return {
    question: asked ? wordsIn(asked.label, locale) : key,
    value: Array.isArray(value)
      ? value.map(option).join(", ")
      : asked?.type === "choice"
        ? option(String(value))
        : value,
    outOf: asked?.type === "rating" ? (asked.scale?.to ?? 5) : null,
  };
}
