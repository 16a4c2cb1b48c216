"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { changeSlug } from "@/lib/courses/address";
import { announce } from "@/lib/courses/announce";
import { changeCourse, changeVisibility } from "@/lib/courses/courses";
import { changeExtraQuestions, extraQuestionsOf } from "@/lib/courses/extra-questions";
import { questionsFrom } from "@/lib/courses/question-rows";
import { capacity, courseFields, id, runFields, sessionPlan, slug, visibilities } from "@/lib/courses/schema";
import { sessionsOf } from "@/lib/courses/session-times";
import { questionTypes } from "@/lib/definitions/questions";
import { staffAction } from "@/lib/web/staff-action";
import { versionedAction } from "@/lib/web/versioned-action";
import { emptyIsNull, lines, money, ticked, whole } from "./form-fields";

const plan = {
  date: sessionPlan.shape.date,
  start: sessionPlan.shape.start,
  end: sessionPlan.shape.end,
  count: whole.pipe(sessionPlan.shape.count),
  everyDays: whole.pipe(sessionPlan.shape.everyDays),
};

const announcement = z.strictObject({
  kind: courseFields.shape.kind,
  title: courseFields.shape.title,
  ...plan,
  placeName: runFields.placeName,
  placeAddress: runFields.placeAddress,
  onlineUrl: runFields.onlineUrl,
  priceWon: money.pipe(runFields.priceWon),
  capacity: emptyIsNull(whole.pipe(capacity.unwrap())),
  publish: z.enum(["yes", "no"]),
});

/** The short form: kind, title, when, where, price, places. Goes on to the course's page. */
export const announceCourse = staffAction("courses.write", announcement, async (staff, input) => {
  const { kind, title, date, start, end, count, everyDays, publish, ...run } = input;
  const made = await announce(staff, {
    course: { kind, title },
    run: { ...run, sessions: sessionsOf({ date, start, end, count, everyDays }) },
    publish: publish === "yes",
  });
  redirect(
    `/t/${staff.tenant.slug}/courses/${made.id}${publish === "yes" ? "?done=listed&before=draft" : ""}`,
  );
});

const visibility = z.strictObject({
  id,
  visibility: z.enum(visibilities),
  /** An undo says nothing of itself. */
  undo: z.literal("yes").optional(),
});

export const setVisibility = staffAction("courses.write", visibility, async (staff, { undo, ...input }) => {
  const { before } = await changeVisibility(staff, input);
  const page = `/t/${staff.tenant.slug}/courses/${input.id}`;
  redirect(undo || before === input.visibility ? page : `${page}?done=${input.visibility}&before=${before}`);
});

const faqRows = z
  .array(z.strictObject({ question: z.string(), answer: z.string() }))
  .transform((rows) => rows.filter(({ question, answer }) => question.trim() !== "" || answer.trim() !== ""))
  .pipe(courseFields.shape.faq);

const texts = z.strictObject({
  id,
  version: whole,
  title: courseFields.shape.title,
  subtitle: courseFields.shape.subtitle,
  description: courseFields.shape.description,
  takeAways: lines.pipe(courseFields.shape.takeAways),
  teacherName: courseFields.shape.teacherName,
  teacherWords: courseFields.shape.teacherWords,
  faq: faqRows,
});

export const changeTexts = versionedAction("courses.write", texts, (staff, { id, version, ...changes }) =>
  changeCourse(staff, { id, version, changes }),
);

const settings = z.strictObject({
  id,
  version: whole,
  kind: courseFields.shape.kind,
  locale: courseFields.shape.locale,
  needsApproval: ticked,
  forChildren: ticked,
  nextCourseId: emptyIsNull(id),
  surveyKey: courseFields.shape.surveyKey,
  instructorId: emptyIsNull(id),
});

export const changeSettings = versionedAction(
  "courses.write",
  settings,
  (staff, { id, version, ...changes }) => changeCourse(staff, { id, version, changes }),
);

export const moveAddress = staffAction("courses.write", z.strictObject({ id, slug }), changeSlug);

const questionRow = z.strictObject({
  key: z.string().max(40),
  label: z.string().max(300, "errors.field.tooLong"),
  type: z.enum(questionTypes),
  options: z.string().max(4000).default(""),
  required: ticked,
});

const questions = z.strictObject({
  courseId: id,
  rowVersion: whole,
  locale: courseFields.shape.locale,
  questions: z.array(questionRow).max(30),
});

export const saveQuestions = staffAction("courses.write", questions, async (staff, input) => {
  const { courseId, rowVersion } = input;
  const { questions: before } = await extraQuestionsOf(staff, courseId);
  const asked = questionsFrom(input.questions, before, input.locale);
  await changeExtraQuestions(staff, { courseId, rowVersion, questions: asked });
  redirect(`/t/${staff.tenant.slug}/courses/${courseId}/questions?saved`);
});
