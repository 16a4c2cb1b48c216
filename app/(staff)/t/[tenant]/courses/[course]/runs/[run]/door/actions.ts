"use server";

import { z } from "zod";
import { makeDoorLink, refuseOthersSession, revokeDoorLink } from "@/lib/enrollments/door";
import { env } from "@/lib/platform/env";
import { requiredText } from "@/lib/platform/form-fields";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { staffAction } from "@/lib/web/staff-action";

/** Answers the helper's address, once. */
export const makeLink = staffAction(
  "attendance.write",
  z.strictObject({ sessionId: z.uuid(), helper: requiredText(40) }),
  async (staff, { sessionId, helper }) => {
    await own(staff, sessionId);
    return { helper, address: `${env.baseUrl}/door/${await makeDoorLink(staff, { sessionId, helper })}` };
  },
);

export const closeLink = staffAction(
  "attendance.write",
  z.strictObject({ sessionId: z.uuid(), linkId: z.uuid() }),
  async (staff, { sessionId, linkId }) => {
    await own(staff, sessionId);
    await revokeDoorLink(staff, { sessionId, linkId });
  },
);

const own = (staff: StaffScope, sessionId: string) =>
  refuseOthersSession(staff, sessionId, ownCoursesOnly(staff));
