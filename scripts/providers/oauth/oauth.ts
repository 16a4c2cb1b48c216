import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyText, listen, sendJson } from "../http";
import { authorize } from "./consent";
import { createGrants, type ProviderName } from "./grants";
import { createIdTokens } from "./id-token";
import { demoPeople, type Person } from "./people";
import { googleClaims, kakaoMe, naverMe } from "./provider-answers";

interface OAuthOptions {
  clientId?: string;
  clientSecret?: string;
  people?: Person[];
  port?: number;
}

const authorizePaths: Record<string, ProviderName> = {
  "/o/oauth2/v2/auth": "google",
  "/oauth/authorize": "kakao",
  "/oauth2.0/authorize": "naver",
};
const tokenPaths: Record<string, ProviderName> = {
  "/token": "google",
  "/oauth/token": "kakao",
  "/oauth2.0/token": "naver",
};

/**
 * Google, Kakao and Naver on one loopback port, at the paths and in the answer shapes of each. The Google issuer
 * is the server's own address. One client; `login_hint` chooses a person without a page.
 */
export async function startOAuthServer(options: OAuthOptions = {}) {
  const clientId = options.clientId ?? "dangol-local";
  const clientSecret = options.clientSecret ?? "dangol-local-secret";
  const people = options.people ?? demoPeople;
  const grants = createGrants();
  const idTokens = createIdTokens();
  let issuer = "";

  /** Credentials in the form or by HTTP Basic, as each library likes. */
  function isClient(request: IncomingMessage, form: URLSearchParams): boolean {
    const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (basic) {
      const [id = "", secret = ""] = Buffer.from(basic, "base64")
        .toString("utf8")
        .split(":")
        .map(decodeURIComponent);
      return id === clientId && secret === clientSecret;
    }
    return form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
  }

  async function token(provider: ProviderName, request: IncomingMessage, response: ServerResponse, url: URL) {
    // Naver documents its token request as GET or POST.
    const form = request.method === "POST" ? new URLSearchParams(await bodyText(request)) : url.searchParams;
    const known = isClient(request, form);
    const redeemed = known ? grants.redeem(provider, form, clientId) : null;
    if (!redeemed) return sendTokenError(provider, known, response);
    const { grant, token: accessToken } = redeemed;
    if (provider === "kakao") {
      return sendJson(response, 200, {
        token_type: "bearer",
        access_token: accessToken,
        expires_in: 21_599,
        refresh_token: randomUUID(),
        refresh_token_expires_in: 5_183_999,
        scope: grant.scope || "account_email profile_nickname",
      });
    }
    if (provider === "naver") {
      return sendJson(response, 200, {
        access_token: accessToken,
        refresh_token: randomUUID(),
        token_type: "bearer",
        expires_in: "3600",
      });
    }
    const issuedAt = Math.floor(Date.now() / 1000);
    const idToken = idTokens.sign({
      iss: issuer,
      aud: clientId,
      azp: clientId,
      iat: issuedAt,
      exp: issuedAt + 3600,
      ...(grant.nonce ? { nonce: grant.nonce } : {}),
      ...googleClaims(grant.person),
    });
    return sendJson(response, 200, {
      access_token: accessToken,
      expires_in: 3599,
      scope: grant.scope,
      token_type: "Bearer",
      id_token: idToken,
    });
  }

  function me(provider: ProviderName, request: IncomingMessage, response: ServerResponse) {
    const person = grants.owner(provider, request.headers.authorization);
    if (provider === "google") {
      return person
        ? sendJson(response, 200, googleClaims(person))
        : sendJson(response, 401, { error: "invalid_token" });
    }
    if (provider === "kakao") {
      return person
        ? sendJson(response, 200, kakaoMe(person))
        : sendJson(response, 401, { msg: "this access token does not exist", code: -401 });
    }
    return person
      ? sendJson(response, 200, naverMe(person))
      : sendJson(response, 401, {
          resultcode: "024",
          message: "Authentication failed (인증 실패하였습니다.)",
        });
  }

  const server = await listen(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const authorizeProvider = authorizePaths[url.pathname];
    const tokenProvider = tokenPaths[url.pathname];
    if (authorizeProvider) {
      return void authorize(response, url, { provider: authorizeProvider, clientId, people, grants });
    }
    if (tokenProvider) return void (await token(tokenProvider, request, response, url));
    if (url.pathname === "/v1/userinfo") return void me("google", request, response);
    if (url.pathname === "/v2/user/me") return void me("kakao", request, response);
    if (url.pathname === "/v1/nid/me") return void me("naver", request, response);
    if (url.pathname === "/oauth2/v3/certs") return void sendJson(response, 200, idTokens.jwks);
    if (url.pathname === "/.well-known/openid-configuration")
      return void sendJson(response, 200, discovery(issuer));
    sendJson(response, 404, { error: "not_found" });
  }, options.port ?? 0);
  issuer = `http://127.0.0.1:${server.port}`;

  return { url: issuer, port: server.port, clientId, clientSecret, close: server.close };
}

function sendTokenError(provider: ProviderName, knownClient: boolean, response: ServerResponse) {
  const error = knownClient ? "invalid_grant" : "invalid_client";
  if (provider === "naver") {
    // Naver answers 200 even for an error.
    return sendJson(response, 200, {
      error: "invalid_request",
      error_description: "no valid data in session",
    });
  }
  const kakaoCode = knownClient ? "KOE320" : "KOE010";
  return sendJson(response, knownClient ? 400 : 401, {
    error,
    error_description: knownClient ? "authorization code not found" : "Bad client credentials",
    ...(provider === "kakao" ? { error_code: kakaoCode } : {}),
  });
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/o/oauth2/v2/auth`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/v1/userinfo`,
  jwks_uri: `${issuer}/oauth2/v3/certs`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  scopes_supported: ["openid", "email", "profile"],
  token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
  code_challenge_methods_supported: ["plain", "S256"],
});

export type OAuthServer = Awaited<ReturnType<typeof startOAuthServer>>;
