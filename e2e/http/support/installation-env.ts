import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import type { Installation } from "@/scripts/checks/installation";

/** Lets this process call the product's verbs on an installation's database. */
export function workOn({ variables, appUrl, ownerUrl }: Installation): void {
  // A variable without a value would become the word "undefined".
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  Object.assign(process.env, Object.fromEntries(given), { DATABASE_APP_URL: appUrl, DATABASE_URL: ownerUrl });
}

/** Ends this process's connections first, since the installation drops its database. */
export async function endWork(installation: Installation | undefined): Promise<void> {
  await closeQueue();
  await closeDatabase();
  await installation?.stop();
}

/** Everybody is believed when they say which address they come from: this process plays the proxy. */
export const behindOurProxy = { TRUSTED_PROXIES: "127.0.0.1/32,::1/128" };
