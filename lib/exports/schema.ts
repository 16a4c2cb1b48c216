import { z } from "zod";
import { requiredText } from "@/lib/platform/form-fields";

export const askForExportInput = z.object({ reason: requiredText(300) });
export const oneExportInput = z.object({ id: z.uuid() });

export const exportStates = ["making", "ready", "failed", "removed"] as const;
export type ExportState = (typeof exportStates)[number];

/** A file that holds everything is not left lying about. Days of the business clock. */
export const keptDays = 7;
