import { refresh } from "next/cache";
import type { z } from "zod";
import type { Permission } from "@/lib/tenants/permissions";
import type { Answer } from "./answer";
import type { StaffScope } from "./staff";
import { staffAction } from "./staff-action";

/**
 * A staffAction for useVersionedForm: after a conflict the page is read anew, so that it can show what somebody else wrote
 * beside what was typed.
 */
export function versionedAction<Schema extends z.ZodType, Value>(
  permission: Permission,
  schema: Schema,
  verb: (staff: StaffScope, input: z.output<Schema>) => Promise<Value>,
) {
  const action = staffAction(permission, schema, verb);
  return async (
    tenantSlug: string,
    previous: Answer<Value> | null,
    given: FormData | z.input<Schema>,
  ): Promise<Answer<Value>> => {
    const answer = await action(tenantSlug, previous, given);
    if (!answer.ok && answer.kind === "conflict") refresh();
    return answer;
  };
}
