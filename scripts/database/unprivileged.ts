import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whom Postgres runs as: empty when we are an ordinary user ourselves. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/** Postgres refuses to run as root, so root lends it the account made for it, else the one that owns nothing. */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error("Postgres must not run as root and there is no user postgres or nobody to run it as.");
}

/** Asks the system itself, as that user, so that access lists and mount options count too. */
export function canEnter(folder: string, user: RunAs): boolean {
  if (user.uid === undefined) return true;
  return (
    spawnSync("/bin/sh", ["-c", 'test -r "$0" && test -x "$0"', folder], { ...user, cwd: "/" }).status === 0
  );
}
