import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "@/scripts/bootstrap/project-root";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { isLongRun } from "@/scripts/checks/long-run";
import { Browser, type Person, type Seen } from "../support/people";
import { addressOf, type Route, routes } from "../support/routes";
import { answerOf, callAction } from "./support/action-call";
import type { Action, Aim as ActionAim } from "./support/action-kinds";
import { actionAims, mustWriteNothing } from "./support/action-rules";
import { actions } from "./support/actions";
import { changedPassword } from "./support/actions-of-accounts";
import { together } from "./support/answers";
import { type BuiltAction, builtActions } from "./support/build";
import { changed, Ledger } from "./support/checksums";
import { behindOurProxy, endWork, workOn } from "./support/installation-env";
import { type Cell, differentAims, judge, kindOf } from "./support/judge";
import { type Aim, aimsOf, expected, twins } from "./support/rules";
import { password, type TwoTenants, twoTenants, type World } from "./support/two-tenants";

let installation: Installation;
let ledger: Ledger;
let all: TwoTenants;
let aims: Aim[];
let people: Person[];

/** The long run adds who differs from these in nothing that the rules name. */
const inShort = (person: Person) => person.tenant !== "other" || person.role === "owner";

beforeAll(async () => {
  installation = await startInstallation({ webs: 2, workers: 0, seed: false, env: behindOurProxy });
  workOn(installation);
  all = await twoTenants(installation);
  people = all.people.filter((person) => isLongRun || inShort(person));
  aims = aimsOf(all);
  ledger = await Ledger.open(installation.ownerUrl);
});

afterAll(async () => {
  await ledger?.close();
  await endWork(installation);
});

const get = routes.filter(({ methods }) => methods.includes("GET"));
const byName = (name: string) => people.find((person) => person.name === name) as Person;
const owner = () => byName("owner of own");

/** Requests at once: as many as keep two processes busy. */
const atOnce = 6;

/** Every person at every different address of the route. */
const lookEverywhere = (route: Route): Promise<Cell[]> =>
  together(
    people.flatMap((person) => differentAims(route, aims).map((aim) => ({ person, aim }))),
    atOnce,
    async ({ person, aim }) => ({
      person,
      aim,
      seen: await person.browser.ask(addressOf(route, aim.subjects)),
    }),
  );

/** What a page stores at the first look (a code that is shown again, a visit) is stored before the count. */
async function lookFirst(route: Route): Promise<void> {
  const first = route.notesVisit ? people : [owner()];
  for (const { browser } of first)
    await together(differentAims(route, aims), atOnce, ({ subjects }) =>
      browser.ask(addressOf(route, subjects)),
    );
}

describe("pages and handlers (G26, G27)", () => {
  test.each(get.map((route) => [route.path, route] as const))("%s", async (_, route) => {
    await lookFirst(route);
    const before = await ledger.sums();
    const cells = await lookEverywhere(route);
    expect(changed(before, await ledger.sums())).toEqual(route.counts ? [route.counts] : []);
    const wrong = judge(route, cells, all);
    expect(wrong, wrong.join("\n")).toEqual([]);
  });

  const routeOf = (end: string) => get.find(({ path }) => path.endsWith(end)) as Route;

  test("control: a page that forgets to ask for its permission is found", async () => {
    const members = routeOf("/settings/members");
    const cells = await lookEverywhere(members);
    // As if the rules wanted more than the page asks for.
    const shown = cells.filter(({ person }) => inShort(person));
    expect(judge({ ...members, permission: "keys.write" }, shown, all)).toEqual([
      "staff of own at own: answer, not nothing there",
    ]);
  });

  test("control: a page that forgets to ask who looks is found, with what it shows", async () => {
    const roster = routeOf("/roster");
    const cells = await lookEverywhere(roster);
    const [answered] = cells.filter(({ person, aim }) => person === owner() && aim.name === "own") as [Cell];
    expect(kindOf(answered.seen, roster)).toBe("answer");
    const leaking = cells.map((cell) =>
      cell.person.name === "owner of other" && cell.aim.name === "own"
        ? { ...cell, seen: answered.seen }
        : cell,
    );
    expect(judge(roster, leaking, all)).toEqual([
      "owner of other at own: shows the secret of own",
      "owner of other at own: shows the name of own",
      "owner of other at own: answer, not nothing there",
    ]);
  });

  test("control: what is another's and is refused in other words is found", async () => {
    const customer = routeOf("/customers/[customer]");
    const cells = await lookEverywhere(customer);
    const telling = cells.map((cell) =>
      cell.person === owner() && cell.aim.name === "other's at own"
        ? { ...cell, seen: { ...cell.seen, body: `${cell.seen.body}<p>Not yours</p>` } }
        : cell,
    );
    expect(judge(customer, telling, all).join()).toMatch(
      /^owner of own: other's at own can be told from missing at own/,
    );
  });
});

