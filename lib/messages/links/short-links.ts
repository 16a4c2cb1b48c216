import { decrypt, encrypt } from "@/lib/platform/encryption";
import { env } from "@/lib/platform/env";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { hashSecret, randomSecret } from "@/lib/platform/secrets";
import { inTransaction, type Locale, readOutsideTenants, type TenantScope } from "@/lib/platform/tenancy";

import { areaOf, type LinkArea } from "./targets";

/** A row of short_link that is not stored yet. */
export type ShortLinkRow = NonNullable<ReturnType<typeof draftShortLink>>["row"];

const tenantPart = 6;
/** 8 random bytes: 64 bits, 11 characters. */
const secretBytes = 8;
const code = /^[A-Za-z0-9_-]{17}$/;
const livesDays = 30;

/** What a short link looks like where none is given away: as long as a real one. */
export const shownShortLink = () => `${env.baseUrl}/s/${"*".repeat(17)}`;

/** Sealed with the code itself (and the installation's secret): whoever has the database has no address of a person. */
const sealedFor = (secret: string) => `short link ${secret}`;

/**
 * A short link for one message: the business's short code, then a random secret of which only the hash is stored. Null where
 * the path is none of this business's own pages. Opens nothing until its row is stored.
 */
export function draftShortLink(
  tenant: { id: string; slug: string; linkCode: string },
  link: { messageId: string; path: string; now: Date; expiresAt?: Date | null },
) {
  const area = areaOf(tenant, link.path);
  if (!area) return null;
  const secret = randomSecret(secretBytes);
  const id = newId();
  return {
    address: `${env.baseUrl}/s/${tenant.linkCode}${secret}`,
    row: {
      tenantId: tenant.id,
      id,
      messageId: link.messageId,
      area,
      codeHash: hashSecret(secret),
      sealedTarget: encrypt(sealedFor(secret), id, link.path),
      createdAt: link.now,
      expiresAt: link.expiresAt ?? new Date(link.now.getTime() + livesDays * 86_400_000),
    },
  };
}

export type Opened =
  | { outcome: "leads"; path: string; area: LinkArea }
  /** Its time is over: whose it was, to ask there. */
  | { outcome: "over"; business: { name: string; slug: string; phone: string | null; locale: Locale } };

/**
 * Where a code leads, or null where nobody knows it. Opening writes down that it was opened, and nothing of whoever did; a person's
 * first opening stands in the customer's history, too. A machine's look is told apart and counts for nobody.
 */
export async function openShortLink(
  given: string,
  { byMachine }: { byMachine: boolean },
): Promise<Opened | null> {
  if (!code.test(given)) return null;
  const [linkCode, secret] = [given.slice(0, tenantPart), given.slice(tenantPart)];
  const tenant = await readOutsideTenants((db) =>
    db.tenant.findUnique({
      where: { linkCode },
      select: { id: true, slug: true, name: true, linkCode: true, locale: true, status: true },
    }),
  );
  if (tenant?.status !== "active") return null;
  const locale: Locale = tenant.locale === "en" ? "en" : "ko";
  const visitor: TenantScope = { tenantId: tenant.id, actor: { kind: "customer", id: null }, locale };
  return inTransaction(visitor, async (tx) => {
    const link = await tx.db.shortLink.findUnique({
      where: { tenantId_codeHash: { tenantId: tx.tenantId, codeHash: hashSecret(secret) } },
      include: { message: { select: { id: true, customerId: true } } },
    });
    if (!link) return null;
    if (link.expiresAt <= tx.now) {
      const settings = await tx.db.tenantSettings.findFirst({ select: { businessName: true, phone: true } });
      const name = settings?.businessName || tenant.name;
      const business = { name, slug: tenant.slug, phone: settings?.phone || null, locale };
      return { outcome: "over", business };
    }
    const path = unsealed(secret, link);
    const area = path && areaOf(tenant, path);
    if (!path || !area) return null;
    const { tenantId, now: clickedAt } = tx;
    const click = { tenantId, id: newId(), messageId: link.messageId, area, clickedAt, byMachine };
    await tx.db.linkClick.createMany({ data: [click] });
    if (!byMachine) {
      const { count } = await tx.db.shortLink.updateMany({
        where: { id: link.id, openedAt: null },
        data: { openedAt: clickedAt },
      });
      const { id, customerId } = link.message;
      if (count > 0)
        await recordEvent(tx, "message.link_opened", { kind: "message", id, customerId }, { area });
    }
    return { outcome: "leads", path, area };
  });
}

/** Null for what does not open any more, as after the installation's secret was changed. */
function unsealed(secret: string, link: { id: string; sealedTarget: string }): string | null {
  try {
    return decrypt(sealedFor(secret), link.id, link.sealedTarget);
  } catch {
    return null;
  }
}
