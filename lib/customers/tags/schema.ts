import { z } from "zod";

import { labelInput } from "../label";

export const tagNameInput = z.object({ name: labelInput });
export const tagCustomerInput = z.object({ customerId: z.uuid(), name: labelInput });
export const untagCustomerInput = z.object({ customerId: z.uuid(), tagId: z.uuid() });
export const renameTagInput = z.object({ id: z.uuid(), name: labelInput });
