import { currentDefinition, type DefinitionKind, publishDefinition } from "@/lib/definitions/definitions";
import { questionList } from "@/lib/definitions/questions";
import { templateBody } from "@/lib/messages/schema";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { followUpBody } from "./schema";
import starter from "./starter.json" with { type: "json" };

const origin = { kit: "starter", version: 1 };

const publish = (
  tx: Tx,
  kind: DefinitionKind,
  one: { key: string; title: Record<Locale, string> },
  body: unknown,
) => publishDefinition(tx, { kind, key: one.key, title: one.title[tx.locale], body, origin });

/**
 * The texts, follow-ups and survey a tenant begins with, titled in the language of the scope. They are data from then on:
 * the owner edits, switches off, adds.
 */
export async function loadStarter(tenant: TenantScope): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    for (const one of starter.surveys)
      await publish(tx, "survey", one, { questions: questionList.parse(one.body.questions) });
    for (const one of starter.templates) await publish(tx, "template", one, templateBody.parse(one.body));
    for (const one of starter.followUps) await publish(tx, "follow_up", one, followUpBody.parse(one.body));
  });
}

/**
 * A notice that the law asks for, for a tenant that began before it was among the texts: loaded when it is first needed.
 * One that is there stays as it is, switched off or changed.
 */
export async function loadIfMissing(tx: Tx, key: string): Promise<void> {
  if (await currentDefinition(tx, "follow_up", key)) return;
  for (const one of starter.templates.filter((template) => template.key === key))
    if (!(await currentDefinition(tx, "template", key)))
      await publish(tx, "template", one, templateBody.parse(one.body));
  for (const one of starter.followUps.filter((followUp) => followUp.key === key))
    await publish(tx, "follow_up", one, followUpBody.parse(one.body));
}
