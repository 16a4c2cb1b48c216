import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project-root";

const skipped = /(^|\/)(generated|node_modules)\/|\.test\.tsx?$|\/testing\//;

/** One value for the content of these files and folders of the project, tests and generated files aside. */
export function fingerprintOf(names: string[]): string {
  const hash = createHash("sha256");
  for (const file of names.flatMap(filesOf).sort())
    if (!skipped.test(file))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(path.join(projectRoot, file)));
  return hash.digest("hex");
}

function filesOf(name: string): string[] {
  const whole = path.join(projectRoot, name);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [name];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(projectRoot, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"),
    );
}

/** Runs `work` unless the note beside its result says that the same content gave it. */
export function isNoted(note: string, fingerprint: string): boolean {
  return existsSync(note) && readFileSync(note, "utf8") === fingerprint;
}
