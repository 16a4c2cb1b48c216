import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { appUrl } from "@/lib/platform/app-url";
import { isLoopback } from "@/lib/platform/network-address";
import { isDemo, type Variables } from "./settings";
import type { Part } from "./supervise";

interface Manner {
  dev: boolean;
  /** Folder for the parts' output; without one it goes to the terminal. */
  logs: string | undefined;
}

/** The processes of an installation, in the order in which they must begin. */
export function partsOf(variables: Variables, ownerUrl: string | undefined, manner: Manner): Part[] {
  const plans = [web(variables, manner), worker(manner)];
  if (needsProviders(variables)) plans.unshift(providers(variables));
  const env = appVariables(variables, ownerUrl);
  return plans.map((plan) => ({ ...plan, env, log: logOf(plan.name, manner) }));
}

/** One worker by itself, talking to the terminal. */
export function workerPart(variables: Variables, ownerUrl: string | undefined): Part {
  return { ...worker({ dev: false, logs: undefined }), env: appVariables(variables, ownerUrl) };
}

/** What web and worker may know: never the owner's way into the database. */
export function appVariables(variables: Variables, ownerUrl: string | undefined): Variables {
  const { DATABASE_URL: _owner, ...rest } = variables;
  return { ...rest, DATABASE_APP_URL: appAddress(variables, ownerUrl), NEXT_TELEMETRY_DISABLED: "1" };
}

/** Where the app signs in: the address given for it, else the owner's database as the app's role. */
export function appAddress(variables: Variables, ownerUrl: string | undefined): string {
  return variables["DATABASE_APP_URL"] || appUrl(ownerUrl ?? "", variables["DANGOL_SECRET"] ?? "");
}

type Plan = Pick<Part, "name" | "args" | "ready">;

function web(variables: Variables, { dev }: Manner): Plan {
  const port = variables["PORT"] ?? "3000";
  // A demo shows its passwords, so only this machine may look at it unless HOST says otherwise.
  const host = variables["HOST"] || (isDemo(variables) ? "localhost" : "0.0.0.0");
  return {
    name: "web",
    args: ["node_modules/next/dist/bin/next", dev ? "dev" : "start", "-p", port, "-H", host],
    ready: () => answers(`http://${isLoopback(host) ? host : "127.0.0.1"}:${port}/api/health`),
  };
}

function worker({ dev }: Manner): Plan {
  const file = "lib/worker/main.ts";
  return {
    name: "worker",
    args: dev ? ["node_modules/tsx/dist/cli.mjs", "watch", file] : ["--import", "tsx", file],
    ready: async () => true,
  };
}

function providers(variables: Variables): Plan {
  const file = "scripts/providers/main.ts";
  const ports = [variables["PROVIDERS_PORT"], variables["PROVIDERS_SMTP_PORT"]].map(Number);
  const ready = async () => (await Promise.all(ports.map(accepts))).every(Boolean);
  return { name: "providers", args: ["--import", "tsx", file], ready };
}

function needsProviders(variables: Variables): boolean {
  if (!isDemo(variables)) return false;
  return [variables["TWILIO_API_BASE_URL"], variables["SOLAPI_API_BASE_URL"], variables["SMTP_URL"]].some(
    (url) =>
      url !== undefined &&
      [variables["PROVIDERS_PORT"], variables["PROVIDERS_SMTP_PORT"]].includes(new URL(url).port),
  );
}

function logOf(name: string, { logs }: Manner): string | undefined {
  if (!logs) return undefined;
  const file = path.join(logs, `${name}.log`);
  writeFileSync(file, "");
  return file;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).status < 500;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
