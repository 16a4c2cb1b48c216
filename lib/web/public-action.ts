import { getLocale } from "next-intl/server";
import type { z } from "zod";
import type { RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import type { TenantScope } from "@/lib/platform/tenancy";
import type { TenantFacts } from "@/lib/tenants/memberships";
import { tenantBySlug } from "@/lib/tenants/tenants";
import type { Answer } from "./answer";
import { formValues } from "./form-values";
import { refusedBy } from "./refusal-response";
import { strict } from "./strict";
import { onceIfKeyed, refuseAbuse, type Visitor, visitor } from "./visitor";

/** The scope of somebody without an account on a tenant's public page. */
export interface PublicScope extends TenantScope {
  tenant: TenantFacts;
  visitor: Visitor;
}

/**
 * A server action of a tenant's public form: origin → honeypot (`website`) → limit by address → tenant (suspended ones
 * are not there) → schema → verb. With a hidden field `idempotencyKey` (newId() when the form is drawn) the verb runs
 * inside one transaction and a repeated submit gets the first answer, so its value must be plain JSON.
 */
export function publicAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  verb: (tenant: PublicScope, input: z.output<Schema>) => Promise<Value>,
  options: { limit: RateLimit },
) {
  const strictSchema = strict(schema);
  return async (
    tenantSlug: string,
    _previous: Answer<Value> | null,
    given: FormData | z.input<Schema>,
  ): Promise<Answer<Value>> => {
    const form = formValues(given);
    try {
      await refuseAbuse(form, options.limit);
      const scope = await publicScope(tenantSlug);
      if (!scope) throw new Refusal("not_found", "errors.not_found");
      const input = strictSchema.parse(form.input) as z.output<Schema>;
      const request = { actorKey: "visitor", key: form.idempotencyKey, input };
      return { ok: true, value: await onceIfKeyed(scope, request, (inside) => verb(inside, input)) };
    } catch (error) {
      return refusedBy(error, form.values);
    }
  };
}

/** The scope of a visitor at a tenant's public address; null when there is no such tenant or it is suspended. */
export async function publicScope(tenantSlug: string): Promise<PublicScope | null> {
  const tenant = await tenantBySlug(tenantSlug);
  if (!tenant) return null;
  return {
    tenantId: tenant.id,
    actor: { kind: "customer", id: null },
    locale: await getLocale(),
    tenant,
    visitor: await visitor(),
  };
}
