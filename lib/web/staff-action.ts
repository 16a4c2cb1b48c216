import { refresh } from "next/cache";
import type { z } from "zod";
import { Refusal } from "@/lib/platform/refusal";
import { may, type Permission } from "@/lib/tenants/permissions";
import type { Answer } from "./answer";
import { formValues } from "./form-values";
import { refusedBy } from "./refusal-response";
import { isOurOrigin } from "./request-origin";
import { type StaffScope, staffAt } from "./staff";
import { strict } from "./strict";

/**
 * A server action of the staff desk: origin → session → membership → permission → schema (unknown fields refused) → verb.
 * Bind the tenant's slug; then it serves `<form action>` with useActionState or useKeptForm, with and without
 * JavaScript, and can be called with a plain object. The page's data is read anew afterwards, unless the verb only
 * `reads`. The verb may `redirect()`.
 */
export function staffAction<Schema extends z.ZodType, Value>(
  permission: Permission,
  schema: Schema,
  verb: (staff: StaffScope, input: z.output<Schema>) => Promise<Value>,
  { reads = false }: { reads?: boolean } = {},
) {
  const strictSchema = strict(schema);
  return async (
    tenantSlug: string,
    _previous: Answer<Value> | null,
    given: FormData | z.input<Schema>,
  ): Promise<Answer<Value>> => {
    const { input, values } = formValues(given);
    try {
      const staff = await memberOrRefuse(tenantSlug, permission);
      const value = await verb(staff, strictSchema.parse(input) as z.output<Schema>);
      if (!reads) refresh();
      return { ok: true, value };
    } catch (error) {
      return refusedBy(error, values);
    }
  };
}

async function memberOrRefuse(tenantSlug: string, permission: Permission): Promise<StaffScope> {
  if (!(await isOurOrigin())) throw new Refusal("forbidden", "errors.foreignOrigin");
  const staff = await staffAt(tenantSlug);
  if (staff === "nobody") throw new Refusal("forbidden", "errors.signedOut");
  if (!staff) throw new Refusal("not_found", "errors.not_found");
  if (!may(staff.role, permission)) throw new Refusal("forbidden", "errors.forbidden");
  return staff;
}
