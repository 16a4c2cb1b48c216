import { cookies } from "next/headers";
import { cache } from "react";
import { type Account, accountOfSession } from "@/lib/accounts/accounts";
import { endSessionAt, type SessionClaim } from "@/lib/accounts/sessions";
import { cookieName, cookieOptions, readSessionToken, sessionSeconds, sessionToken } from "./session-cookie";

/** What this browser claims to be signed in as. Check it against the database before believing it. */
export const sessionClaim = cache(
  async (): Promise<SessionClaim | null> =>
    readSessionToken((await cookies()).get(cookieName("session"))?.value),
);

/** The account signed in at this browser, read from the database; null when nobody is or the session has ended. */
export const signedIn = cache(async (): Promise<Account | null> => {
  const claim = await sessionClaim();
  return claim && accountOfSession(claim);
});

/** Writes the session into this browser; only in server actions and route handlers. */
export async function keepSession(claim: SessionClaim): Promise<void> {
  const token = await sessionToken(claim);
  (await cookies()).set(cookieName("session"), token, { ...cookieOptions(), maxAge: sessionSeconds });
}

/** Signs this browser out; a copy of its cookie ends too. */
export async function endSession(): Promise<void> {
  const claim = await sessionClaim();
  if (claim) await endSessionAt(claim);
  (await cookies()).set(cookieName("session"), "", { ...cookieOptions(), maxAge: 0 });
}
