"use server";

import { z } from "zod";
import { checkIn, mark, markAllPresent } from "@/lib/enrollments/attendance";
import { attendanceStates } from "@/lib/enrollments/states";
import { Refusal } from "@/lib/platform/refusal";
import { type LinkScope, linkAction } from "@/lib/web/link";
import { namedHelper, rememberDoor } from "../../../at-the-door/helper";

/** Several helpers behind one address, a full hall arriving at once. */
const limit = { name: "door", atMost: 1_200, seconds: 600 };

/** One person of this session. Somebody who is here already stays so: late stays late. */
export const markAtDoor = linkAction(
  ["door"],
  z.strictObject({
    sessionId: z.uuid(),
    runId: z.uuid().optional(),
    enrollmentId: z.uuid(),
    state: z.enum(attendanceStates),
  }),
  async (holder, { sessionId, enrollmentId, state }) => {
    const helper = await atThisDoor(holder, sessionId);
    if (state === "attended") await checkIn(helper, { enrollmentId, sessionId, means: "tap" });
    else await mark(helper, { enrollmentId, sessionId, state, means: "tap" });
  },
  { limit },
);

export const markEverybodyAtDoor = linkAction(
  ["door"],
  z.strictObject({ sessionId: z.uuid(), runId: z.uuid().optional() }),
  async (holder, { sessionId }) => {
    await markAllPresent(await atThisDoor(holder, sessionId), sessionId);
  },
  { limit },
);

/** A browser that holds the link may then open codes with the phone's own camera. */
export const stayAtDoor = linkAction(
  ["door"],
  z.strictObject({ token: z.string() }),
  async (_holder, { token }) => {
    await rememberDoor(token);
  },
);

async function atThisDoor(holder: LinkScope, sessionId: string): Promise<LinkScope> {
  if (holder.link.subjectId !== sessionId) throw new Refusal("not_found", "errors.not_found");
  return namedHelper(holder);
}
