import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { makeDoorLink } from "@/lib/enrollments/door";
import { applyModeGrants } from "@/lib/platform/database/mode-grants";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { makeTenant } from "@/lib/tenants/tenants";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { type ScratchDatabase, scratchDatabase } from "@/scripts/database/scratch";
import { secretOfServer } from "@/scripts/database/template";
import { type OAuthServer, startOAuthServer } from "@/scripts/providers/oauth/oauth";
import { type SmtpServer, startSmtpServer } from "@/scripts/providers/smtp/smtp";
import { missingSubjects } from "../support/addresses";
import { Browser, type Seen } from "../support/people";
import { addressOf, routes } from "../support/routes";
import { callAction, form } from "./support/action-call";
import { BrowserBehindTls, faultsOf } from "./support/behind-tls";
import { type BuiltAction, builtActions } from "./support/build";
import { behindOurProxy, endWork, workOn } from "./support/installation-env";

const site = "https://dangol.example";
const email = "owner@real-shop.example.com";
const password = "a real shop is open";
const demoAccounts = ["owner@demo.dangol.test", "owner@bakery.dangol.test", "operator@dangol.test"];

let database: ScratchDatabase;
let smtp: SmtpServer;
let oauth: OAuthServer;
let production: Installation;
let demo: Installation;
let door: string;

beforeAll(async () => {
  [smtp, oauth, database] = await Promise.all([startSmtpServer(), startOAuthServer(), scratchDatabase()]);
  await applyModeGrants(database.ownerUrl, "production");
  production = await startInstallation({
    workers: 0,
    seed: false,
    ownerUrl: database.ownerUrl,
    env: {
      ...behindOurProxy,
      DANGOL_MODE: "production",
      HOST: "localhost",
      BASE_URL: site,
      DANGOL_SECRET: secretOfServer(),
      SMTP_URL: smtp.url,
      MAIL_FROM: "Dangol <hello@dangol.example>",
      GOOGLE_CLIENT_ID: oauth.clientId,
      GOOGLE_CLIENT_SECRET: oauth.clientSecret,
      GOOGLE_ISSUER_BASE_URL: oauth.url,
    },
  });
  workOn(production);
  door = await openDoor();
  demo = await startInstallation({ workers: 0, env: behindOurProxy });
});

afterAll(async () => {
  await demo?.stop();
  await endWork(production);
  await database?.drop();
  await oauth?.close();
  await smtp?.close();
});

/** A shop with a class tomorrow, and the link of a helper at its door. */
async function openDoor(): Promise<string> {
  const made = await makeTenant({
    slug: "real-shop",
    name: "Shop",
    owner: { email, name: "Owner", password },
  });
  const course = await makeCourse(made.owner, { kind: "lecture", title: "Lecture", slug: "lecture" });
  await changeVisibility(made.owner, { id: course.id, visibility: "listed" });
  const sessions = [{ date: addDays(localDate(new Date(), "Asia/Seoul"), 1), start: "14:00", end: "16:00" }];
  const run = await makeRun(made.owner, { courseId: course.id, sessions });
  return makeDoorLink(made.owner, { sessionId: run.sessionIds[0] as string, helper: "Helper" });
}

const atProduction = () => new BrowserBehindTls(production.url, site, "192.0.2.10");
const atDemo = () => new Browser(demo.url, "192.0.2.10");

const actionNamed = (name: string): BuiltAction =>
  builtActions().find((action) => action.name.endsWith(name)) ?? expect.fail(`there is no action ${name}`);

/** Calls an action at the page of its own, or at another one. */
const act = (browser: Browser, name: string, fields: Record<string, string>, at?: string) => {
  const action = actionNamed(name);
  const args = name.endsWith("#checkNumber") ? [{}, form(fields)] : [form(fields)];
  return callAction(browser, at ?? (action.pages[0] as string), action.id, args);
};

const text = { from: "+821055550005", to: "+827045670000", body: "안녕하세요" };
const ofDev: Record<string, Record<string, string>> = {
  "#moveDemoClock": { to: "hour" },
  "#replyFromPhone": text,
  "#checkNumber": { phone: "01012345678" },
};

async function secondsAhead({ ownerUrl }: Installation): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ ahead: number }>(
    "SELECT extract(epoch FROM business_now() - clock_timestamp())::float8 AS ahead",
  );
  await client.end();
  return rows[0]?.ahead ?? expect.fail("there is no clock");
}

/** Whether the application's own role may move the clock. */
async function roleMovesClock({ appUrl }: Installation): Promise<boolean> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  await client.query("BEGIN");
  const moved = await client.query("UPDATE business_clock SET offset_seconds = 60 WHERE id = 1").then(
    () => true,
    () => false,
  );
  await client.query("ROLLBACK");
  await client.end();
  return moved;
}

