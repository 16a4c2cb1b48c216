import { definitionsOf } from "@/lib/definitions/definitions";
import type { MessageClass } from "@/lib/messages/message-class";
import { templateBody } from "@/lib/messages/schema";
import { fill } from "@/lib/messages/template";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { followUpsOf, purposeOf } from "./active-follow-ups";
import { businessOf } from "./business";
import { followUpOf } from "./changing";
import { sampleValues } from "./sample-values";
import { type FollowUpBody, type FollowUpStep, triggers } from "./schema";
import { effectiveClass } from "./template-class";
import { templateOf } from "./templates";

const waiting = { in: ["planned", "held"] };

export interface FollowUpLine {
  key: string;
  title: string;
  active: boolean;
  body: FollowUpBody;
  messageClass: MessageClass;
  /** The text with sample values, in the language of whoever looks. */
  text: string;
  template: string;
  /** Messages that are planned and have not left. */
  planned: number;
  /** On the way every customer takes, or sent when something happens. */
  onPath: boolean;
}

/** Every automatic text, in the order in which a customer meets them. */
export async function followUpList(tenant: TenantScope): Promise<FollowUpLine[]> {
  return inTransaction(tenant, async (tx) => {
    const followUps = await followUpsOf(tx);
    const keys = followUps.map(({ body }) => stepOf(body).template);
    const templates = new Map((await definitionsOf(tx, "template", keys)).map((one) => [one.key, one]));
    const counts = await tx.db.message.groupBy({
      by: ["purpose"],
      where: { state: waiting, followUpVersionId: { not: null } },
      _count: true,
    });
    const sample = sampleValues(tx.locale, await businessOf(tx));
    const planned = new Map(counts.map(({ purpose, _count }) => [purpose, _count]));
    const lines = followUps.flatMap(({ key, title, active, body }) => {
      const template = templates.get(stepOf(body).template);
      if (!template) return [];
      const written = templateBody.parse(template.body);
      return {
        key,
        title,
        active,
        body,
        messageClass: effectiveClass(written),
        text: fill(written.texts[tx.locale] || written.texts.ko, sample).text,
        template: template.key,
        planned: planned.get(purposeOf(key)) ?? 0,
        onPath: body.trigger === "enrollment.confirmed",
      };
    });
    return lines.toSorted((one, other) => placeOf(one.body) - placeOf(other.body));
  });
}

const stepOf = (body: FollowUpBody): FollowUpStep => body.steps[0] as FollowUpStep;

/** By the hour on the customer's way, then the notices as the triggers stand. */
function placeOf(body: FollowUpBody): number {
  if (body.trigger !== "enrollment.confirmed") return 1_000_000 + triggers.indexOf(body.trigger);
  const { relativeTo, days = 0, hours = 0 } = stepOf(body).wait;
  const anchor = { event: -500_000, session_start: 0, session_end: 500 }[relativeTo];
  return anchor + days * 1_000 + hours;
}

export interface FollowUpEditor {
  key: string;
  title: string;
  active: boolean;
  rowVersion: number;
  body: FollowUpBody;
  /** Key of the text it sends. */
  template: string;
  messageClass: MessageClass;
  planned: number;
}

/** What the editor of one automatic text shows beside the text itself (template-desk.ts). */
export async function followUpEditor(tenant: TenantScope, key: string): Promise<FollowUpEditor> {
  return inTransaction(tenant, async (tx) => {
    const { title, active, rowVersion, body } = await followUpOf(tx, key);
    const template = await templateOf(tx, stepOf(body).template);
    return {
      key,
      title,
      active,
      rowVersion,
      body,
      template: template.key,
      messageClass: effectiveClass(template.body),
      planned: await tx.db.message.count({ where: { purpose: purposeOf(key), state: waiting } }),
    };
  });
}
