import { fieldVariablesOf } from "@/lib/customers/fields/variables";
import {
  currentDefinition,
  type PublishedDefinition,
  publishDefinition,
} from "@/lib/definitions/definitions";
import { unsupportedCharacters } from "@/lib/messages/korean-characters";
import type { MessageClass } from "@/lib/messages/message-class";
import { saysReplyStop } from "@/lib/messages/reply-stop";
import { type TemplateBody, templateBody, templateVariables } from "@/lib/messages/schema";
import { type TemplateProblem, templateProblems } from "@/lib/messages/template";
import { Refusal } from "@/lib/platform/refusal";
import { type Actor, inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { effectiveClass } from "./active-follow-ups";
import { labelledTemplate, labelProblems } from "./labelled-template";
import type { WriteTemplate } from "./schema";

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
 * version and has its class, so that the text a person gets is the one the owner sees; what was sent keeps its own.
 * Words that promote make it advertising (row 23), and then label, sender and a free way out must be there; lowering it
 * again needs the name of who does it and a reason. Refuses when somebody else published meanwhile.
 */
export async function publishTemplate(tenant: TenantScope, given: WriteTemplate): Promise<Template> {
  return inTransaction(tenant, async (tx) => {
    const known = await templateOf(tx, given.key);
    const variables = [...templateVariables, ...(await fieldVariablesOf(tx)).understood];
    const body = checkedBody(known.body, given, tx.actor, { senderName: await senderNameOf(tx), variables });
    const published = await publishDefinition(tx, {
      kind: "template",
      key: given.key,
      title: known.title,
      body,
      expectedRowVersion: given.rowVersion,
    });
    await tx.db.message.updateMany({
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
    return { ...published, body };
  });
}

function checkedBody(
  known: TemplateBody,
  given: WriteTemplate,
  actor: Actor,
  business: { senderName: string; variables: string[] },
): TemplateBody {
  if (given.lowerReason && actor.kind !== "member") throw new Refusal("forbidden", "errors.forbidden");
  const { lowered: _before, ...kept } = known;
  const written: TemplateBody = {
    ...kept,
    class: given.advertising ? "advertising" : "transactional",
    texts: { ko: given.ko, en: given.en ?? "" },
    ...(given.lowerReason ? { lowered: { by: actor.name ?? actor.kind, reason: given.lowerReason } } : {}),
  };
  const messageClass = effectiveClass(written);
  const { ko, en } = written.texts;
  // The Korean text goes to Korean phones, which would show these as question marks (row 56).
  if (unsupportedCharacters(ko).length > 0)
    throw new Refusal("invalid", "gate.reasons.UNSUPPORTED_CHARACTERS");
  // It goes to Korea through Twilio, where an answer reaches nobody (row 26).
  if (saysReplyStop(ko)) throw new Refusal("invalid", "followUps.editor.replyStop");
  const texts = {
    ko: checkedText(ko, messageClass, business),
    en: en && checkedText(en, messageClass, business),
  };
  return { ...written, class: messageClass, texts };
}

/** The label and the sender are put in front where they are missing (row 16); what cannot be repaired is refused. */
function checkedText(
  text: string,
  messageClass: MessageClass,
  { senderName, variables }: { senderName: string; variables: string[] },
): string {
  const [broken] = templateProblems(text, variables);
  if (broken) throw new Refusal("invalid", `followUps.problems.${broken.kind}`, wordsOf(broken));
  if (messageClass === "transactional") return text;
  const labelled = labelledTemplate(text, senderName);
  const [problem] = labelProblems(labelled, senderName);
  if (problem) throw new Refusal("invalid", `gate.reasons.${problem}`);
  return labelled;
}

function wordsOf(problem: TemplateProblem): Record<string, string> {
  if (problem.kind === "unknown_variable") return { name: problem.name };
  return problem.kind === "unknown_particle" ? { name: problem.particle } : {};
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
  texts: TemplateBody["texts"];
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
      texts: templateBody.parse(body).texts,
    }));
  });
}
