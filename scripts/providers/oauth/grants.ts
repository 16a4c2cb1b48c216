import { createHash, randomBytes } from "node:crypto";
import type { Person } from "./people";

export type ProviderName = "google" | "kakao" | "naver";

interface Grant {
  provider: ProviderName;
  person: Person;
  clientId: string;
  redirectUri: string;
  scope: string;
  nonce: string | null;
  codeChallenge: string | null;
  challengeMethod: string | null;
}

/** Codes work once and access tokens until the server ends. */
export function createGrants() {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Grant>();
  const secret = () => randomBytes(24).toString("base64url");

  const fitsChallenge = (grant: Grant, verifier: string | null) => {
    if (!grant.codeChallenge) return true;
    if (!verifier) return false;
    const given =
      grant.challengeMethod === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
    return given === grant.codeChallenge;
  };

  return {
    code(grant: Grant): string {
      const code = secret();
      codes.set(code, grant);
      return code;
    },
    /** The grant of a code, which is used up by asking; null for anything that does not fit it. */
    redeem(
      provider: ProviderName,
      form: URLSearchParams,
      clientId: string,
    ): { grant: Grant; token: string } | null {
      const code = form.get("code") ?? "";
      const grant = codes.get(code);
      codes.delete(code);
      if (!grant || grant.provider !== provider || grant.clientId !== clientId) return null;
      // Naver's token request carries no redirect_uri.
      if (provider !== "naver" && form.get("redirect_uri") !== grant.redirectUri) return null;
      if (!fitsChallenge(grant, form.get("code_verifier"))) return null;
      const token = secret();
      tokens.set(token, grant);
      return { grant, token };
    },
    owner: (provider: ProviderName, authorization: string | undefined): Person | null => {
      const grant = tokens.get(/^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? "");
      return grant?.provider === provider ? grant.person : null;
    },
  };
}

export type Grants = ReturnType<typeof createGrants>;
