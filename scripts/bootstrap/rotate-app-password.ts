import { prepareRoles } from "../database/roles";
import { reachable } from "./database";
import { PlainError } from "./plain-error";
import { checkVariables, filledUp } from "./settings";

/**
 * `npm run rotate-app-password`: gives the app's role the password that follows from DANGOL_SECRET (or stands in
 * DATABASE_APP_URL). Nothing else ever changes it, since every process with the old one is cut off.
 */
export async function rotateAppPassword(): Promise<void> {
  const variables = filledUp(process.env, undefined, { providers: 3900, smtp: 3925 });
  const ownerUrl = variables["DATABASE_URL"];
  if (!ownerUrl)
    throw new PlainError(
      "DATABASE_URL is missing: only the owner may change the password, for example DATABASE_URL=postgresql://owner:password@localhost:5432/dangol npm run rotate-app-password",
    );
  checkVariables(variables);
  await reachable(ownerUrl);
  const appAddress = variables["DATABASE_APP_URL"];
  await prepareRoles(ownerUrl, variables["DANGOL_SECRET"] ?? "", { appAddress, rotate: true });
  process.stdout.write(
    "The app's role has the new password. Start every web and worker again with these same variables.\n",
  );
}
