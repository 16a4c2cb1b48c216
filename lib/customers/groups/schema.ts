import { z } from "zod";
import { wholeNumber } from "@/lib/platform/form-fields";

import { labelInput } from "../label";

export const groupNameInput = z.object({ name: labelInput });
export const groupMemberInput = z.object({ customerId: z.uuid(), groupId: z.uuid() });
export const renameGroupInput = z.object({
  id: z.uuid(),
  version: wholeNumber({ min: 1, max: 1_000_000_000 }),
  name: labelInput,
});
/** For tags and groups alike: which, and how many customers were said to have it. */
export const deleteLabelInput = z.object({
  id: z.uuid(),
  customers: wholeNumber({ min: 0, max: 100_000_000 }),
});
