import { makeAccount } from "@/lib/accounts/accounts";
import { invitationMail } from "@/lib/accounts/mails";
import type { Mail } from "@/lib/platform/email/email";
import { recordEvent } from "@/lib/platform/events";
import { isLocale } from "@/lib/platform/i18n/messages";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { hashSecret, randomSecret } from "@/lib/platform/secrets";
import {
  inTransaction,
  outsideTenants,
  systemScope,
  type TenantScope,
  type Tx,
} from "@/lib/platform/tenancy";
import { isRole, type Role } from "./permissions";

const daysToAccept = 7;

/** Invites an address to work for the tenant; an older open invitation of the same address ends. Returns the mail to send. */
export async function invite(tenant: TenantScope, input: { email: string; role: Role }): Promise<Mail> {
  const secret = randomSecret(24);
  return inTransaction(tenant, async (tx) => {
    const { db, now, tenantId } = tx;
    if (await isMember(tx, input.email)) throw new Refusal("conflict", "tenants.alreadyMember");
    await db.invitation.updateMany({ where: { email: input.email, ...open }, data: { revokedAt: now } });
    const id = newId();
    await db.invitation.create({
      data: {
        tenantId,
        id,
        ...input,
        secretHash: hashSecret(secret),
        invitedBy: tx.actor.id ?? tenantId,
        expiresAt: new Date(now.getTime() + daysToAccept * 86_400_000),
        createdAt: now,
      },
    });
    await recordEvent(tx, "member.invited", { kind: "invitation", id }, { role: input.role });
    const { name } = await db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true } });
    return invitationMail({
      to: input.email,
      secret,
      tenant: name,
      inviter: tx.actor.name ?? name,
      locale: tx.locale,
    });
  });
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
}

/** Invitations that may still be accepted. */
export async function openInvitations(tenant: TenantScope): Promise<OpenInvitation[]> {
  return inTransaction(tenant, async ({ db, now }) => {
    const rows = await db.invitation.findMany({
      where: { ...open, expiresAt: { gt: now } },
      select: { id: true, email: true, role: true, expiresAt: true },
      orderBy: { createdAt: "desc" },
    });
    return rows as OpenInvitation[];
  });
}

export async function revokeInvitation(tenant: TenantScope, input: { invitationId: string }): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const where = { id: input.invitationId, ...open };
    const { count } = await tx.db.invitation.updateMany({ where, data: { revokedAt: tx.now } });
    if (count === 0) throw new Refusal("not_found", "tenants.noSuchInvitation");
  });
}

export interface Invited {
  tenantId: string;
  tenantSlug: string;
  tenantName: string;
  email: string;
  role: Role;
  /** Whether somebody signs in with the invited address already. */
  hasAccount: boolean;
}

/** What a mailed invitation offers, or null when it ended, was used or never was. */
export async function invitationBehind(secret: string): Promise<Invited | null> {
  const tenantId = await tenantBehind(secret);
  if (!tenantId) return null;
  return inTransaction(systemScope(tenantId), async (tx) => {
    const invitation = await findOpen(tx, secret);
    const tenant = await tx.db.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    if (!invitation || tenant.status !== "active") return null;
    const { email, role } = invitation;
    const account = await tx.db.account.findUnique({ where: { email }, select: { id: true } });
    return {
      tenantId,
      tenantSlug: tenant.slug,
      tenantName: tenant.name,
      email,
      role,
      hasAccount: account !== null,
    };
  });
}

/**
 * Accepts as an account that is signed in, whatever its address: the secret came by mail, and the page says who is signed
 * in. A member removed earlier comes back with the new role.
 */
export async function acceptInvitation(
  secret: string,
  account: { id: string; name: string },
): Promise<{ tenantSlug: string }> {
  return accepting(secret, async () => account);
}

/** Accepts by making an account with the invited address, which the mail has proven. */
export async function acceptAsNewAccount(
  secret: string,
  given: { name: string; password: string },
): Promise<{ tenantSlug: string; accountId: string }> {
  return accepting(secret, async (tx, email) => {
    const known = await tx.db.account.findUnique({ where: { email }, select: { id: true } });
    if (known) throw new Refusal("conflict", "accounts.signInFirst");
    const { id } = await makeAccount(tx, { email, ...given, locale: tx.locale });
    return { id, name: given.name };
  });
}

async function accepting(
  secret: string,
  accountFor: (tx: Tx, email: string) => Promise<{ id: string; name: string }>,
): Promise<{ tenantSlug: string; accountId: string }> {
  const tenantId = await tenantBehind(secret);
  if (!tenantId) throw new Refusal("forbidden", "accounts.linkEnded");
  const { locale } = await outsideTenants(({ db }) =>
    db.tenant.findUniqueOrThrow({ where: { id: tenantId } }),
  );
  return inTransaction(systemScope(tenantId, isLocale(locale) ? locale : "ko"), async (tx) => {
    const invitation = await findOpen(tx, secret);
    const used = invitation
      ? await tx.db.invitation.updateMany({
          where: { id: invitation.id, ...open },
          data: { acceptedAt: tx.now },
        })
      : { count: 0 };
    const tenant = await tx.db.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    if (!invitation || used.count === 0 || tenant.status !== "active")
      throw new Refusal("forbidden", "accounts.linkEnded");
    const account = await accountFor(tx, invitation.email);
    const membershipId = await join(tx, account.id, invitation.role);
    const actor = { kind: "member" as const, id: membershipId, name: account.name };
    await recordEvent({ ...tx, actor }, "member.joined", { kind: "membership", id: membershipId });
    return { tenantSlug: tenant.slug, accountId: account.id };
  });
}

async function join(tx: Tx, accountId: string, role: Role): Promise<string> {
  const known = await tx.db.membership.findFirst({ where: { accountId } });
  if (!known) {
    const id = newId();
    await tx.db.membership.create({
      data: { tenantId: tx.tenantId, id, accountId, role, createdAt: tx.now },
    });
    return id;
  }
  if (known.removedAt)
    await tx.db.membership.updateMany({ where: { id: known.id }, data: { role, removedAt: null } });
  return known.id;
}

const open = { acceptedAt: null, revokedAt: null };

async function findOpen(tx: Tx, secret: string): Promise<{ id: string; email: string; role: Role } | null> {
  const where = { secretHash: hashSecret(secret), ...open, expiresAt: { gt: tx.now } };
  const found = await tx.db.invitation.findFirst({ where, select: { id: true, email: true, role: true } });
  return found && isRole(found.role) ? { ...found, role: found.role } : null;
}

async function isMember(tx: Tx, email: string): Promise<boolean> {
  const account = await tx.db.account.findUnique({ where: { email }, select: { id: true } });
  if (!account) return false;
  return (await tx.db.membership.count({ where: { accountId: account.id, removedAt: null } })) > 0;
}

async function tenantBehind(secret: string): Promise<string | null> {
  const rows = await outsideTenants(
    ({ db }) =>
      db.$queryRaw<
        { tenant_id: string }[]
      >`SELECT tenant_id FROM tenant_of_invitation(${hashSecret(secret)})`,
  );
  return rows[0]?.tenant_id ?? null;
}
