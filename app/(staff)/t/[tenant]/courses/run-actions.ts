"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { cancelRun, changeRun, changeRunState, duplicateRun, makeRun } from "@/lib/courses/runs";
import {
  capacity,
  duplicateRunInput,
  id,
  moveSessionInput,
  runFields,
  sessionPlan,
  sessionTime,
} from "@/lib/courses/schema";
import { sessionsOf } from "@/lib/courses/session-times";
import { addSession, cancelSession, moveSession } from "@/lib/courses/sessions";
import { resizeRun } from "@/lib/enrollments/waitlist";
import { staffAction } from "@/lib/web/staff-action";
import { emptyIsNull, money, ticked, whole } from "./form-fields";

const about = {
  label: runFields.label,
  priceWon: money.pipe(runFields.priceWon),
  placeName: runFields.placeName,
  placeAddress: runFields.placeAddress,
  placeNote: runFields.placeNote,
  onlineUrl: runFields.onlineUrl,
  opensAt: emptyIsNull(runFields.opensAt),
  closesAt: emptyIsNull(runFields.closesAt),
  cancelDays: whole.pipe(runFields.cancelDays),
  cancelTime: runFields.cancelTime,
};
const places = emptyIsNull(whole.pipe(capacity.unwrap()));

const newRun = z.strictObject({
  ...about,
  courseId: id,
  capacity: places,
  date: sessionPlan.shape.date,
  start: sessionPlan.shape.start,
  end: sessionPlan.shape.end,
  count: whole.pipe(sessionPlan.shape.count),
  everyDays: whole.pipe(sessionPlan.shape.everyDays),
});

export const addRun = staffAction("courses.write", newRun, async (staff, input) => {
  const { date, start, end, count, everyDays, ...run } = input;
  const made = await makeRun(staff, { ...run, sessions: sessionsOf({ date, start, end, count, everyDays }) });
  redirect(`/t/${staff.tenant.slug}/courses/${run.courseId}/runs/${made.id}`);
});

export const saveRun = staffAction(
  "courses.write",
  z.strictObject({ id, version: whole, ...about }),
  (staff, { id, version, ...changes }) => changeRun(staff, { id, version, changes }),
);

export const sameAgain = staffAction(
  "courses.write",
  duplicateRunInput.extend({ courseId: id }),
  async (staff, { courseId, ...input }) => {
    const made = await duplicateRun(staff, input);
    redirect(`/t/${staff.tenant.slug}/courses/${courseId}/runs/${made.id}`);
  },
);

/** Lets waiting people in where places are added; hence the enrollments' verb. */
export const resize = staffAction(
  "courses.write",
  z.strictObject({ runId: id, capacity: places, override: ticked }),
  resizeRun,
);

export const setRunState = staffAction(
  "courses.write",
  z.strictObject({ id, state: z.enum(["open", "paused", "closed"]) }),
  changeRunState,
);

export const callOffRun = staffAction("courses.write", z.strictObject({ id }), (staff, run) =>
  cancelRun(staff, run.id),
);

export const moveTo = staffAction(
  "courses.write",
  moveSessionInput.extend({ scheduleVersion: whole }),
  moveSession,
);

export const callOffSession = staffAction("courses.write", z.strictObject({ id }), (staff, session) =>
  cancelSession(staff, session.id),
);

export const addOneSession = staffAction(
  "courses.write",
  sessionTime.extend({ runId: id }),
  (staff, { runId, ...time }) => addSession(staff, { runId, time }),
);
