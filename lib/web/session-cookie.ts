import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { SessionClaim } from "@/lib/accounts/sessions";
import { env } from "@/lib/platform/env";

/** Seconds a session lasts without being renewed. */
export const sessionSeconds = 30 * 24 * 60 * 60;

const secure = () => env.baseUrl.startsWith("https://");

/** `__Host-` where there is https; a browser would refuse that name on plain loopback http. */
export const cookieName = (name: string): string => `${secure() ? "__Host-" : ""}dangol.${name}`;

export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: secure() }) as const;

/** The session as next-auth writes it: an encrypted token with the claim and nothing else. */
export const sessionToken = (claim: SessionClaim): Promise<string> =>
  encode({ token: { ...claim }, secret: env.secret, maxAge: sessionSeconds });

const claimShape = z.object({
  accountId: z.string(),
  sessionVersion: z.number(),
  deviceHash: z.string(),
  since: z.number(),
});

/** The part of a token that is a claim of ours; null when any of it is missing. */
export const claimIn = (token: unknown): SessionClaim | null => claimShape.safeParse(token).data ?? null;

/** What a session cookie claims, or null when it is not ours or has run out. Whether it still holds, the database says. */
export async function readSessionToken(token: string | undefined): Promise<SessionClaim | null> {
  if (!token) return null;
  return claimIn(await decode({ token, secret: env.secret }).catch(() => null));
}
