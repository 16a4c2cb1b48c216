import { createHash, createPublicKey, createVerify } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OAuthServer, startOAuthServer } from "./oauth";

let oauth: OAuthServer;
beforeAll(async () => {
  oauth = await startOAuthServer();
});
afterAll(() => oauth.close());

const redirectUri = "http://localhost:3000/api/auth/callback/x?keep=1";

async function signIn(path: string, query: Record<string, string>) {
  const url = new URL(path, oauth.url);
  url.search = new URLSearchParams({
    client_id: oauth.clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    state: "s t",
    ...query,
  }).toString();
  const response = await fetch(url, { redirect: "manual" });
  const location = response.headers.get("location");
  return { page: await response.text(), back: location ? new URL(location) : null };
}

const exchange = (path: string, form: Record<string, string>) =>
  fetch(oauth.url + path, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
      redirect_uri: redirectUri,
      ...form,
    }),
  });

// biome-ignore lint/suspicious/noExplicitAny: tests read loose JSON
async function me(authorizePath: string, tokenPath: string, mePath: string, person: string): Promise<any> {
  const { back } = await signIn(authorizePath, { login_hint: person });
  expect(back?.searchParams.get("state")).toBe("s t");
  expect(back?.searchParams.get("keep")).toBe("1");
  const token = (await (
    await exchange(tokenPath, { code: back?.searchParams.get("code") ?? "" })
  ).json()) as {
    access_token: string;
  };
  const answer = await fetch(oauth.url + mePath, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  return answer.json();
}
const kakao = (person: string) => me("/oauth/authorize", "/oauth/token", "/v2/user/me", person);
const naver = (person: string) => me("/oauth2.0/authorize", "/oauth2.0/token", "/v1/nid/me", person);

test("Google: discovery, PKCE, nonce and an id_token that its published key verifies", async () => {
  const discovery = (await (await fetch(`${oauth.url}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;
  expect(discovery["issuer"]).toBe(oauth.url);
  const verifier = "v".repeat(43);
  const challenge = {
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  const authorizePath = new URL(discovery["authorization_endpoint"] ?? "").pathname;
  const { back } = await signIn(authorizePath, {
    login_hint: "owner",
    nonce: "n1",
    scope: "openid email",
    ...challenge,
  });
  const code = back?.searchParams.get("code") ?? "";
  const answer = (await (await exchange("/token", { code, code_verifier: verifier })).json()) as Record<
    string,
    string
  >;
  const [head = "", payload = "", signature = ""] = (answer["id_token"] ?? "").split(".");
  const { keys } = (await (await fetch(discovery["jwks_uri"] ?? "")).json()) as { keys: [JsonWebKey] };
  const key = createPublicKey({ key: keys[0] as never, format: "jwk" });
  const verified = createVerify("RSA-SHA256")
    .update(`${head}.${payload}`)
    .verify(key, signature, "base64url");
  expect(verified).toBe(true);
  const forged = createVerify("RSA-SHA256").update(`${head}.${payload}x`).verify(key, signature, "base64url");
  expect(forged).toBe(false);
  expect(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).toMatchObject({
    iss: oauth.url,
    aud: oauth.clientId,
    nonce: "n1",
    email: "owner@demo.dangol.test",
    email_verified: true,
  });
});

test("a code works once, for its own client, provider, address and verifier", async () => {
  const fresh = async (query: Record<string, string> = {}) =>
    (await signIn("/o/oauth2/v2/auth", { login_hint: "owner", ...query })).back?.searchParams.get("code") ??
    "";
  const code = await fresh();
  expect((await exchange("/token", { code })).status).toBe(200);
  expect((await exchange("/token", { code })).status).toBe(400);
  expect((await exchange("/token", { code: await fresh(), client_secret: "wrong" })).status).toBe(401);
  expect((await exchange("/oauth/token", { code: await fresh() })).status).toBe(400);
  expect((await exchange("/token", { code: await fresh(), redirect_uri: "http://x.y/" })).status).toBe(400);
  const challenged = await fresh({ code_challenge: "abc", code_challenge_method: "S256" });
  expect((await exchange("/token", { code: challenged, code_verifier: "no" })).status).toBe(400);
});

test("Kakao says who agreed to what, and whether the address is verified", async () => {
  expect(await kakao("owner")).toMatchObject({
    id: 4_000_001_001,
    kakao_account: {
      email: "owner@demo.dangol.test",
      is_email_valid: true,
      is_email_verified: true,
      email_needs_agreement: false,
      profile: { nickname: "김하나" },
      phone_number: "+82 10-1234-5678",
    },
  });
  expect((await kakao("unverified")).kakao_account).toMatchObject({
    email: "owner@demo.dangol.test",
    is_email_verified: false,
  });
  const withheld = (await kakao("no-email")).kakao_account;
  expect(withheld.email_needs_agreement).toBe(true);
  expect(withheld).not.toHaveProperty("email");
});

test("Naver wraps its answer, and reports a wrong code with status 200", async () => {
  expect(await naver("owner")).toMatchObject({
    resultcode: "00",
    message: "success",
    response: { email: "owner@demo.dangol.test", mobile: "010-1234-5678", mobile_e164: "+821012345678" },
  });
  const wrong = await exchange("/oauth2.0/token", { code: "wrong" });
  expect([wrong.status, await wrong.json()]).toMatchObject([200, { error: "invalid_request" }]);
  expect((await fetch(`${oauth.url}/v1/nid/me`)).status).toBe(401);
});

test("without a hint a page offers everybody, and a way to refuse", async () => {
  const { page, back } = await signIn("/oauth/authorize", {});
  expect(back).toBeNull();
  expect(page).toContain("person=newcomer");
  const denied = await signIn("/oauth/authorize", { person: "deny" });
  expect(denied.back?.searchParams.get("error")).toBe("access_denied");
});
