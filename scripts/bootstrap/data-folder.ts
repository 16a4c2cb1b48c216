import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { canEnter, postgresUser } from "../database/unprivileged";
import { PlainError } from "./plain-error";
import { projectRoot } from "./project-root";

/** Where a demo keeps what it knows. */
export interface DataFolder {
  /** Secrets, logs and the record of what runs. */
  own: string;
  /** The database; elsewhere when its user cannot enter the checkout. */
  database: string;
}

/** Makes the folder at the first start. `DANGOL_DATA_DIR` names another place than `.data` in the checkout. */
export function dataFolder(): DataFolder {
  const own = path.resolve(projectRoot, process.env["DANGOL_DATA_DIR"] || ".data");
  for (const name of ["logs", "providers"]) mkdirSync(path.join(own, name), { recursive: true });
  const user = postgresUser();
  chmodSync(own, user.uid === undefined ? 0o700 : 0o755);
  return { own, database: canEnter(own, user) ? own : reachablePlace(own) };
}

/** Chosen once and noted, so that another checkout at the same path never finds this one's data. */
function reachablePlace(own: string): string {
  const note = path.join(own, "database-place");
  if (existsSync(note)) return readFileSync(note, "utf8").trim();
  const place = `/var/lib/dangol/${randomBytes(6).toString("hex")}`;
  mkdirSync(place, { recursive: true, mode: 0o755 });
  writeFileSync(note, place);
  return place;
}

const leastRoom = 200_000_000;

/** A database that cannot write fails in many voices; better to say it in one before it begins. */
export function refuseFullDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < leastRoom)
    throw new PlainError(
      `The disk of ${folder} is full (${Math.round((bavail * bsize) / 1e6)} MB left): free at least 200 MB, or keep the data elsewhere, for example DANGOL_DATA_DIR=/var/tmp/dangol npm start`,
    );
}
