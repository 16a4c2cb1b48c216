"use server";

import { z } from "zod";
import { switchFollowUp } from "@/lib/follow-ups/changing";
import { staffAction } from "@/lib/web/staff-action";

const switching = z.object({ key: z.string().max(60), active: z.enum(["on", "off"]) });

/** Switches an automatic text on or off; answers how many waiting messages that took back or restored. */
export const setActive = staffAction("follow_ups.write", switching, async (staff, { key, active }) => ({
  active: active === "on",
  count: await switchFollowUp(staff, { key, active: active === "on" }),
}));
