import { createECDH, hkdfSync } from "node:crypto";
import { env } from "@/lib/platform/env";

interface VapidKeys {
  /** Uncompressed point of P-256, base64url: what a browser subscribes with. */
  publicKey: string;
  privateKey: string;
}

let made: { secret: string; keys: VapidKeys } | undefined;

/**
 * The keys by which push services know this installation (RFC 8292). They follow from DANGOL_SECRET, so every process has the
 * same without keeping them; with another secret, browsers must subscribe anew.
 */
export function vapidKeys(): VapidKeys {
  if (made?.secret !== env.secret) {
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(Buffer.from(hkdfSync("sha256", env.secret, "dangol push", "vapid", 32)));
    const keys = {
      publicKey: pair.getPublicKey("base64url", "uncompressed"),
      privateKey: pair.getPrivateKey("base64url").padStart(43, "A"),
    };
    made = { secret: env.secret, keys };
  }
  return made.keys;
}
