import http from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountOfSession, changePassword, signOutElsewhere } from "@/lib/accounts/accounts";
import { beginSessionAt } from "@/lib/accounts/sessions";
import { outsideTenants } from "@/lib/platform/tenancy";
import { changeRole, removeMember } from "@/lib/tenants/members";
import { readSessionToken, sessionToken } from "@/lib/web/session-cookie";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import { Browser, type Seen } from "../support/people";
import { addressOf, routes } from "../support/routes";
import { together } from "./support/answers";
import { behindOurProxy, endWork, workOn } from "./support/installation-env";
import { password, type TwoTenants, twoTenants } from "./support/two-tenants";

let installation: Installation;
let all: TwoTenants;

beforeAll(async () => {
  installation = await startInstallation({ workers: 0, seed: false, env: behindOurProxy });
  workOn(installation);
  all = await twoTenants(installation);
});

afterAll(() => endWork(installation));

const email = (who: string) => `${who}@own-shop.example.com`;
const desk = () => `/t/${all.own.slug}/courses`;
const newBrowser = () => new Browser(installation.url, "192.0.2.77");
const signedIn = (who: string, secret = password) => newBrowser().signIn(email(who), secret);
const isOut = ({ status, location }: Seen) => status === 307 && location?.startsWith("/signin");

async function claimOf(browser: Browser) {
  const claim = await readSessionToken(browser.cookies.get("dangol.session"));
  return claim ?? expect.fail("no session");
}

describe("an old session ends at the next request (G32)", () => {
  test("when the role changes, the page that needed the old one is gone", async () => {
    const browser = await signedIn("spare");
    expect((await browser.ask(`/t/${all.own.slug}/customers`)).status).toBe(200);
    await changeRole(all.own.scope, { membershipId: all.own.members.spare, role: "instructor" });
    expect((await browser.ask(`/t/${all.own.slug}/customers`)).status).toBe(404);
    expect((await browser.ask(desk())).status).toBe(200);
  });

  test("when the member is removed, the desk is gone", async () => {
    const browser = await signedIn("spare");
    expect((await browser.ask(desk())).status).toBe(200);
    await removeMember(all.own.scope, { membershipId: all.own.members.spare });
    expect((await browser.ask(desk())).status).toBe(404);
  });

  test("when the password changes elsewhere, this browser is signed out", async () => {
    const [here, elsewhere] = [await signedIn("staff"), await signedIn("staff")];
    const claim = await claimOf(elsewhere);
    const account = (await accountOfSession(claim)) ?? expect.fail("no account");
    const next = { currentPassword: password, password: "a new matrix entirely" };
    await changePassword(account, next, claim.deviceHash);
    for (const browser of [here, elsewhere]) expect(isOut(await browser.ask(desk()))).toBe(true);
    expect((await (await signedIn("staff", next.password)).ask(desk())).status).toBe(200);
  });

  test("when the account signs out everywhere else, and when it signs out here", async () => {
    const [here, elsewhere] = [await signedIn("instructor"), await signedIn("instructor")];
    const claim = await claimOf(here);
    const account = (await accountOfSession(claim)) ?? expect.fail("no account");
    await signOutElsewhere(account, claim.deviceHash);
    expect(isOut(await elsewhere.ask(desk()))).toBe(true);
  });

  test("control: it is the old version in the token that is refused, not the cookie", async () => {
    const browser = await signedIn("owner");
    const claim = await outsideTenants(({ db }) =>
      db.account
        .findUniqueOrThrow({ where: { email: email("owner") } })
        .then(({ id }) => beginSessionAt(db, id, "device-of-the-control")),
    );
    browser.cookies.set("dangol.session", await sessionToken(claim));
    expect((await browser.ask(desk())).status).toBe(200);
    const older = { ...claim, sessionVersion: claim.sessionVersion - 1 };
    browser.cookies.set("dangol.session", await sessionToken(older));
    expect(isOut(await browser.ask(desk()))).toBe(true);
  });

  test("what a browser says of its own session changes nothing (rule 32)", async () => {
    const browser = await signedIn("owner");
    const { csrfToken } = JSON.parse((await browser.ask("/api/auth/csrf")).body);
    await browser.ask("/api/auth/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ csrfToken, data: { accountId: all.other.members.owner, sessionVersion: 99 } }),
    });
    expect(await claimOf(browser)).toMatchObject({ sessionVersion: expect.any(Number) });
    expect((await browser.ask(`/t/${all.other.slug}/courses`)).status).toBe(404);
  });
});

