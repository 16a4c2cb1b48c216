import { z } from "zod";
import { requiredText } from "@/lib/platform/form-fields";
import { tableFormats } from "@/lib/platform/table-file";

import { selectionShape } from "../bulk/schema";

/** What stands beside each name: what the list shows, or all there is. */
export const exportExtents = ["shown", "all"] as const;
export type ExportExtent = (typeof exportExtents)[number];

export const exportInput = z.strictObject({
  ...selectionShape,
  reason: requiredText(300),
  format: z.enum(tableFormats).default("csv"),
  extent: z.enum(exportExtents).default("all"),
});
export const exportSelectionInput = z.strictObject(selectionShape);
