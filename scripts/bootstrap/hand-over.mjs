import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { projectNode } from "./project-node.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Runs a TypeScript program of ours with the project's Node and ends as it ends. Only Node's built-ins are
 * used up to here. The program is told through a channel when this process is gone, however it went.
 */
export async function handOver(program, args) {
  try {
    ensureInstalled(root);
    const node = projectNode(root);
    const child = spawn(node, ["--import", "tsx", path.join(root, program), ...args], {
      cwd: root,
      env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    const code = await new Promise((resolve) => {
      child.once("error", () => resolve(1));
      child.once("exit", (status) => resolve(status ?? 1));
    });
    process.exit(code);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
