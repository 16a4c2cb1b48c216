import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "@/scripts/bootstrap/project-root";

const read = (file: string) => JSON.parse(readFileSync(path.join(projectRoot, ".next-test", file), "utf8"));

/** Pages for errors: they answer at no address of their own. */
const noAddress = new Set(["/_global-error", "/_not-found"]);

/** Every page and route handler of the production build. */
export function builtRoutes(): string[] {
  const manifest: Record<string, string> = read("app-path-routes-manifest.json");
  return [...new Set(Object.values(manifest))].filter((route) => !noAddress.has(route)).sort();
}

export interface BuiltAction {
  id: string;
  /** File and exported name. */
  name: string;
  /** Routes whose pages carry it, as the build manifest names them. */
  pages: string[];
}

/** Every server action of the production build. */
export function builtActions(): BuiltAction[] {
  const routeOf: Record<string, string> = read("app-path-routes-manifest.json");
  const manifest: {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  } = read("server/server-reference-manifest.json");
  return Object.entries(manifest.node)
    .map(([id, { filename, exportedName, workers }]) => ({
      id,
      name: `${filename}#${exportedName}`,
      pages: Object.keys(workers)
        .map((worker) => routeOf[worker.replace(/^app/, "")])
        .filter((route) => route !== undefined)
        .sort(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
