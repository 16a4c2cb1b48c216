import { runToEnd } from "../bootstrap/run-to-end";
import { buildForTests } from "./build-for-tests";
import { startInstallation } from "./installation";

/**
 * Playwright calls this once before all browser tests. Specs find the installation in the environment: E2E_URL,
 * E2E_PROVIDERS_URL, E2E_PASSWORD; the databases in DATABASE_URL, DATABASE_APP_URL. A spec that moves the
 * clock or kills processes starts an installation of its own. With E2E_URL given from outside, an installation that is
 * running already is used as it is.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const stop = process.env["E2E_URL"] ? async () => {} : await begin();
  const { status, output } = await runToEnd(["--import", "tsx", "e2e/support/prepare.ts"], process.env);
  if (status === 0) return stop;
  await stop();
  throw new Error(`The browser tests could not be prepared.\n${output.slice(-4_000)}`);
}

async function begin(): Promise<() => Promise<void>> {
  await buildForTests();
  const { url, providersUrl, password, ownerUrl, appUrl, variables, stop } = await startInstallation();
  // A variable without a value would become the word "undefined".
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  Object.assign(process.env, Object.fromEntries(given), {
    E2E_URL: url,
    E2E_PROVIDERS_URL: providersUrl,
    E2E_PASSWORD: password,
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: appUrl,
  });
  return stop;
}
