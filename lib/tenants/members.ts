import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Role } from "./permissions";

export interface Member {
  membershipId: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
}

export async function membersOf(tenant: TenantScope): Promise<Member[]> {
  return inTransaction(tenant, async ({ db }) => {
    const rows = await db.membership.findMany({
      where: { removedAt: null },
      select: { id: true, role: true, createdAt: true, account: { select: { name: true, email: true } } },
      orderBy: { createdAt: "asc" },
    });
    return rows.map(({ id, role, createdAt, account }) => ({
      membershipId: id,
      role: role as Role,
      since: createdAt,
      ...account,
    }));
  });
}

/** Gives a member another role; it holds from the member's next request. */
export async function changeRole(
  tenant: TenantScope,
  input: { membershipId: string; role: Role },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const member = await memberOrRefuse(tx, input.membershipId);
    if (member.role === "owner" && input.role !== "owner") await refuseLastOwner(tx);
    await tx.db.membership.updateMany({ where: { id: member.id }, data: { role: input.role } });
    const subject = { kind: "membership", id: member.id };
    await recordEvent(tx, "member.role_changed", subject, { before: member.role, after: input.role });
  });
}

/** Ends a membership; the desk is gone at the member's next request (G32). What they did stays on record. */
export async function removeMember(tenant: TenantScope, input: { membershipId: string }): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const member = await memberOrRefuse(tx, input.membershipId);
    if (member.role === "owner") await refuseLastOwner(tx);
    await tx.db.membership.updateMany({ where: { id: member.id }, data: { removedAt: tx.now } });
    await recordEvent(tx, "member.removed", { kind: "membership", id: member.id });
  });
}

async function memberOrRefuse(tx: Tx, id: string): Promise<{ id: string; role: string }> {
  const member = await tx.db.membership.findFirst({ where: { id, removedAt: null } });
  if (!member) throw new Refusal("not_found", "tenants.noSuchMember");
  return member;
}

/** Locks all owners first, so that two owners cannot remove each other at the same moment. */
async function refuseLastOwner(tx: Tx): Promise<void> {
  const owners = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM membership WHERE tenant_id = ${tx.tenantId}::uuid AND role = 'owner' AND removed_at IS NULL
    ORDER BY id FOR UPDATE`;
  if (owners.length < 2) throw new Refusal("conflict", "tenants.lastOwner");
}
