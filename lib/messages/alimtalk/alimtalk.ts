import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { checkTemplates, type ReviewLook } from "./reviews";
import type { ConnectTemplate, ReviewState } from "./schema";

/** A template of a Kakao channel, and the text of ours whose place it takes. */
export interface AlimtalkTemplate {
  id: string;
  /** Its id at the provider. */
  providerId: string;
  content: string;
  state: ReviewState;
  rejectedReason: string | null;
  /** Key of our text; empty while it belongs to none. */
  templateKey: string;
}

/** What the page of AlimTalk templates shows; null where the tenant has no account for AlimTalk. */
export interface AlimtalkPage {
  templates: AlimtalkTemplate[];
  /** Our texts that can be sent as AlimTalk, by key: those that inform (row 72). */
  texts: { key: string; title: string }[];
  /** When the provider was last asked; null while it never was. */
  checkedAt: Date | null;
}

export async function alimtalkPage(tenant: TenantScope): Promise<AlimtalkPage | null> {
  return inTransaction(tenant, async (tx) => {
    const accounts = await tx.db.providerAccount.findMany({
      where: { active: true, channels: { has: "alimtalk" } },
      select: { id: true, templatesCheckedAt: true },
    });
    if (accounts.length === 0) return null;
    const rows = await tx.db.alimtalkTemplate.findMany({
      where: { accountId: { in: accounts.map(({ id }) => id) } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    const texts = await tx.db.definition.findMany({
      where: { kind: "template", active: true },
      select: { key: true, title: true },
      orderBy: { title: "asc" },
    });
    const times = accounts.flatMap(({ templatesCheckedAt }) => templatesCheckedAt ?? []);
    return {
      templates: rows.map(({ id, providerId, content, state, rejectedReason, templateKey }) => ({
        id,
        providerId,
        content,
        state: state as ReviewState,
        rejectedReason,
        templateKey,
      })),
      texts,
      checkedAt: times.length > 0 ? new Date(Math.min(...times.map(Number))) : null,
    };
  });
}

/** Asks the provider now instead of at the next round. Refused when it does not answer: nothing was changed. */
export async function checkNow(tenant: TenantScope): Promise<void> {
  const accounts = await inTransaction(tenant, ({ db }) =>
    db.providerAccount.findMany({
      where: { active: true, channels: { has: "alimtalk" } },
      select: { id: true },
    }),
  );
  const looks: ReviewLook[] = [];
  for (const { id } of accounts) looks.push(await checkTemplates(tenant, id));
  if (looks.includes("unanswered")) throw new Refusal("conflict", "alimtalk.unanswered");
}

/** Says which text of ours a template takes the place of; none, with an empty key. */
export async function connectTemplate(
  tenant: TenantScope,
  { id, templateKey }: ConnectTemplate,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const text =
      templateKey &&
      (await tx.db.definition.findFirst({
        where: { kind: "template", key: templateKey },
        select: { id: true },
      }));
    if (text === null) throw new Refusal("not_found", "errors.not_found");
    const { count } = await tx.db.alimtalkTemplate.updateMany({ where: { id }, data: { templateKey } });
    if (count === 0) throw new Refusal("not_found", "errors.not_found");
    await recordEvent(tx, "alimtalk.connected", { kind: "alimtalk_template", id }, { templateKey });
  });
}