describe("cookies (G31)", () => {
  const attributesOf = (seen: Seen) =>
    seen.headers.getSetCookie().map((line) => {
      const [named = "", ...attributes] = line.split("; ");
      return {
        name: named.split("=")[0] ?? "",
        attributes: attributes.map((one) => one.toLowerCase()),
      };
    });

  test("are for the server alone and stay at this site", async () => {
    const seen = await signInSeen(newBrowser());
    const cookies = attributesOf(seen);
    expect(cookies.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["dangol.session", "dangol.device"]),
    );
    for (const { attributes } of cookies)
      expect(attributes).toEqual(expect.arrayContaining(["httponly", "samesite=lax", "path=/"]));
  });

  test("with https are Secure and bound to the host, behind a proxy that ends TLS", async () => {
    const secure = await startInstallation({
      workers: 0,
      seed: false,
      ownerUrl: installation.ownerUrl,
      env: { ...behindOurProxy, BASE_URL: "https://localhost:8443", DANGOL_SECRET: secretOf(installation) },
    });
    try {
      const asked = await tlsProxied(secure.url, "/api/auth/csrf");
      const sent = asked.headers["set-cookie"] ?? [];
      expect(sent.length).toBeGreaterThan(0);
      for (const line of sent) {
        expect(line).toMatch(/^__Host-dangol\./);
        expect(line.toLowerCase()).toContain("; secure");
        expect(line.toLowerCase()).toContain("; httponly");
        expect(line.toLowerCase()).toContain("; samesite=lax");
        expect(line.toLowerCase()).not.toContain("domain=");
      }
    } finally {
      await secure.stop();
    }
  });

  const secretOf = ({ variables }: Installation) => variables["DANGOL_SECRET"];

  /** What a proxy that ends TLS passes on. */
  const tlsProxied = (url: string, path: string) =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = {
        host: "localhost:8443",
        "x-forwarded-proto": "https",
        "x-forwarded-for": "192.0.2.5",
      };
      http
        .get(url + path, { headers }, (answer) => {
          answer.resume();
          answer.on("end", () => resolve(answer));
        })
        .on("error", reject);
    });
});

async function signInSeen(browser: Browser): Promise<Seen> {
  const { csrfToken } = JSON.parse((await browser.ask("/api/auth/csrf")).body);
  return browser.ask("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email: email("owner"), password, json: "true" }),
  });
}

describe("content security policy (G33)", () => {
  const scriptsOf = (seen: Seen) =>
    /script-src ([^;]*)/.exec(seen.headers.get("content-security-policy") ?? "")?.[1] ?? "none given";

  test("stands on every page, without unsafe-inline or unsafe-eval for scripts", async () => {
    const browser = await signedIn("owner");
    const pages = routes.filter(({ methods }) => methods.includes("GET"));
    const wrong = await together(pages, 4, async (route) => {
      const seen = await browser.ask(addressOf(route, all.own.subjects));
      if (!seen.headers.get("content-type")?.startsWith("text/html")) return [];
      const scripts = scriptsOf(seen);
      const bad = /unsafe|\*|none given|https?:/.test(scripts) || inlineWithoutNonce(seen);
      return bad ? [`${route.path}: ${scripts}`] : [];
    });
    expect(wrong.flat()).toEqual([]);
  });

  test("control: the check finds a script that no nonce allows", () => {
    const headers = new Headers({ "content-security-policy": "script-src 'self' 'nonce-abc'" });
    const seen = (body: string): Seen => ({ status: 200, location: null, headers, body });
    expect(inlineWithoutNonce(seen('<script nonce="abc">a</script>'))).toBe(false);
    expect(inlineWithoutNonce(seen("<script>a</script>"))).toBe(true);
    expect(inlineWithoutNonce(seen('<script nonce="old">a</script>'))).toBe(true);
  });

  test("has another nonce at each of 100 loads, and none on cached pages", async () => {
    const loads = await together(Array(100).fill("/signin"), 4, (path) => newBrowser().ask(path));
    expect(new Set(loads.map((seen) => /'nonce-([^']+)'/.exec(scriptsOf(seen))?.[1])).size).toBe(100);
    const cached = await newBrowser().ask(`/${all.own.slug}/lecture`);
    expect(scriptsOf(cached)).not.toContain("nonce");
  });

  test("pages behind a link do not pass their address on (rule 30)", async () => {
    const { my, preferences, survey } = all.own.subjects.tokens;
    const policyOf = async (path: string) => (await newBrowser().ask(path)).headers.get("referrer-policy");
    const behindLinks = [`/my/${my}`, `/preferences/${preferences}`, `/survey/${survey}`];
    for (const area of ["check-in", "here", "door", "invitations", "reset", "signin/link"])
      behindLinks.push(`/${area}/a-secret`);
    for (const path of behindLinks) expect([path, await policyOf(path)]).toEqual([path, "same-origin"]);
    expect(await policyOf("/signin")).toBe("strict-origin-when-cross-origin");
  });
});

/** Whether a script of the page itself would be stopped, or would run without being named by the policy. */
function inlineWithoutNonce({ headers, body }: Seen): boolean {
  const nonce = /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
  return [...body.matchAll(/<script\b([^>]*)>/g)].some(([, attributes = ""]) => {
    if (attributes.includes("application/ld+json")) return false;
    return nonce === undefined || !attributes.includes(`nonce="${nonce}"`);
  });
}
