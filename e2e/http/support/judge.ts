import type { Person, Seen } from "../../support/people";
import { addressOf, isHtml, type Route } from "../../support/routes";
import { difference, plain } from "./answers";
import { type Aim, type Expected, expected, twins } from "./rules";
import type { TwoTenants } from "./two-tenants";

/** What somebody got at an address. */
export interface Cell {
  person: Person;
  aim: Aim;
  seen: Seen;
}

/** The aims that lead to different addresses of this route. */
export const differentAims = (route: Route, aims: readonly Aim[]): Aim[] =>
  aims.filter(
    (aim, place) =>
      aims.findIndex((one) => addressOf(route, one.subjects) === addressOf(route, aim.subjects)) === place,
  );

export function kindOf({ status, location }: Seen, route: Route): Expected | string {
  if ((status >= 300 && status < 400 && location?.startsWith("/signin")) || status === 401) return "sign in";
  if (status === 404) return "nothing there";
  const leadsOn = route.leadsOn || route.path.endsWith("one-click");
  if (leadsOn ? status >= 300 && status < 400 : status === 200) return "answer";
  return `${status} ${location ?? ""}`;
}

const atAccount = new Set(["account", "open", "machine"]);

/** Markers of a tenant that stand in an answer although this person may not see them here. */
export function leaks({ person, aim, seen }: Cell, { kind }: Route, all: TwoTenants): string[] {
  if (kind === "dev") return [];
  const found: string[] = [];
  for (const name of ["own", "other", "suspended"] as const) {
    const { secret, shown } = all[name].marks;
    const holds = (kind === "token" || kind === "open") && aim.at === name && name !== "suspended";
    // The own name stands at the own account, also when the shop is suspended.
    const mine = person.tenant === name && (name !== "suspended" || atAccount.has(kind));
    const isPublic = kind === "public" && aim.at === name && name !== "suspended";
    if (seen.body.includes(secret) && !mine && !holds) found.push(`secret of ${name}`);
    if (
      seen.body.includes(shown) &&
      !mine &&
      !holds &&
      !isPublic &&
      kind !== "operator" &&
      kind !== "machine"
    )
      found.push(`name of ${name}`);
  }
  return found;
}

/** Everything that is wrong with what was seen of a route, one line a finding. */
export function judge(route: Route, cells: readonly Cell[], all: TwoTenants): string[] {
  const wrong = cells.flatMap((cell) => wrongIn(cell, route, all));
  for (const person of new Set(cells.map((cell) => cell.person)))
    wrong.push(
      ...toldApart(
        route,
        cells.filter((cell) => cell.person === person),
      ),
    );
  return wrong;
}

function wrongIn(cell: Cell, route: Route, all: TwoTenants): string[] {
  const { person, aim, seen } = cell;
  const rule = expected(route, person, aim);
  const got = kindOf(seen, route);
  const wrong = leaks(cell, route, all).map((leak) => `shows the ${leak}`);
  if (rule !== "no matter" && got !== rule) wrong.push(`${got}, not ${rule}`);
  if (seen.status >= 500) wrong.push(`${seen.status}`);
  if (seen.status === 200 && isDocument(seen) && !isHtml(route))
    wrong.push("is a page to look at, and not marked as one");
  return wrong.map((finding) => `${person.name} at ${aim.name}: ${finding}`);
}

const isDocument = ({ headers }: Seen) => headers.get("content-type")?.startsWith("text/html") ?? false;

/** Where one person can tell what is somebody else's from what is not there. */
function toldApart(route: Route, cells: readonly Cell[]): string[] {
  const wrong: string[] = [];
  for (const [foreign, missing] of twins) {
    const [one, twin] = [foreign, missing].map((name) => cells.find((cell) => cell.aim.name === name));
    if (!one || !twin || one.person.tenant === foreign) continue;
    const rule = expected(route, one.person, one.aim);
    if (rule === "no matter" || (rule === "answer" && one.aim.whole)) continue;
    const parted = difference(plain(one.seen, one.aim.subjects), plain(twin.seen, twin.aim.subjects));
    if (parted) wrong.push(`${one.person.name}: ${foreign} can be told from ${missing}: ${parted}`);
  }
  return wrong;
}
