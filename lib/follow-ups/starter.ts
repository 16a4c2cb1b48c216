import {
  currentDefinition,
  type DefinitionKind,
  publishDefinition,
  publishMissing,
} from "@/lib/definitions/definitions";
import { questionList } from "@/lib/definitions/questions";
import { templateBody } from "@/lib/messages/schema";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { followUpBody } from "./schema";
import starter from "./starter.json" with { type: "json" };
import library from "./starter-library.json" with { type: "json" };

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
    await loadLibrary(tx);
  });
}

/** Texts for more moments and for each sort of course, which no follow-up sends yet. */
const libraryBodies = library.map(({ key, title, body }) => ({ key, title, body: templateBody.parse(body) }));

/**
 * Adds the texts of the library that a tenant does not have yet, for one that began before they were written. Texts that
 * are there stay as they are. Returns how many were added.
 */
export const loadLibrary = (tenant: TenantScope): Promise<number> =>
  publishMissing(
    tenant,
    "template",
    libraryBodies.map(({ title, ...one }) => ({ ...one, title: title[tenant.locale], origin })),
  );

/** The keys of the library, to see whether a tenant lacks some. */
export const libraryKeys: readonly string[] = library.map(({ key }) => key);

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
