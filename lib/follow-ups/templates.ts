import { fieldVariablesOf } from "@/lib/customers/fields/variables";
import {
  currentDefinition,
  type PublishedDefinition,
  publishDefinition,
} from "@/lib/definitions/definitions";
import { type TemplateBody, templateBody, templateVariables } from "@/lib/messages/schema";
import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { WriteTemplate } from "./schema";
import { refuseUnfit } from "./unfit-body";
import { labelledBody, writtenBody } from "./written-body";

/** A template as it stands, parsed. */
export interface Template extends PublishedDefinition {
  body: TemplateBody;
}

export async function templateOf(tenant: TenantScope, key: string): Promise<Template> {
  const found = await currentDefinition(tenant, "template", key);
  if (!found) throw new Refusal("not_found", "errors.not_found");
  return { ...found, body: templateBody.parse(found.body) };
}

/**
 * Publishes new words of a template. What is planned and has not been handed over follows them: it points to the new
 * version and has its class and channel, so that what a person gets is what the owner sees; what was sent keeps its own.
 * Words that promote make it advertising (row 23); label, sender and a free way out are put there (row 16), and lowering
 * it again needs the name of who does it and a reason. Refuses when somebody else published meanwhile.
 */
export async function publishTemplate(
  tenant: TenantScope,
  given: WriteTemplate,
): Promise<Template & { planned: number }> {
  return inTransaction(tenant, async (tx) => {
    const known = await templateOf(tx, given.key);
    if (given.lowerReason && tx.actor.kind !== "member") throw new Refusal("forbidden", "errors.forbidden");
    const body = labelledBody(writtenBody(known.body, given, tx.actor), await labelsOf(tx));
    const variables = [...templateVariables, ...(await fieldVariablesOf(tx)).understood];
    refuseUnfit(body, { senderName: await senderNameOf(tx), variables });
    return publishBody(tx, known, body, given.version);
  });
}

/** Makes a checked body the one that counts, and lets what is planned follow it; `planned` says how many that were. */
export async function publishBody(
  tx: Tx,
  known: Template,
  body: TemplateBody,
  rowVersion: number,
): Promise<Template & { planned: number }> {
  const published = await publishDefinition(tx, {
    kind: "template",
    key: known.key,
    title: known.title,
    body: templateBody.parse(body),
    expectedRowVersion: rowVersion,
  });
  const { count: planned } = await tx.db.message.updateMany({
    where: {
      templateVersion: { definitionId: published.definitionId },
      state: { in: ["planned", "held"] },
    },
    data: {
      templateVersionId: published.versionId,
      channel: body.channel,
      class: body.class,
      urgent: body.urgent,
      resendClass: body.resendClass,
    },
  });
  if (published.versionId !== known.versionId)
    await recordEvent(
      tx,
      "template.changed",
      { kind: "template", id: known.definitionId },
      { key: known.key },
    );
  return { ...published, body, planned };
}

/** What the label of advertising is made of. */
export async function labelsOf(tx: Tx): Promise<{ senderName: string; freeNumber: boolean }> {
  const settings = await tx.db.tenantSettings.findFirst({ select: { optOutNumber: true } });
  return { senderName: await senderNameOf(tx), freeNumber: Boolean(settings?.optOutNumber) };
}

/** The name under which advertising goes out. */
export async function senderNameOf(tx: Tx): Promise<string> {
  const tenant = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { name: true, settings: { select: { businessName: true } } },
  });
  return tenant.settings?.businessName || tenant.name;
}

export interface TemplateVersion {
  versionId: string;
  number: number;
  publishedAt: Date;
  publishedBy: string | null;
  body: TemplateBody;
}

/** Every text this template ever had, the newest first. */
export async function versionsOf(tenant: TenantScope, definitionId: string): Promise<TemplateVersion[]> {
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.definitionVersion.findMany({
      where: { definitionId },
      orderBy: { number: "desc" },
      take: 30,
    });
    const members = await tx.db.membership.findMany({
      where: { id: { in: rows.flatMap(({ publishedBy }) => publishedBy ?? []) } },
      select: { id: true, account: { select: { name: true } } },
    });
    const names = new Map(members.map(({ id, account }) => [id, account.name]));
    return rows.map(({ id, number, publishedAt, publishedBy, body }) => ({
      versionId: id,
      number,
      publishedAt,
      publishedBy: (publishedBy && names.get(publishedBy)) ?? null,
      body: templateBody.parse(body),
    }));
  });
}
