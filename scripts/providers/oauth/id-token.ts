import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A fresh RS256 key, its public half as JWKS, and a signer of id tokens. */
export function createIdTokens() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  return {
    jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] },
    sign(claims: Record<string, unknown>): string {
      const text = `${encoded({ alg: "RS256", kid, typ: "JWT" })}.${encoded(claims)}`;
      return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
    },
  };
}
