import { type DefinitionKind, publishDefinition } from "@/lib/definitions/definitions";
import { questionList } from "@/lib/definitions/questions";
import { templateBody } from "@/lib/messages/schema";
import { inTransaction, type Locale, type TenantScope } from "@/lib/platform/tenancy";

import { followUpBody } from "./schema";
import starter from "./starter.json" with { type: "json" };

const origin = { kit: "starter", version: 1 };

/**
 * The texts, follow-ups and survey a tenant begins with, titled in the language of the scope. They are data from then on:
 * the owner edits, switches off, adds.
 */
export async function loadStarter(tenant: TenantScope): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const publish = (
      kind: DefinitionKind,
      one: { key: string; title: Record<Locale, string> },
      body: unknown,
    ) => publishDefinition(tx, { kind, key: one.key, title: one.title[tenant.locale], body, origin });
    for (const one of starter.surveys)
      await publish("survey", one, { questions: questionList.parse(one.body.questions) });
    for (const one of starter.templates) await publish("template", one, templateBody.parse(one.body));
    for (const one of starter.followUps) await publish("follow_up", one, followUpBody.parse(one.body));
  });
}
