import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { ownPath } from "@/lib/accounts/schema";
import { env } from "@/lib/platform/env";
import { Refusal } from "@/lib/platform/refusal";
import { authOptions, isSignInProvider } from "@/lib/web/auth";
import { configuredProviders } from "@/lib/web/auth-providers";
import { keepErrand } from "@/lib/web/provider-errand";
import { refusalResponse } from "@/lib/web/refusal-response";
import { isOurOrigin } from "@/lib/web/request-origin";
import { signedIn } from "@/lib/web/session";
import { cookieName, cookieOptions } from "@/lib/web/session-cookie";

/**
 * Leads a plain form to a provider, also without JavaScript: next-auth wants a token that only its own endpoint hands out,
 * so this makes the pair that it would have made and lets it answer.
 */
export async function POST(
  request: Request,
  context: { params: Promise<{ provider: string }> },
): Promise<Response> {
  try {
    if (!(await isOurOrigin())) throw new Refusal("forbidden", "errors.foreignOrigin");
    const { provider } = await context.params;
    if (!isSignInProvider(provider) || !configuredProviders().includes(provider))
      throw new Refusal("not_found", "errors.not_found");
    const form = await request.formData();
    const next = ownPath(String(form.get("next") ?? "")) ?? "/tenants";
    await rememberErrand(String(form.get("errand") ?? ""), String(form.get("secret") ?? ""));
    const body = new URLSearchParams({
      csrfToken: await csrfToken(),
      callbackUrl: `${env.baseUrl}${next}`,
    });
    const inner = new NextRequest(`${env.baseUrl}/api/auth/signin/${provider}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: body.toString(),
    });
    return await NextAuth(
      inner,
      { params: Promise.resolve({ nextauth: ["signin", provider] }) },
      authOptions(),
    );
  } catch (error) {
    return refusalResponse(error);
  }
}

async function rememberErrand(errand: string, secret: string): Promise<void> {
  if (errand === "connect") {
    const account = await signedIn();
    if (!account) throw new Refusal("forbidden", "errors.signedOut");
    return keepErrand({ kind: "connect", accountId: account.id });
  }
  return keepErrand(errand === "invited" ? { kind: "invited", secret } : { kind: "sign_in" });
}

async function csrfToken(): Promise<string> {
  const token = randomBytes(32).toString("hex");
  const sealed = createHash("sha256").update(`${token}${env.secret}`).digest("hex");
  (await cookies()).set(cookieName("csrf"), `${token}|${sealed}`, cookieOptions());
  return token;
}
