import { fieldVariablesOf } from "@/lib/customers/fields/variables";
import { definitionsOf } from "@/lib/definitions/definitions";
import { messageContexts } from "@/lib/messages/context";
import type { MessageClass } from "@/lib/messages/message-class";
import { templateBody, templateVariables } from "@/lib/messages/schema";
import { fill } from "@/lib/messages/template";
import { variablesFor } from "@/lib/messages/variables";
import { env } from "@/lib/platform/env";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { effectiveClass, followUpsOf, purposeOf } from "./active-follow-ups";
import { followUpOf } from "./changing";
import { type Business, sampleValues } from "./sample-values";
import { type FollowUpBody, type FollowUpStep, triggers } from "./schema";
import { senderNameOf, type Template, type TemplateVersion, templateOf, versionsOf } from "./templates";

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
    const templates = new Map((await definitionsOf(tx, "template")).map((one) => [one.key, one]));
    const counts = await tx.db.message.groupBy({
      by: ["purpose"],
      where: { state: waiting, followUpVersionId: { not: null } },
      _count: true,
    });
    const sample = sampleValues(tx.locale, await businessOf(tx));
    const planned = new Map(counts.map(({ purpose, _count }) => [purpose, _count]));
    const lines = (await followUpsOf(tx)).flatMap(({ key, title, active, body }) => {
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

export const stepOf = (body: FollowUpBody): FollowUpStep => body.steps[0] as FollowUpStep;

/** By the hour on the customer's way, then the notices as the triggers stand. */
function placeOf(body: FollowUpBody): number {
  if (body.trigger !== "enrollment.confirmed") return 1_000_000 + triggers.indexOf(body.trigger);
  const { relativeTo, days = 0, hours = 0 } = stepOf(body).wait;
  const anchor = { event: -500_000, session_start: 0, session_end: 500 }[relativeTo];
  return anchor + days * 1_000 + hours;
}

/** A person whose text the editor can show, with what fills the blanks for them. */
export interface PreviewPerson {
  id: string;
  name: string;
  values: Record<string, string>;
}

export interface FollowUpEditor {
  key: string;
  title: string;
  active: boolean;
  rowVersion: number;
  body: FollowUpBody;
  template: Template;
  messageClass: MessageClass;
  senderName: string;
  planned: number;
  versions: TemplateVersion[];
  people: PreviewPerson[];
  /** The blanks that the business's own fields give. */
  ownVariables: string[];
  sample: Record<Locale, Record<string, string>>;
}

/** Everything the editor of one automatic text shows. */
export async function followUpEditor(tenant: TenantScope, key: string): Promise<FollowUpEditor> {
  return inTransaction(tenant, async (tx) => {
    const { title, active, rowVersion, body } = await followUpOf(tx, key);
    const template = await templateOf(tx, stepOf(body).template);
    const business = await businessOf(tx);
    const { offered } = await fieldVariablesOf(tx);
    return {
      key,
      title,
      active,
      rowVersion,
      body,
      template,
      messageClass: effectiveClass(template.body),
      senderName: business.senderName,
      planned: await tx.db.message.count({ where: { purpose: purposeOf(key), state: waiting } }),
      versions: await versionsOf(tx, template.definitionId),
      people: await peopleToPreview(tx, purposeOf(key)),
      ownVariables: offered,
      sample: {
        ko: { ...ownSamples(offered), ...sampleValues("ko", business) },
        en: { ...ownSamples(offered), ...sampleValues("en", business) },
      },
    };
  });
}

/** What the samples say of the business itself. */
async function businessOf(tx: Tx): Promise<Business> {
  const { slug, settings } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { slug: true, settings: { select: { phone: true, optOutNumber: true } } },
  });
  return { senderName: await senderNameOf(tx), slug, baseUrl: env.baseUrl, ...settings };
}

/** An own field's sample is its name: what a person has there cannot be guessed. */
const ownSamples = (variables: string[]) =>
  Object.fromEntries(
    variables.map((variable) => [variable, `[${variable.slice(variable.indexOf(".") + 1)}]`]),
  );

const everyVariable = templateVariables.map((name) => `#{${name}}`).join(" ");

/** The people who are next to get this text, or got it last. */
async function peopleToPreview(tx: Tx, purpose: string): Promise<PreviewPerson[]> {
  const next = await tx.db.message.findMany({
    where: { purpose, state: waiting },
    orderBy: { dueAt: "asc" },
    take: 5,
    select: { id: true },
  });
  const last = await tx.db.message.findMany({
    where: { purpose, submittedAt: { not: null } },
    orderBy: { submittedAt: "desc" },
    take: 5 - next.length,
    select: { id: true },
  });
  const contexts = await messageContexts(
    tx,
    [...next, ...last].map(({ id }) => id),
  );
  return contexts.map((context) => ({
    id: context.message.id,
    name: context.customer.name,
    values: variablesFor(context, everyVariable, "show", tx.now).values as Record<string, string>,
  }));
}
