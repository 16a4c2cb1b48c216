import { spawn } from "node:child_process";
import { projectRoot } from "./project-root";
import type { Variables } from "./settings";

/** Runs one of our programs on this Node until it ends; its output is returned, and shown as it comes if wished. */
export function runToEnd(
  args: string[],
  env: Variables,
  show = false,
): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: env as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
        if (show) process.stderr.write(chunk);
      });
    child.once("error", (error) => resolve({ status: 1, output: String(error) }));
    child.once("close", (status) => resolve({ status: status ?? 1, output }));
  });
}
