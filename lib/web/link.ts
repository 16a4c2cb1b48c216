import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import type { z } from "zod";
import { type LinkKind, type OpenedLink, openLink } from "@/lib/platform/personal-links";
import type { RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import type { TenantScope } from "@/lib/platform/tenancy";
import type { Answer } from "./answer";
import { formValues } from "./form-values";
import { refusedBy } from "./refusal-response";
import { callerAddress } from "./request-address";
import { strict } from "./strict";
import { onceIfKeyed, refuseAbuse, type Visitor, visitor } from "./visitor";

/** The scope of whoever holds a personal link. `link.subjectId` is what it opens; actor "helper" at the door, else "customer". */
export interface LinkScope extends TenantScope {
  link: OpenedLink;
  visitor: Visitor;
}

const opened = cache(openLink);

/** For the top of a page behind a personal link; every link that does not open is the same "not found". */
export async function linkPage(token: string, kinds: readonly LinkKind[]): Promise<LinkScope> {
  return (await linkScope(token, kinds)) ?? notFound();
}

/** The scope of a personal link, or null. The actor's id is the link's; a verb that knows the customer may name them. */
export async function linkScope(token: string, kinds: readonly LinkKind[]): Promise<LinkScope | null> {
  const link = await opened(token, kinds);
  if (!link) return null;
  return {
    tenantId: link.tenantId,
    actor:
      link.kind === "door"
        ? { kind: "helper", id: link.linkId, network: await callerAddress() }
        : { kind: "customer", id: null },
    locale: await getLocale(),
    link,
    visitor: await visitor(),
  };
}

const usualLimit: RateLimit = { name: "link", atMost: 120, seconds: 600 };

/**
 * A server action behind a personal link; bind the token. Origin → limit by address → link → schema → verb, with the same
 * idempotency as publicAction.
 */
export function linkAction<Schema extends z.ZodType, Value>(
  kinds: readonly LinkKind[],
  schema: Schema,
  verb: (holder: LinkScope, input: z.output<Schema>) => Promise<Value>,
  options: { limit?: RateLimit } = {},
) {
  const strictSchema = strict(schema);
  return async (
    token: string,
    _previous: Answer<Value> | null,
    given: FormData | z.input<Schema>,
  ): Promise<Answer<Value>> => {
    const form = formValues(given);
    try {
      await refuseAbuse(form, options.limit ?? usualLimit);
      const holder = await linkScope(token, kinds);
      if (!holder) throw new Refusal("not_found", "errors.not_found");
      const input = strictSchema.parse(form.input) as z.output<Schema>;
      const request = { actorKey: `link:${holder.link.linkId}`, key: form.idempotencyKey, input };
      return { ok: true, value: await onceIfKeyed(holder, request, (inside) => verb(inside, input)) };
    } catch (error) {
      return refusedBy(error, form.values);
    }
  };
}
