"use server";

import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import { mailLink, resetPassword, signInByMailLink } from "@/lib/accounts/mail-links";
import { emailField, newPasswordField, nextField, passwordField } from "@/lib/accounts/schema";
import type { SessionClaim } from "@/lib/accounts/sessions";
import { signInWithPassword } from "@/lib/accounts/sign-in";
import { nothing, openAction, sendAfterwards } from "@/lib/web/account-action";
import { doorstep } from "@/lib/web/doorstep";
import { endSession, keepSession } from "@/lib/web/session";
import { goOn } from "./after-sign-in";

async function enter(claim: SessionClaim, next?: string): Promise<never> {
  await keepSession(claim);
  return goOn(claim.accountId, next);
}

export const signIn = openAction(
  z.strictObject({ email: emailField, password: passwordField, next: nextField }),
  async ({ next, ...input }) => enter(await signInWithPassword(input, await doorstep()), next),
);

const addressInput = z.strictObject({ email: emailField });

export const sendSignInLink = openAction(addressInput, async ({ email }) => {
  const { network } = await doorstep();
  sendAfterwards(await mailLink("sign_in", email, { network, locale: await getLocale() }));
  return { email };
});

export const sendResetLink = openAction(addressInput, async ({ email }) => {
  const { network } = await doorstep();
  sendAfterwards(await mailLink("reset", email, { network, locale: await getLocale() }));
  return { email };
});

export const enterByLink = openAction(z.strictObject({ secret: z.string().max(100) }), async ({ secret }) =>
  enter(await signInByMailLink(secret, await doorstep())),
);

export const chooseNewPassword = openAction(
  z.strictObject({ secret: z.string().max(100), password: newPasswordField }),
  async (input) => enter(await resetPassword(input, await doorstep())),
);

const leave = openAction(nothing, async () => {
  await endSession();
  redirect("/signin");
});

export async function signOut(): Promise<void> {
  await leave(null, {});
}
