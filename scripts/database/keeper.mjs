import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

// keeper.mjs FOLDER: when the process that started us is gone, however it went, ends its Postgres and removes the data.
const folder = process.argv[2];

/** The postmaster that has the folder now; it may have been killed and started again. */
function postmaster() {
  try {
    return Number(readFileSync(path.join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}

const alive = (pid) => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.stdin.resume();
process.stdin.on("close", async () => {
  const pid = postmaster();
  if (alive(pid)) process.kill(pid, "SIGINT");
  for (let waited = 0; alive(pid) && waited < 20_000; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  rmSync(folder, { recursive: true, force: true });
});
