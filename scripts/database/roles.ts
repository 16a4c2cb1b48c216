import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { appRole, appUrl } from "@/lib/platform/app-url";
import { PlainError } from "../bootstrap/plain-error";

/** Own functions that look across tenants, each with rights on its own few tables; nobody signs in as them. */
const FUNCTION_OWNERS = ["dangol_claims", "dangol_search", "dangol_backup"];

interface RoleWish {
  /** Where the app will sign in; without it the address that follows from owner and secret. */
  appAddress?: string | undefined;
  /** Gives the app's role this password even though it has another one, which cuts off whoever uses that. */
  rotate?: boolean;
}

/**
 * Makes the roles that migrations grant rights to. Safe to repeat and to run from several processes at once.
 * Needs an owner that may create roles; Postgres 15 or newer. Roles belong to the whole server: when the app's role is
 * there with another password, it is somebody else's and left alone, with a PlainError, unless `rotate` is asked for.
 */
export async function prepareRoles(ownerUrl: string, secret: string, wish: RoleWish = {}): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await makeRoles(client, wish.appAddress || appUrl(ownerUrl, secret), wish);
      } catch (error) {
        await client.query("ROLLBACK");
        if (attempt === 10 || !lostRace(error)) throw error;
        await pause(20 * attempt);
      }
    }
  } finally {
    await client.end();
  }
}

async function makeRoles(client: pg.Client, address: string, wish: RoleWish): Promise<void> {
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock(hashtext('dangol.roles'))");
  for (const role of FUNCTION_OWNERS) {
    if (!(await exists(client, role))) await client.query(`CREATE ROLE ${role} NOLOGIN NOINHERIT`);
    await joinRole(client, role);
  }
  await makeAppRole(client, address, wish);
  await client.query("COMMIT");
}

async function makeAppRole(client: pg.Client, address: string, wish: RoleWish): Promise<void> {
  const known = await exists(client, appRole);
  const { username, password } = new URL(address);
  const withPassword =
    username === appRole && password ? ` PASSWORD '${scramVerifier(decodeURIComponent(password))}'` : "";
  if (!known) await client.query(`CREATE ROLE ${appRole} LOGIN NOINHERIT${withPassword}`);
  else if (!(await signsIn(address))) {
    if (!wish.rotate || !withPassword) throw new PlainError(anotherPassword(address, wish));
    await client.query(`ALTER ROLE ${appRole}${withPassword}`);
  }
}

/** Refuses, without changing anything, an app's role that is there with another password than the app would use. */
export async function refuseForeignRole(ownerUrl: string, secret: string, wish: RoleWish): Promise<void> {
  const address = wish.appAddress || appUrl(ownerUrl, secret);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    if ((await exists(client, appRole)) && !(await signsIn(address)))
      throw new PlainError(anotherPassword(address, wish));
  } finally {
    await client.end();
  }
}

function anotherPassword(address: string, { appAddress }: RoleWish): string {
  const { host, username } = new URL(address);
  const [name, what] = appAddress
    ? ["DATABASE_APP_URL", "stands in it"]
    : ["DANGOL_SECRET", "follows from it"];
  return `${name}: the role ${username} of the Postgres server ${host} has another password than ${what}, so an installation with another secret may live there: set that one's ${name}, use a server of your own, or, to cut the other off on purpose, run npm run rotate-app-password with these same variables.`;
}

async function exists(client: pg.Client, role: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  return rowCount === 1;
}

/** Only a member may hand a function over to a role; whoever may already (a superuser) needs no membership. */
async function joinRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int >= 160000 AS has_set",
  );
  const right = rows[0].has_set ? "SET" : "MEMBER";
  const { rows: may } = await client.query("SELECT pg_has_role(current_user, $1, $2) AS may", [role, right]);
  if (!may[0].may) await client.query(`GRANT ${role} TO CURRENT_USER`);
}

/** Another process made the same role in another database of this server, where our lock does not reach. */
function lostRace(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === "42710" || code === "23505" || /tuple concurrently/.test(message ?? "");
}

/** Only a wrong password is a "no"; that nothing answers, or no connection is left, says nothing about passwords. */
async function signsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "28P01") return false;
    throw error;
  }
}

/** RFC 5803: the server gets a verifier, so that the password stands in no log of statements. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const rounds = 4096;
  const salted = pbkdf2Sync(password, salt, rounds, 32, "sha256");
  const hmac = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(hmac("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored}:${hmac("Server Key").toString("base64")}`;
}
