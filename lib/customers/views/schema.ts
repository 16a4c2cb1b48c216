import { z } from "zod";
import { tick } from "@/lib/platform/form-fields";

import { labelInput } from "../label";

const query = z.string().max(2000);

export const saveViewInput = z.object({ name: labelInput, shared: tick, query });
export const changeViewInput = z.object({ id: z.uuid(), name: labelInput, shared: tick });
export const replaceViewInput = z.object({ id: z.uuid(), query });
export const removeViewInput = z.object({ id: z.uuid() });
/** The pressed button says which view and where it goes: "<id>:up". */
export const moveViewInput = z.object({
  move: z
    .string()
    .regex(/^[0-9a-f-]{36}:(up|down)$/)
    .transform((pressed) => ({ id: pressed.slice(0, 36), up: pressed.endsWith(":up") })),
});