const built: readonly BuiltAction[] = builtActions();
const listed = Object.entries(actions).flatMap(([name, action]) => {
  const found = built.find((one) => one.name === name);
  return found ? [[name, action, found] as const] : [];
});

/** A page that carries the action; whoever calls it need not be able to see it. */
function pageOf({ pages, name }: BuiltAction, world: World): string {
  const route = get.find(({ path: known }) => pages.includes(known));
  if (!route) throw new Error(`${name} stands on no page of the table`);
  return addressOf(route, world.subjects);
}

async function versionOf(table: string, id: string): Promise<number> {
  const column = ["tenant_settings", "sending_limits"].includes(table) ? "tenant_id" : "id";
  const { rows } = await ledger.client.query(`SELECT version FROM "${table}" WHERE ${column} = $1`, [id]);
  return rows[0]?.version ?? 1;
}

const call = async (
  action: Action,
  from: BuiltAction,
  browser: Browser,
  aim: ActionAim,
  origin?: string | null,
) => callAction(browser, pageOf(from, all.own), from.id, await action.args(aim), origin);

const foreignOrigins = [
  ["a foreign page", "https://evil.example"],
  ["a page without an origin", "null"],
  ["nobody says", null],
] as const;

describe("server actions", () => {
  test.each(listed)("%s writes nothing for whoever may not (G26)", async (_, action, from) => {
    const where = actionAims(all, versionOf);
    const cells = people.flatMap((person) =>
      where.filter((aim) => mustWriteNothing(action, person, aim)).map((aim) => ({ person, aim })),
    );
    const before = await ledger.sinceLast();
    const answers = await together(cells, atOnce, async ({ person, aim }) => {
      const seen = await call(action, from, copyOf(person.browser), aim);
      return { person, aim, said: answerOf(seen), status: seen.status };
    });
    expect(changed(before, await ledger.sums())).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500).map(({ said }) => said)).toEqual([]);
    for (const person of people) {
      const said = (name: string) =>
        answers.find((one) => one.person === person && one.aim.name === name)?.said;
      for (const [foreign, missing] of twins)
        if (said(foreign) && said(missing) && foreign !== person.tenant && !action.namesNothing)
          expect(said(foreign), `${person.name}: ${foreign}`).toBe(said(missing));
    }
  });

  test.each(listed)("%s refuses every foreign origin (G31)", async (_, action, from) => {
    const [aim] = actionAims(all, versionOf);
    if (!aim) throw new Error("there is nothing of one's own");
    const before = await ledger.sinceLast();
    for (const [, origin] of foreignOrigins) {
      const browser = copyOf(owner().browser);
      const cookies = browser.cookieHeader();
      await call(action, from, browser, aim, origin);
      expect(browser.cookieHeader()).toBe(cookies);
    }
    expect(changed(before, await ledger.sums())).toEqual([]);
  });
});

