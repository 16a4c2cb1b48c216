import { z } from "zod";
import { requiredText } from "@/lib/platform/form-fields";

import { selectionShape } from "../bulk/schema";

export const exportInput = z.strictObject({ ...selectionShape, reason: requiredText(300) });
export const exportSelectionInput = z.strictObject(selectionShape);
