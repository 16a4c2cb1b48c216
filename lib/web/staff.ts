import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import type { TenantScope } from "@/lib/platform/tenancy";
import { type Desk, deskOf } from "@/lib/tenants/memberships";
import { may, type Permission } from "@/lib/tenants/permissions";
import { callerAddress } from "./request-address";
import { sessionClaim } from "./session";

/** The scope of a member at work. `actor.id` is the membership, `actor.name` the account's name. */
export interface StaffScope extends TenantScope, Desk {}

const deskAt = cache(async (tenantSlug: string): Promise<Desk | "nobody" | null> => {
  const claim = await sessionClaim();
  return claim ? deskOf(claim, tenantSlug) : "nobody";
});

/** Who is at this desk: a scope, "nobody" (not signed in, or a session that ended), or null (no such desk). */
export async function staffAt(tenantSlug: string): Promise<StaffScope | "nobody" | null> {
  const desk = await deskAt(tenantSlug);
  if (!desk || desk === "nobody") return desk;
  return {
    ...desk,
    tenantId: desk.tenant.id,
    actor: {
      kind: "member",
      id: desk.membershipId,
      name: desk.account.name,
      network: await callerAddress(),
    },
    locale: await getLocale(),
  };
}

/**
 * For the top of every staff page: the scope of a member who has the permission. Whoever is not signed in goes to
 * /signin and comes back; another tenant, an unknown one and a missing permission are all the same "not found".
 */
export async function staffPage(tenantSlug: string, permission?: Permission): Promise<StaffScope> {
  const staff = await staffAt(tenantSlug);
  if (staff === "nobody") redirect(`/signin?next=${encodeURIComponent(await currentPath(tenantSlug))}`);
  if (!staff || (permission && !may(staff.role, permission))) notFound();
  return staff;
}

const currentPath = async (tenantSlug: string) =>
  (await headers()).get("x-pathname") ?? `/t/${tenantSlug}/today`;
