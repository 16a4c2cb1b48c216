"use server";

import { z } from "zod";
import { takeBack } from "@/lib/messages/taking-back";
import { staffAction } from "@/lib/web/staff-action";

/** Takes one planned text back. */
export const takeMessageBack = staffAction("messages.write", z.object({ id: z.uuid() }), (staff, { id }) =>
  takeBack(staff, id),
);
