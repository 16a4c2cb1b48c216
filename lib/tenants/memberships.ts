import type { SessionClaim } from "@/lib/accounts/sessions";
import { isLocale } from "@/lib/platform/i18n/messages";
import { type Locale, outsideTenants, readOutsideTenants } from "@/lib/platform/tenancy";
import { isRole, type Role } from "./permissions";

export interface TenantFacts {
  id: string;
  slug: string;
  name: string;
  zone: string;
  locale: Locale;
}

export interface Desk {
  account: { id: string; name: string; email: string };
  membershipId: string;
  role: Role;
  tenant: TenantFacts;
}

interface DeskRow {
  account_id: string;
  account_name: string;
  email: string;
  membership_id: string;
  role: string;
  tenant_id: string;
  slug: string;
  name: string;
  zone: string;
  locale: string;
}

/**
 * The desk a session may sit down at, read from the database at every request (G32): a changed password, a removal or a
 * new role holds from the next one. "nobody" when the session has ended; null when there is no such desk for this
 * account, for whatever reason.
 */
export async function deskOf(session: SessionClaim, tenantSlug: string): Promise<Desk | "nobody" | null> {
  const rows = await readOutsideTenants(
    (db) => db.$queryRaw<(Omit<DeskRow, "membership_id"> & { membership_id: string | null })[]>`
      SELECT a.id AS account_id, a.name AS account_name, a.email, m.membership_id, m.role,
             t.id AS tenant_id, t.slug, t.name, t.zone, t.locale
      FROM account a
      LEFT JOIN LATERAL (SELECT * FROM tenants_of_account(a.id) WHERE slug = ${tenantSlug}) m ON true
      LEFT JOIN tenant t ON t.id = m.tenant_id AND t.status = 'active'
      WHERE a.id = ${session.accountId}::uuid AND a.session_version = ${session.sessionVersion}
        AND a.suspended_at IS NULL
        AND EXISTS (SELECT 1 FROM known_device d WHERE d.account_id = a.id AND d.device_hash = ${session.deviceHash}
                    AND d.seen_at = ${new Date(session.since)})`,
  );
  const row = rows[0];
  if (!row) return "nobody";
  if (!row.membership_id || !row.tenant_id || !isRole(row.role)) return null;
  return {
    account: { id: row.account_id, name: row.account_name, email: row.email },
    membershipId: row.membership_id,
    role: row.role,
    tenant: {
      id: row.tenant_id,
      slug: row.slug,
      name: row.name,
      zone: row.zone,
      locale: isLocale(row.locale) ? row.locale : "ko",
    },
  };
}

/** The tenants an account works for, by name. */
export async function desksOf(accountId: string): Promise<{ slug: string; name: string; role: Role }[]> {
  const rows = await outsideTenants(
    ({ db }) => db.$queryRaw<{ slug: string; name: string; role: Role }[]>`
      SELECT m.slug, m.name, m.role FROM tenants_of_account(${accountId}::uuid) m
      JOIN tenant t ON t.id = m.tenant_id WHERE t.status = 'active' ORDER BY m.name`,
  );
  return rows;
}
