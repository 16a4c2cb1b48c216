import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { accountOfSession } from "@/lib/accounts/accounts";
import { readProfile, type SignInProvider, signInProviders } from "@/lib/accounts/provider-profiles";
import { signInByProvider } from "@/lib/accounts/provider-sign-in";
import { emailField, passwordField } from "@/lib/accounts/schema";
import type { SessionClaim } from "@/lib/accounts/sessions";
import { signInWithPassword } from "@/lib/accounts/sign-in";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { authProviders } from "./auth-providers";
import { doorstep } from "./doorstep";
import { currentErrand } from "./provider-errand";
import { refusedBy } from "./refusal-response";
import { claimIn, cookieName, cookieOptions, sessionSeconds } from "./session-cookie";

/** What our callbacks hand from sign-in to the token. */
interface Entering {
  claim?: SessionClaim;
}

/**
 * next-auth: an encrypted token in a cookie that carries the claim and nothing else. Whatever a client sends to "update"
 * its session is ignored (safety.md rule 32): the token is only ever made by a sign-in.
 */
export function authOptions(): AuthOptions {
  // next-auth has no option for the site's address: it reads this variable when it makes the providers' return addresses.
  // biome-ignore lint/style/noProcessEnv: written for next-auth, not read
  process.env["NEXTAUTH_URL"] = env.baseUrl;
  return {
    secret: env.secret,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: {
      signIn: "/signin",
      signOut: "/signin",
      error: "/signin",
      verifyRequest: "/signin",
      newUser: "/tenants",
    },
    cookies: authCookies(),
    providers: [passwordProvider(), ...authProviders()],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type === "credentials") return true;
        return enterByProvider(user as Entering, account?.provider, profile);
      },
      async jwt({ token, user }) {
        const claim = (user as Entering | undefined)?.claim ?? claimIn(token);
        return { ...claim };
      },
      async session({ session, token }) {
        const claim = claimIn(token);
        const account = claim && (await accountOfSession(claim));
        return { expires: session.expires, ...(account ? { user: { name: account.name } } : {}) };
      },
      redirect: ({ url }) =>
        url.startsWith(`${env.baseUrl}/`) ? url : url.startsWith("/") ? ownUrl(url) : ownUrl("/tenants"),
    },
    logger: {
      error: (code) => log.error({ code }, "next-auth"),
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

function passwordProvider() {
  return CredentialsProvider({
    id: "credentials",
    credentials: { email: {}, password: {} },
    async authorize(given) {
      const email = emailField.safeParse(given?.["email"] ?? "");
      const password = passwordField.safeParse(given?.["password"] ?? "");
      if (!email.success || !password.success) return null;
      const input = { email: email.data, password: password.data };
      const claim = await signInWithPassword(input, await doorstep()).catch((error: unknown) => {
        throw new Error(refusedBy(error).reason);
      });
      return { id: claim.accountId, claim };
    },
  });
}

/** true, or the address to go to instead, with the reason in words' key. */
async function enterByProvider(
  user: Entering,
  provider: string | undefined,
  answer: unknown,
): Promise<true | string> {
  try {
    const errand = await currentErrand();
    const profile = readProfile(provider as SignInProvider, answer);
    user.claim = await signInByProvider(profile, errand, (await doorstep()).deviceHash);
    return true;
  } catch (error) {
    const { reason, kind } = refusedBy(error);
    return `/signin?error=${kind === "broken" ? "accounts.providerFailed" : reason}`;
  }
}

const ownUrl = (path: string) =>
  new URL(path, env.baseUrl).origin === new URL(env.baseUrl).origin ? `${env.baseUrl}${path}` : env.baseUrl;

function authCookies(): AuthOptions["cookies"] {
  const named = (name: string, maxAge?: number) => ({
    name: cookieName(name),
    options: { ...cookieOptions(), ...(maxAge ? { maxAge } : {}) },
  });
  const oneRound = 15 * 60;
  return {
    sessionToken: named("session"),
    csrfToken: named("csrf"),
    callbackUrl: named("callback"),
    pkceCodeVerifier: named("pkce", oneRound),
    state: named("state", oneRound),
    nonce: named("nonce", oneRound),
  };
}

export const isSignInProvider = (name: string): name is SignInProvider =>
  signInProviders.some((known) => known === name);
