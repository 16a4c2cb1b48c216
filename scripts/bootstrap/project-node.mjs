import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const least = [22, 18];

/**
 * The Node that everything after the installation runs on: the one npm brought (24), else the one running
 * now if it is new enough. Packages for the queue need Node 22.18.
 */
export function projectNode(root) {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const own = path.join(root, `node_modules/node-${platform}-${process.arch}`, program);
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `Node ${process.versions.node} is too old here: install Node ${least.join(".")} or newer, for example from https://nodejs.org`,
  );
}

export function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}
