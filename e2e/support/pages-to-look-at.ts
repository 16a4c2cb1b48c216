import { subjectsOf } from "./addresses";
import { addressOf, isHtml, type Route, routes } from "./routes";

export interface PageToLookAt {
  path: string;
  address: string;
  /** Who looks: nobody is signed in, the tenant's owner, or the operator. */
  as: "nobody" | "owner" | "operator";
}

/**
 * Every page with an address that shows own data of a tenant, for tests that look at all of them. Needs the
 * installation's variables in the environment.
 */
export async function pagesToLookAt(installation: { url: string }, slug = "demo"): Promise<PageToLookAt[]> {
  const subjects = await subjectsOf(slug);
  return Promise.all(
    routes
      .filter((route) => isHtml(route) && !route.leadsOn)
      .map(async (route) => ({
        path: route.path,
        address: (await devAddress(route, installation.url)) ?? addressOf(route, subjects),
        as: viewer(route),
      })),
  );
}

const viewer = ({ kind }: Route): PageToLookAt["as"] =>
  kind === "operator" ? "operator" : kind === "staff" || kind === "account" ? "owner" : "nobody";

/** The first entry of the list that a simulator's page belongs to. */
async function devAddress({ path }: Route, url: string): Promise<string | null> {
  const list = /^(\/dev\/\w+)\/\[/.exec(path)?.[1];
  if (!list) return null;
  const html = await (await fetch(url + list)).text();
  return new RegExp(`href="(${list}/[^"]+)"`).exec(html)?.[1] ?? null;
}
