import { makeAccount } from "@/lib/accounts/accounts";
import { recordEvent } from "@/lib/platform/events";
import { isLocale } from "@/lib/platform/i18n/messages";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { reservedWords } from "@/lib/platform/reserved-words";
import { newLinkCode } from "@/lib/platform/secrets";
import {
  inTransaction,
  type Locale,
  outsideTenants,
  readOutsideTenants,
  systemScope,
  type TenantScope,
} from "@/lib/platform/tenancy";
import type { TenantFacts } from "./memberships";

export interface NewTenant {
  slug: string;
  name: string;
  zone?: string;
  locale?: Locale;
  brandColor?: string;
  /** An account with this address becomes the owner; it is made when there is none. */
  owner: { email: string; name: string; password?: string };
}

export interface MadeTenant {
  tenantId: string;
  /** The owner's membership: the actor of what the owner does. */
  membershipId: string;
  accountId: string;
  owner: TenantScope;
}

/** Makes a tenant with settings and its owner. For the operator, the seed and tests; what it offers, other rooms add. */
export async function makeTenant(given: NewTenant): Promise<MadeTenant> {
  refuseBadSlug(given.slug);
  const locale = given.locale ?? "ko";
  const scope = systemScope(newId(), locale);
  const taken = await outsideTenants(({ db }) => db.tenant.findUnique({ where: { slug: given.slug } }));
  if (taken) throw new Refusal("conflict", "tenants.slugTaken");
  return inTransaction(scope, async (tx) => {
    const { tenantId, db, now } = tx;
    await db.tenant.create({
      data: {
        id: tenantId,
        slug: given.slug,
        linkCode: newLinkCode(),
        name: given.name,
        zone: given.zone ?? "Asia/Seoul",
        locale,
        brandColor: given.brandColor ?? null,
        createdAt: now,
      },
    });
    await db.tenantSettings.create({ data: { tenantId } });
    const known = await db.account.findUnique({ where: { email: given.owner.email }, select: { id: true } });
    const account = known ?? (await makeAccount(tx, { ...given.owner, locale }));
    const membershipId = newId();
    await db.membership.create({
      data: { tenantId, id: membershipId, accountId: account.id, role: "owner", createdAt: now },
    });
    await recordEvent(tx, "tenant.made", { kind: "tenant", id: tenantId });
    const owner: TenantScope = {
      tenantId,
      locale,
      actor: { kind: "member", id: membershipId, name: given.owner.name },
    };
    return { tenantId, membershipId, accountId: account.id, owner };
  });
}

/** Slugs are the first part of public addresses, beside the product's own words. */
export function refuseBadSlug(slug: string): void {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/.test(slug))
    throw new Refusal("invalid", "tenants.slugInvalid");
  if (reservedWords.has(slug)) throw new Refusal("invalid", "tenants.slugReserved");
}

/** The tenant at a public address, or null: suspended and unknown are the same to a visitor. */
export async function tenantBySlug(slug: string): Promise<TenantFacts | null> {
  const tenant = await readOutsideTenants((db) =>
    db.tenant.findUnique({
      where: { slug },
      select: { id: true, slug: true, name: true, zone: true, locale: true, status: true },
    }),
  );
  if (tenant?.status !== "active") return null;
  const { status: _, locale, ...facts } = tenant;
  return { ...facts, locale: isLocale(locale) ? locale : "ko" };
}

export interface TenantCounts {
  slug: string;
  name: string;
  status: string;
  createdAt: Date;
  members: number;
  customers: number;
  courses: number;
  enrollments: number;
  messages: number;
}

/** Every tenant with counts and no content. The caller must have checked that an operator asks. */
export async function tenantsForOperator(): Promise<TenantCounts[]> {
  return outsideTenants(
    ({ db }) => db.$queryRaw<TenantCounts[]>`
      SELECT slug, name, status, created_at AS "createdAt", members::int, customers::int, courses::int,
             enrollments::int, messages::int
      FROM operator_tenants()`,
  );
}
