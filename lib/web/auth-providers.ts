import GoogleProvider from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import KakaoProvider from "next-auth/providers/kakao";
import NaverProvider from "next-auth/providers/naver";
import { type SignInProvider, signInProviders } from "@/lib/accounts/provider-profiles";
import { env } from "@/lib/platform/env";

/** Providers of this installation, in the order in which they are offered. */
export const configuredProviders = (): SignInProvider[] =>
  signInProviders.filter((provider) => env[provider]);

/** next-auth's own definitions; an issuer of one's own moves every address there (a local server, a gateway). */
export function authProviders(): Provider[] {
  const providers: Provider[] = [];
  if (env.google) providers.push(google(env.google));
  if (env.kakao) providers.push(kakao(env.kakao));
  if (env.naver) providers.push(naver(env.naver));
  return providers;
}

type Client = NonNullable<typeof env.google>;

const client = ({ clientId, clientSecret }: Client) => ({ clientId, clientSecret });

function google(given: Client): Provider {
  const base = given.issuerBaseUrl;
  const provider = GoogleProvider(client(given));
  return base
    ? { ...provider, wellKnown: `${base}/.well-known/openid-configuration`, issuer: base }
    : provider;
}

/** Kakao and Naver know no PKCE; `state` ties the answer to this browser. */
function kakao(given: Client): Provider {
  const provider = { ...KakaoProvider(client(given)), checks: ["state" as const] };
  const base = given.issuerBaseUrl;
  if (!base) return provider;
  return {
    ...provider,
    authorization: `${base}/oauth/authorize?scope`,
    token: `${base}/oauth/token`,
    userinfo: `${base}/v2/user/me`,
  };
}

function naver(given: Client): Provider {
  const provider = NaverProvider(client(given));
  const base = given.issuerBaseUrl;
  if (!base) return provider;
  return {
    ...provider,
    authorization: `${base}/oauth2.0/authorize`,
    token: `${base}/oauth2.0/token`,
    userinfo: `${base}/v1/nid/me`,
  };
}
