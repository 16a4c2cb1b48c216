import type { TenantDb, Tx } from "./tenancy";

/** The channel on which web processes listen (lib/web/public-page-cache). The payload is a tenant's slug, or "*". */
export const publicPageChannel = "dangol_public_pages";

/**
 * Says that something the tenant's public pages show has changed. Travels with the transaction: a rollback says nothing,
 * and after the commit every web process drops its cached pages of this tenant.
 */
export async function publicPageChanged(tx: Tx): Promise<void> {
  await tx.db
    .$executeRaw`SELECT pg_notify(${publicPageChannel}, slug) FROM tenant WHERE id = ${tx.tenantId}::uuid`;
}

/** Drops every cached public page: the demo clock moved. */
export async function everyPublicPageChanged(db: TenantDb): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${publicPageChannel}, '*')`;
}
