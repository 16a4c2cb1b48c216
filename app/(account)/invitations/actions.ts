"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { nameField, newPasswordField } from "@/lib/accounts/schema";
import { beginSessionAt } from "@/lib/accounts/sessions";
import { outsideTenants } from "@/lib/platform/tenancy";
import { acceptAsNewAccount, acceptInvitation } from "@/lib/tenants/invitations";
import { accountAction, openAction } from "@/lib/web/account-action";
import { doorstep } from "@/lib/web/doorstep";
import { endSession, keepSession } from "@/lib/web/session";

const secretInput = z.strictObject({ secret: z.string().max(100) });

export const accept = accountAction(secretInput, async (account, { secret }) => {
  const { tenantSlug } = await acceptInvitation(secret, account);
  redirect(`/t/${tenantSlug}/today`);
});

export const acceptNew = openAction(
  secretInput.extend({ name: nameField, password: newPasswordField }),
  async ({ secret, ...given }) => {
    const { tenantSlug, accountId } = await acceptAsNewAccount(secret, given);
    const { deviceHash } = await doorstep();
    await keepSession(await outsideTenants(({ db }) => beginSessionAt(db, accountId, deviceHash)));
    redirect(`/t/${tenantSlug}/today`);
  },
);

export const leaveForOtherAccount = openAction(secretInput, async ({ secret }) => {
  await endSession();
  redirect(`/signin?next=${encodeURIComponent(`/invitations/${secret}`)}`);
});
