"use server";

import { z } from "zod";
import { refuseOthersSession } from "@/lib/enrollments/door";
import { makeWallCode, rotateWallCode } from "@/lib/enrollments/wall-code";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { staffAction } from "@/lib/web/staff-action";

const schema = z.strictObject({ sessionId: z.uuid() });

/** Makes the code on the wall; the page shows it by itself. */
export const makeCode = staffAction("attendance.write", schema, async (staff, { sessionId }) => {
  await own(staff, sessionId);
  await makeWallCode(staff, sessionId);
});

export const replaceCode = staffAction("attendance.write", schema, async (staff, { sessionId }) => {
  await own(staff, sessionId);
  await rotateWallCode(staff, sessionId);
});

const own = (staff: StaffScope, sessionId: string) =>
  refuseOthersSession(staff, sessionId, ownCoursesOnly(staff));
