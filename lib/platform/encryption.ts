import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const keyFor = (use: string) => Buffer.from(hkdfSync("sha256", env.secret, "dangol encryption", use, 32));

/**
 * AES-256-GCM with a key that follows from the installation's secret and the use. `owner` (a row's id) is bound in: text
 * copied to another row does not open there. A changed DANGOL_SECRET makes everything unreadable.
 */
export function encrypt(use: string, owner: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(use), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Throws when the text was changed, belongs to another row, or was sealed with another secret. */
export function decrypt(use: string, owner: string, sealed: string): string {
  const [version, nonce = "", tag = "", body = ""] = sealed.split(".");
  if (version !== "v1") throw new Error("encryption: unknown version");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(use), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  })
    .setAAD(Buffer.from(owner))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(body, "base64url"), undefined, "utf8") + decipher.final("utf8");
}
