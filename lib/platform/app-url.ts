import { createHmac } from "node:crypto";

/** The role web and worker sign in with: owns nothing, is no superuser, and row-level security binds it. */
export const appRole = "dangol_app";

/** The app role's password, the same in every process of an installation because it follows from its secret. */
export function appPassword(secret: string): string {
  return createHmac("sha256", secret).update(appRole).digest("base64url");
}

/** Where the app signs in: the owner's database, as the app role. */
export function appUrl(ownerUrl: string, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = appPassword(secret);
  return url.toString();
}
