import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../bootstrap/free-port";
import { appVariables, partsOf } from "../bootstrap/parts";
import { projectRoot } from "../bootstrap/project-root";
import { seedDemo } from "../bootstrap/seed";
import { filledUp, type Variables } from "../bootstrap/settings";
import type { Part } from "../bootstrap/supervise";
import { scratchDatabase } from "../database/scratch";
import { secretOfServer } from "../database/template";
import { testServer } from "../database/test-server";

export interface Process {
  readonly pid: number;
  /** `kill("SIGKILL")` for a crash; `kill("SIGTERM")` to drain. Resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Begins again after a kill and resolves when it is ready. */
  restart(): Promise<void>;
}

export interface Installation {
  /** Address of the first web process; links in texts point here. */
  url: string;
  /** Addresses of all web processes. */
  urls: string[];
  /** The Twilio-compatible server with its control routes. */
  providersUrl: string;
  ownerUrl: string;
  appUrl: string;
  password: string;
  /** The variables every process of it runs with. */
  variables: Variables;
  webs: Process[];
  workers: Process[];
  /** In demo mode only: production talks to the real ones. */
  providers: Process | undefined;
  stop(): Promise<void>;
}

interface Wish {
  webs?: number;
  workers?: number;
  /** Seeds `/demo` and `/bakery`, as `npm start` does. */
  seed?: boolean;
  env?: Variables;
  /** A migrated, empty database to use; by default a scratch one on the test server. */
  ownerUrl?: string;
}

/**
 * A whole installation for a test, in demo mode unless its variables say otherwise: the production build of this
 * checkout, web and worker processes and the provider server on free ports, on a database of its own. Needs the
 * build (`buildForTests`).
 */
export async function startInstallation(wish: Wish = {}): Promise<Installation> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const ownerUrl = wish.ownerUrl ?? (await ownScratch(undo));
    const ports = await Promise.all(Array.from({ length: wish.webs ?? 1 }, freePort));
    const variables = await variablesFor(String(ports[0]), wish.env);
    if (wish.seed ?? true) await seedDemo(variables, ownerUrl);
    const plans = ports.map((port) =>
      partsOf({ ...variables, PORT: String(port) }, ownerUrl, { dev: false, logs: undefined }),
    );
    const first = plans[0] ?? [];
    const begin = async (part: Part | undefined) => {
      if (!part) throw new Error("this part is not planned");
      const running = await beginPart(part);
      undo.push(() => running.kill("SIGTERM"));
      return running;
    };
    const named = (name: Part["name"]) => first.find((part) => part.name === name);
    const providersPart = named("providers");
    const providers = providersPart && (await begin(providersPart));
    const webs = await Promise.all(plans.map((parts) => begin(parts.find(({ name }) => name === "web"))));
    const workers = await Promise.all(
      Array.from({ length: wish.workers ?? 1 }, () => begin(named("worker"))),
    );
    const urls = ports.map((port) => `http://localhost:${port}`);
    return {
      url: urls[0] ?? "",
      urls,
      providersUrl: variables["TWILIO_API_BASE_URL"] ?? "",
      ownerUrl,
      appUrl: appVariables(variables, ownerUrl)["DATABASE_APP_URL"] ?? "",
      password: variables["DEMO_PASSWORD"] ?? "",
      variables,
      webs,
      workers,
      providers,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ownScratch(undo: (() => Promise<void>)[]): Promise<string> {
  const server = process.env["DANGOL_TEST_SERVER"] ? undefined : await testServer();
  if (server) undo.push(server.stop);
  const database = await scratchDatabase(server?.url);
  undo.push(database.drop);
  return database.ownerUrl;
}

async function variablesFor(port: string, env: Variables = {}): Promise<Variables> {
  const { PATH, HOME, TMPDIR, SystemRoot, NODE_EXTRA_CA_CERTS, NEXT_DIST_DIR } = process.env;
  const passedOn = {
    PATH,
    HOME,
    TMPDIR,
    SystemRoot,
    NODE_EXTRA_CA_CERTS,
    NEXT_DIST_DIR: NEXT_DIST_DIR || ".next-test",
  };
  const secrets = {
    databasePassword: "",
    dangolSecret: secretOfServer(),
    demoPassword: "walk-in-the-park",
    twilioAccountSid: `AC${"d".repeat(32)}`,
    twilioAuthToken: "d".repeat(32),
  };
  const given = { ...passedOn, DANGOL_MODE: "demo", PORT: port, LOG_LEVEL: "warn", ...env };
  return filledUp(given, secrets, { providers: await freePort(), smtp: await freePort() });
}

async function beginPart(part: Part): Promise<Process> {
  let child = spawnPart(part);
  await whenReady(part, child);
  return {
    get pid() {
      return child.pid ?? 0;
    },
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), 25_000);
      await gone;
      clearTimeout(late);
    },
    async restart() {
      child = spawnPart(part);
      await whenReady(part, child);
    },
  };
}

function spawnPart(part: Part): ChildProcess {
  const folder = path.join(projectRoot, "test-results");
  mkdirSync(folder, { recursive: true });
  const log = openSync(path.join(folder, `${part.name}-${part.env["PORT"]}.log`), "a");
  const preload = path.join(projectRoot, "scripts/bootstrap/leave-with-parent.mjs");
  return spawn(process.execPath, ["--import", preload, ...part.args], {
    cwd: projectRoot,
    env: { ...part.env, DANGOL_LAUNCHER: String(process.pid) } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", log, log, "ipc"],
  });
}

async function whenReady(part: Part, child: ChildProcess): Promise<void> {
  while (!(await part.ready())) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(
        `The ${part.name} ended while starting: see test-results/${part.name}-${part.env["PORT"]}.log`,
      );
    await pause(50);
  }
}
