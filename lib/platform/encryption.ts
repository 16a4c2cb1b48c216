import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const keyFor = (secret: string, use: string) =>
  Buffer.from(hkdfSync("sha256", secret, "dangol encryption", use, 32));

/**
 * AES-256-GCM with a key that follows from the installation's secret and the use. `owner` (a row's id) is bound in: text
 * copied to another row does not open there. A changed DANGOL_SECRET makes everything unreadable.
 */
export const encrypt = (use: string, owner: string, text: string): string =>
  ["v1", ...sealed(keyFor(env.secret, use), owner, text)].join(".");

/** Throws when the text was changed, belongs to another row, or was sealed with another secret. */
export function decrypt(use: string, owner: string, text: string): string {
  const [version, ...parts] = text.split(".");
  if (version !== "v1") throw new Error("encryption: unknown version");
  return opened(keyFor(env.secret, use), owner, parts);
}

/** The same with a key of its own, which can be exchanged: the text names the key that it was sealed with, not the key. */
export const encryptWith = (key: string, use: string, owner: string, text: string): string =>
  ["v2", keyName(key), ...sealed(keyFor(key, use), owner, text)].join(".");

/** Opens what `encryptWith` or `encrypt` sealed, with whichever of the keys it names. */
export function decryptWith(keys: readonly string[], use: string, owner: string, text: string): string {
  const [version, name, ...parts] = text.split(".");
  if (version === "v1") return decrypt(use, owner, text);
  const key = keys.find((one) => keyName(one) === name);
  if (version !== "v2" || key === undefined)
    throw new Error("encryption: sealed with a key that is not here");
  return opened(keyFor(key, use), owner, parts);
}

export const isSealedWith = (key: string, text: string): boolean => text.startsWith(`v2.${keyName(key)}.`);

const keyName = (key: string) =>
  createHash("sha256").update(`dangol key name\u0000${key}`).digest("base64url").slice(0, 10);

function sealed(key: Buffer, owner: string, text: string): string[] {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"));
}

function opened(key: Buffer, owner: string, [nonce = "", tag = "", body = ""]: readonly string[]): string {
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  })
    .setAAD(Buffer.from(owner))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(body, "base64url"), undefined, "utf8") + decipher.final("utf8");
}
