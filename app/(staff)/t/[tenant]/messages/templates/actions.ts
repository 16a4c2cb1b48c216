"use server";

import { z } from "zod";
import { loadLibrary } from "@/lib/follow-ups/starter";
import { staffAction } from "@/lib/web/staff-action";

/** Adds the starting texts this business does not have yet; its own stay as they are. */
export const addMissing = staffAction("messages.write", z.object({}), async (staff) => ({
  count: await loadLibrary({ ...staff, locale: staff.tenant.locale === "en" ? "en" : "ko" }),
}));
