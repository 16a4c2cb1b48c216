"use server";

import { z } from "zod";
import type { PersonAtDoor } from "@/components/attendance/person-card";
import { checkInByCode } from "@/lib/enrollments/check-in-codes";
import { openLink } from "@/lib/platform/personal-links";
import { Refusal } from "@/lib/platform/refusal";
import type { TenantScope } from "@/lib/platform/tenancy";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { linkAction } from "@/lib/web/link";
import { staffAction } from "@/lib/web/staff-action";
import { namedHelper } from "../../../at-the-door/helper";
import { personAtDoor } from "../../../at-the-door/person-at-door";

const code = z.string().max(64);

/** Checks the person of a code in. With `sessionId` nobody of another session is let in. */
export const checkInAsStaff = staffAction(
  "attendance.write",
  z.strictObject({ code, sessionId: z.uuid().optional() }),
  async (staff, input): Promise<PersonAtDoor> => {
    const enrollmentId = await enrollmentBehind(staff, input.code);
    const door = { sessionId: input.sessionId, instructorId: ownCoursesOnly(staff) };
    const { person, marked } = await checkInByCode(staff, enrollmentId, door);
    return personAtDoor(person, marked);
  },
);

/** The same for a helper, whose door is one session; bound with the door's token. */
export const checkInAsHelper = linkAction(
  ["door"],
  z.strictObject({ code }),
  async (holder, input): Promise<PersonAtDoor> => {
    const enrollmentId = await enrollmentBehind(holder, input.code);
    const helper = await namedHelper(holder);
    const { person, marked } = await checkInByCode(helper, enrollmentId, {
      sessionId: holder.link.subjectId,
    });
    return personAtDoor(person, marked);
  },
);

/** Another tenant's code is as unknown as one that never was. */
async function enrollmentBehind(tenant: TenantScope, given: string): Promise<string> {
  const link = await openLink(given, ["check_in"]);
  if (!link || link.tenantId !== tenant.tenantId) throw new Refusal("not_found", "attendance.unknownCode");
  return link.subjectId;
}
