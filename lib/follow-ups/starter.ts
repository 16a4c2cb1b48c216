import { z } from "zod";

import { currentDefinition, type DefinitionKind, publishMissing } from "@/lib/definitions/definitions";
import { questionList } from "@/lib/definitions/questions";
import { templateBody } from "@/lib/messages/schema";
import { inTransaction, type Locale, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { followUpBody } from "./schema";
import starter from "./starter.json" with { type: "json" };
import library from "./starter-library.json" with { type: "json" };

const origin = { kit: "starter", version: 1 };

interface Piece {
  key: string;
  title: Record<Locale, string>;
  body: unknown;
}

const surveyBody = z.object({ questions: questionList });

/** What a new tenant begins with, read once; titles in both languages. */
const beginning: [DefinitionKind, Piece[]][] = [
  ["survey", starter.surveys.map((one) => ({ ...one, body: surveyBody.parse(one.body) }))],
  ["template", starter.templates.map((one) => ({ ...one, body: templateBody.parse(one.body) }))],
  ["follow_up", starter.followUps.map((one) => ({ ...one, body: followUpBody.parse(one.body) }))],
];

/** Texts for more moments and for each sort of course, which no follow-up sends yet. */
const furtherTexts: Piece[] = library.map((one) => ({ ...one, body: templateBody.parse(one.body) }));

const loadMissing = (tenant: TenantScope, kind: DefinitionKind, pieces: readonly Piece[]) =>
  publishMissing(
    tenant,
    kind,
    pieces.map(({ key, title, body }) => ({ key, title: title[tenant.locale], body, origin })),
  );

/**
 * The texts, follow-ups and survey a tenant begins with, titled in the language of the scope. They are data from then on:
 * the owner edits, switches off, adds. What is there already stays as it is.
 */
export async function loadStarter(tenant: TenantScope): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    for (const [kind, pieces] of beginning) await loadMissing(tx, kind, pieces);
    await loadLibrary(tx);
  });
}

/**
 * Adds the texts of the library that a tenant does not have yet, for one that began before they were written. Texts that
 * are there stay as they are. Returns how many were added.
 */
export const loadLibrary = (tenant: TenantScope): Promise<number> =>
  loadMissing(tenant, "template", furtherTexts);

/** The keys of the library, to see whether a tenant lacks some. */
export const libraryKeys: readonly string[] = library.map(({ key }) => key);

/**
 * A notice that the law asks for, for a tenant that began before it was among the texts: loaded when it is first needed.
 * One that is there stays as it is, switched off or changed.
 */
export async function loadIfMissing(tx: Tx, key: string): Promise<void> {
  if (await currentDefinition(tx, "follow_up", key)) return;
  for (const [kind, pieces] of beginning.filter(([kind]) => kind !== "survey"))
    await loadMissing(
      tx,
      kind,
      pieces.filter((piece) => piece.key === key),
    );
}