describe("what belongs to the demo", () => {
  test("its actions do nothing in production, at whichever page they are called", async () => {
    const dev = builtActions().filter(({ name }) => name.startsWith("app/(dev)/"));
    expect(dev.map(({ name }) => name.replace(/.*#/, "#")).sort()).toEqual(Object.keys(ofDev).sort());
    const owner = await atProduction().signIn(email, password);
    for (const [name, fields] of Object.entries(ofDev))
      for (const browser of [atProduction(), owner]) {
        expect((await act(browser, name, fields)).status, name).toBe(404);
        expect((await act(browser, name, fields, "/account")).body, name).not.toContain(`"ok"`);
      }
    expect(Math.abs(await secondsAhead(production))).toBeLessThan(60);
    expect(await roleMovesClock(production)).toBe(false);
  });

  test("control: in the demo they do it", async () => {
    for (const [name, fields] of Object.entries(ofDev))
      expect((await act(atDemo(), name, fields)).status, name).toBeLessThan(400);
    expect(await secondsAhead(demo)).toBeGreaterThan(3500);
    expect(await roleMovesClock(demo)).toBe(true);
  });

  test("its pages are not there in production, and are in the demo", async () => {
    const pages = routes.filter(({ kind }) => kind === "dev");
    expect(pages.length).toBeGreaterThan(4);
    const owner = await atProduction().signIn(email, password);
    const filled = await filledDemo();
    for (const route of pages) {
      const address = filled[route.path] ?? addressOf(route, missingSubjects());
      for (const browser of [atProduction(), owner])
        expect((await browser.ask(address)).status, address).toBe(404);
      expect((await atDemo().ask(address)).status, address).toBe(200);
    }
  });

  /** Addresses of a mail and a phone that are there. */
  async function filledDemo(): Promise<Record<string, string>> {
    const action = actionNamed("#sendSignInLink");
    const asked = form({ email: demoAccounts[0] as string });
    await callAction(atDemo(), "/signin/mail", action.id, [null, asked]);
    return { "/dev/mail/[id]": "/dev/mail/1", "/dev/phone/[number]": `/dev/phone/${text.from.slice(1)}` };
  }

  test("its accounts are nobody in production, and somebody in the demo", async () => {
    for (const account of demoAccounts) {
      await expect(atProduction().signIn(account, demo.password)).rejects.toThrow("could not sign in");
      await expect(atDemo().signIn(account, demo.password)).resolves.toBeInstanceOf(Browser);
    }
  });

  test("mails go out by the server that was named, with links of the public address", async () => {
    const action = actionNamed("#sendSignInLink");
    await callAction(atProduction(), "/signin/mail", action.id, [null, form({ email })]);
    await expect.poll(() => smtp.mails(email).at(-1)?.text ?? "").toContain(`${site}/signin/link/`);
  });
});

describe("cookies (G31)", () => {
  /** Everything in which the product sets a cookie. */
  async function throughEveryDoor(browser: Browser): Promise<Seen[]> {
    return [
      await act(browser, "#chooseTheme", { theme: "dark" }, "/account"),
      await act(browser, "#chooseTheme", { theme: "system" }, "/account"),
      await act(browser, "#chooseLocale", { locale: "en" }, "/account"),
      await callAction(browser, `/door/${door}`, actionNamed("#stayAtDoor").id, [
        door,
        null,
        form({ token: door }),
      ]),
      await browser.ask("/api/auth/start/google", {
        method: "POST",
        body: new URLSearchParams({ errand: "", next: "/account" }),
      }),
    ];
  }

  test("every one is for the server alone, of this site, by https only and bound to the host", async () => {
    const browser = atProduction();
    await throughEveryDoor(browser);
    await browser.signIn(email, password);
    await callAction(browser, "/account", actionNamed("#signOut").id, []);
    const names = new Set(browser.told.map((line) => line.split("=")[0]?.replace("__Host-dangol.", "")));
    expect([...names]).toEqual(
      expect.arrayContaining(["session", "device", "csrf", "locale", "theme", "door", "errand", "state"]),
    );
    expect(browser.told.flatMap(faultsOf)).toEqual([]);
  });

  test("control: the same look finds what a demo on plain loopback leaves out", async () => {
    const [seen] = await throughEveryDoor(atDemo());
    const [theme] = seen?.headers.getSetCookie() ?? [];
    expect(faultsOf(theme ?? "")).toEqual(["dangol.theme lacks secure", "dangol.theme lacks __Host-"]);
    expect(faultsOf("__Host-dangol.session=x; Path=/; Secure; SameSite=Lax")).toEqual([
      "__Host-dangol.session lacks httponly",
    ]);
  });
});
