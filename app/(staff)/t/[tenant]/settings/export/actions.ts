"use server";

import { askForExport, removeExport } from "@/lib/exports/exports";
import { askForExportInput, oneExportInput } from "@/lib/exports/schema";
import { callerAddress } from "@/lib/web/request-address";
import { staffAction } from "@/lib/web/staff-action";

export const askForEverything = staffAction("tenant.export", askForExportInput, async (staff, input) =>
  askForExport(staff, input, await callerAddress()),
);
export const removeEverythingFile = staffAction("tenant.export", oneExportInput, removeExport);