/** An action may end a session or change a cookie: the person keeps theirs. */
function copyOf(browser: Browser): Browser {
  const copy = new Browser(browser.url, browser.address);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

const isRefused = ({ status, body }: Seen) => status >= 400 || body.includes('"ok":false');

const posts = routes.filter(({ form, json, upload }) => form ?? json ?? upload);

/** What a handler that writes is sent. */
function sentTo(
  route: Route,
  { subjects }: Aim,
): {
  body: string | URLSearchParams | FormData;
  headers?: Record<string, string>;
} {
  if (route.upload) {
    const body = new FormData();
    const bytes = route.upload === "picture" ? all.picture : "%PDF-1.7\n%%EOF\n";
    body.append(route.upload, new Blob([bytes]), "upload");
    return { body };
  }
  if (route.json)
    return { body: JSON.stringify(route.json(subjects)), headers: { "content-type": "application/json" } };
  return {
    body: new URLSearchParams(route.form?.(subjects)),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
}

describe("handlers that write", () => {
  test.each(posts.map((route) => [route.path, route] as const))("%s", async (_, route) => {
    const send = (person: Person, aim: Aim, origin?: string | null) =>
      person.browser.ask(addressOf(route, aim.subjects), {
        method: "POST",
        ...sentTo(route, aim),
        ...(origin === undefined ? {} : { origin }),
      });
    const before = await ledger.sums();
    for (const person of people)
      for (const aim of aims) {
        if (aim.colleagues || addressOf(route, aim.subjects) === addressOf(route, all.own.subjects)) continue;
        if (expected(route, person, aim) === "answer") continue;
        expect(isRefused(await send(person, aim)), `${person.name} at ${aim.name}`).toBe(true);
      }
    const [own] = aims as [Aim];
    // A link's secret is the right to act, also for programs that send no origin (RFC 8058).
    if (!route.path.endsWith("/one-click"))
      for (const [, origin] of foreignOrigins) expect(isRefused(await send(owner(), own, origin))).toBe(true);
    expect(changed(before, await ledger.sums())).toEqual([]);
    await send(owner(), own);
    expect(changed(before, await ledger.sums())).not.toEqual([]);
  });

  test("unsigned webhooks are refused and leave nothing", async () => {
    const before = await ledger.sums();
    for (const hook of ["status?m=00000000-0000-7000-8000-000000000000", "inbound"]) {
      const answer = await owner().browser.ask(`/api/webhooks/twilio/${hook}`, {
        method: "POST",
        body: new URLSearchParams({ MessageSid: `SM${"0".repeat(32)}`, From: "+821012345678", Body: "STOP" }),
      });
      expect(answer.status).toBe(403);
    }
    expect(changed(before, await ledger.sums())).toEqual([]);
  });

  test("signing in asks for the origin, and a provider that is not configured is not there", async () => {
    const stranger = new Browser(installation.url, "192.0.2.99");
    for (const [, origin] of foreignOrigins) {
      const answer = await stranger.ask("/api/auth/callback/credentials", { method: "POST", origin });
      expect(answer.status).toBe(403);
      expect((await stranger.ask("/api/auth/start/google", { method: "POST", origin })).status).toBe(403);
    }
    expect((await stranger.ask("/api/auth/start/google", { method: "POST" })).status).toBe(404);
    expect(stranger.cookies.size).toBe(0);
  });
});

/** Whose action it is, where it is not the owner's. */
const who: Partial<Record<Action["kind"], string>> = { account: "removed member", operator: "operator" };

/** Last, since it changes what all others look at. */
describe("control: whoever may, writes", () => {
  test.each(listed.filter(([, { writes }]) => writes))("%s", async (name, action, from) => {
    const [own] = actionAims(all, versionOf);
    const writer = action.writer ?? who[action.kind];
    const person = writer ? byName(writer) : owner();
    const before = await ledger.sums();
    const seen = await call(action, from, copyOf(person.browser), own as ActionAim);
    expect(changed(before, await ledger.sums()), answerOf(seen)).not.toEqual([]);
    if (action.kind === "account" && !action.writer)
      await person.browser.signIn(
        "removed@example.com",
        afterPassword.some((one) => name.endsWith(one)) ? changedPassword : password,
      );
  });
});

const afterPassword = ["#setPassword", "#accept", "#signOut", "#leaveForOtherAccount"];

test("nobody's secrets stand in the logs of the processes (G27)", () => {
  for (const url of installation.urls) {
    const log = readFileSync(path.join(projectRoot, `test-results/web-${new URL(url).port}.log`), "utf8");
    for (const { marks } of [all.own, all.other, all.suspended]) expect(log).not.toContain(marks.secret);
  }
});
