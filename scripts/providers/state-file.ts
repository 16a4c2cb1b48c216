import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Keeps one JSON value in a file: written soon after a change and at the end, by rename so that a kill leaves the old one. */
export function createStateFile<T>(path: string | undefined, read: () => T) {
  let timer: NodeJS.Timeout | undefined;
  function write() {
    clearTimeout(timer);
    timer = undefined;
    if (!path) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(read()), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return {
    /** What an earlier process kept; undefined when there is nothing readable. */
    load(): T | undefined {
      if (!path || !existsSync(path)) return undefined;
      try {
        return JSON.parse(readFileSync(path, "utf8")) as T;
      } catch {
        return undefined;
      }
    },
    changed() {
      if (path) timer ??= setTimeout(write, 250);
    },
    close: write,
  };
}
