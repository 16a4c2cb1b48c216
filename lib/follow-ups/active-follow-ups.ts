import { definitionsOf, type PublishedDefinition } from "@/lib/definitions/definitions";
import type { MessageClass } from "@/lib/messages/message-class";
import { type TemplateBody, templateBody } from "@/lib/messages/schema";
import type { TenantScope, Tx } from "@/lib/platform/tenancy";

import { type FollowUpBody, followUpBody, type Trigger } from "./schema";
import { effectiveClass } from "./template-class";

/** A follow-up as it stands now, with the version that planned messages will point to. */
export interface FollowUp extends PublishedDefinition {
  body: FollowUpBody;
}

/** The text that a step sends, in its newest published version. */
export interface StepTemplate {
  versionId: string;
  body: TemplateBody;
  /** What the words make of the declared class: they can only raise it (domain.md row 23). */
  messageClass: MessageClass;
}

/** A follow-up that is switched on, with the texts of its steps by their keys. */
export interface ActiveFollowUp extends FollowUp {
  templates: ReadonlyMap<string, StepTemplate>;
}

/** Planned messages of a follow-up are found by this. */
export const purposeOf = (followUpKey: string): string => `follow_up:${followUpKey}`;

/** Every follow-up of the tenant, switched on or off. */
export async function followUpsOf(tenant: TenantScope): Promise<FollowUp[]> {
  const definitions = await definitionsOf(tenant, "follow_up");
  return definitions.map((one) => ({ ...one, body: followUpBody.parse(one.body) }));
}

/** The follow-ups that are on and set off by one of these. Their texts come along: four queries, however many people. */
export async function activeFollowUps(tx: Tx, ...set: Trigger[]): Promise<ActiveFollowUp[]> {
  const active = (await followUpsOf(tx)).filter((one) => one.active && set.includes(one.body.trigger));
  if (active.length === 0) return [];
  const templates = new Map<string, StepTemplate>();
  const keys = active.flatMap(({ body }) => body.steps.map(({ template }) => template));
  for (const { key, versionId, body } of await definitionsOf(tx, "template", keys))
    templates.set(key, stepTemplate(versionId, templateBody.parse(body)));
  return active.map((one) => ({ ...one, templates }));
}

const stepTemplate = (versionId: string, body: TemplateBody): StepTemplate => ({
  versionId,
  body,
  messageClass: effectiveClass(body),
});
