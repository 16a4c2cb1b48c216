import { parsePhoneNumberFromString } from "libphonenumber-js/max";

import type { ChannelName } from "@/lib/platform/channels/channel";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { homeCountry } from "./recipient";

/** A member's own, with the country of a number. */
export interface Address {
  address: string;
  country: string;
}

export interface OwnPhone {
  number: string;
  confirmed: boolean;
}

/** The member's number for tests, or null before they named one. */
export async function ownPhone(tenant: TenantScope): Promise<OwnPhone | null> {
  if (!tenant.actor.id) return null;
  const membershipId = tenant.actor.id;
  const row = await inTransaction(tenant, ({ db }) => db.memberPhone.findFirst({ where: { membershipId } }));
  return row && { number: row.number, confirmed: row.confirmedAt !== null };
}

/** Where a test of this channel would go: the confirmed number, or the verified address one signs in with. */
export async function ownAddress(tenant: TenantScope, channel: ChannelName): Promise<Address | null> {
  const membershipId = tenant.actor.id;
  if (tenant.actor.kind !== "member" || !membershipId) return null;
  if (channel !== "email") {
    const phone = await ownPhone(tenant);
    if (!phone?.confirmed) return null;
    return { address: phone.number, country: countryOf(phone.number) };
  }
  const member = await inTransaction(tenant, ({ db }) =>
    db.membership.findFirst({
      where: { id: membershipId, removedAt: null },
      select: { account: { select: { email: true, emailVerifiedAt: true } } },
    }),
  );
  return member?.account.emailVerifiedAt ? { address: member.account.email, country: homeCountry } : null;
}

const countryOf = (number: string) => parsePhoneNumberFromString(number)?.country ?? homeCountry;
