"use server";

import { z } from "zod";
import { checkIn } from "@/lib/enrollments/attendance";
import { refuseOthersRun } from "@/lib/enrollments/roster";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { staffAction } from "@/lib/web/staff-action";

/** Somebody found by the last four digits is here. */
export const checkInFound = staffAction(
  "attendance.write",
  z.strictObject({ runId: z.uuid(), sessionId: z.uuid(), enrollmentId: z.uuid() }),
  async (staff, { runId, sessionId, enrollmentId }) => {
    await refuseOthersRun(staff, runId, { instructorId: ownCoursesOnly(staff), enrollmentId });
    const { changed } = await checkIn(staff, { enrollmentId, sessionId, means: "last_four" });
    return { changed };
  },
);
