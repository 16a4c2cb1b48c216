import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

import { freePort } from "@/scripts/bootstrap/free-port";
import { projectRoot } from "@/scripts/bootstrap/project-root";
import { runToEnd } from "@/scripts/bootstrap/run-to-end";

const folder = path.join(projectRoot, "bench/bare-app");
const next = path.join(projectRoot, "node_modules/next/dist/bin/next");

/** The framework with nothing of ours: one static page, one route handler. Built and started as the app itself is. */
export async function startBareApp(
  variables: Record<string, string>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const env = { ...process.env, ...variables, NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: "" };
  const { status, output } = await runToEnd([next, "build", folder], env);
  if (status !== 0) throw new Error(`the bare app could not be built\n${output.slice(-3000)}`);
  const port = await freePort();
  const child = spawn(process.execPath, [next, "start", folder, "-p", String(port), "-H", "127.0.0.1"], {
    env,
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child);
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error("the bare app ended");
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    // The process says nothing when it is ready: asked again.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the bare app does not answer");
}
