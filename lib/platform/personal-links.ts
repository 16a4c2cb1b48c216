import { newId } from "./ids";
import { hashSecret, randomSecret } from "./secrets";
import { inTransaction, type Locale, readOutsideTenants, systemScope, type Tx } from "./tenancy";

/**
 * my: an enrollment's own page · survey · preferences: a customer's · check_in: an enrollment's code, opened by staff ·
 * door: a helper's roster of one class session · here: the code on the wall of one class session · guardian: one question to a
 * child's guardian.
 */
export type LinkKind = "my" | "survey" | "preferences" | "check_in" | "door" | "here" | "guardian";

export interface OpenedLink {
  linkId: string;
  tenantId: string;
  tenantSlug: string;
  kind: LinkKind;
  subjectId: string;
  tenantLocale: Locale;
}

const linkCodeLength = 6;
const token = /^[A-Za-z0-9_-]{28}$/;

/** A row of personal_link that is not stored yet. */
export type LinkRow = ReturnType<typeof draftLink>["row"];

/**
 * A token of 28 characters: the tenant's short code, then a random secret of which only the hash is stored. Opens nothing
 * until its row is stored; a text that does not leave after all gives no link away.
 */
export function draftLink(
  tenant: { id: string; linkCode: string },
  link: {
    kind: LinkKind;
    subjectId: string;
    now: Date;
    expiresAt?: Date | undefined;
    label?: string | undefined;
  },
) {
  const secret = randomSecret(16);
  return {
    token: tenant.linkCode + secret,
    row: {
      tenantId: tenant.id,
      id: newId(),
      kind: link.kind,
      secretHash: hashSecret(secret),
      subjectId: link.subjectId,
      expiresAt: link.expiresAt ?? null,
      label: link.label ?? null,
      createdAt: link.now,
    },
  };
}

/** Makes a link and answers its token. It is shown once, here; a lost link is replaced by a new one. */
export async function makeLink(
  tx: Tx,
  kind: LinkKind,
  subjectId: string,
  options: { expiresAt?: Date; label?: string } = {},
): Promise<string> {
  const tenant = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { id: true, linkCode: true },
  });
  const { token, row } = draftLink(tenant, { kind, subjectId, now: tx.now, ...options });
  await tx.db.personalLink.create({ data: row });
  return token;
}

/** What a token opens, or null: unknown, expired, revoked and of another kind are told apart by nobody. */
export async function openLink(given: string, kinds: readonly LinkKind[]): Promise<OpenedLink | null> {
  if (!token.test(given)) return null;
  const linkCode = given.slice(0, linkCodeLength);
  const tenant = await readOutsideTenants((db) =>
    db.tenant.findUnique({
      where: { linkCode },
      select: { id: true, slug: true, locale: true, status: true },
    }),
  );
  if (tenant?.status !== "active") return null;
  const locale: Locale = tenant.locale === "en" ? "en" : "ko";
  const link = await inTransaction(systemScope(tenant.id, locale), (tx) =>
    tx.db.personalLink.findFirst({
      where: {
        kind: { in: [...kinds] },
        secretHash: hashSecret(given.slice(linkCodeLength)),
        revokedAt: null,
        OR: [{ expiresAt: null }, { expiresAt: { gt: tx.now } }],
      },
    }),
  );
  if (!link) return null;
  return {
    linkId: link.id,
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    kind: link.kind as LinkKind,
    subjectId: link.subjectId,
    tenantLocale: locale,
  };
}

/** Ends every link of a kind for a subject, e.g. when a door link is replaced. */
export async function revokeLinks(tx: Tx, kind: LinkKind, subjectId: string): Promise<void> {
  await tx.db.personalLink.updateMany({
    where: { kind, subjectId, revokedAt: null },
    data: { revokedAt: tx.now },
  });
}
