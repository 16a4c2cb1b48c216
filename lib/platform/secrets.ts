import { createHash, createHmac, randomBytes } from "node:crypto";

import { env } from "./env";

/** Random and URL-safe. 16 bytes make 22 characters. */
export const randomSecret = (bytes = 16): string => randomBytes(bytes).toString("base64url");

/** For secrets that are random themselves: a plain hash is enough, there is nothing to guess. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/**
 * For values with little entropy (phone numbers, addresses): keyed with the installation's secret, so that a stolen table
 * cannot be turned back by trying every number. `use` separates purposes.
 */
export const keyedHash = (use: string, value: string): string =>
  createHmac("sha256", env.secret).update(`${use}\u0000${value}`).digest("base64url");

/** The six characters a tenant's personal links begin with (tenant.link_code). */
export const newLinkCode = (): string =>
  randomBytes(9).toString("base64url").replaceAll(/[-_]/g, "x").slice(0, 6);
