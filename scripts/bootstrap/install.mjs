import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Installs the packages when there are none yet or the list of them has changed since. */
export function ensureInstalled(root) {
  const stamp = path.join(root, "node_modules/.dangol-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted(root)) return;
  if (!installedByHand(root)) install(root);
  writeFileSync(stamp, wanted(root));
}

function wanted(root) {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
    readFileSync(path.join(root, "package.json"), "utf8"),
  );
  const packages = JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides });
  return createHash("sha256")
    .update(packages)
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
}

/** Somebody ran npm install after the lists last changed. */
function installedByHand(root) {
  const record = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const lists = ["package.json", "package-lock.json"].map((name) => statSync(path.join(root, name)).mtimeMs);
  return statSync(record).mtimeMs >= Math.max(...lists);
}

function install(root) {
  process.stderr.write("Installing packages, this happens once …\n");
  const args = ["install", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  const result = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (result.status === 0) return;
  throw new Error(
    "The packages could not be installed: look at npm's words above, check the network, and try again with: npm install --no-audit --no-fund",
  );
}
