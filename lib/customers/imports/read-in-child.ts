import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { type Table, type TableLine, UnreadableTable } from "./text-table";

const program = fileURLToPath(new URL("./read-file.ts", import.meta.url));

/** What the process that reads may take: memory of its objects in MB, and time in milliseconds. */
const limits = { heapMb: 512, ms: 60_000 };

/**
 * Reads a file in a process of its own with limits: a file made to use up memory or time ends that process and nothing
 * else (G34). Rows are handed on as they come. Throws UnreadableTable.
 */
export async function readInChild(
  bytes: Uint8Array,
  take: (lines: TableLine[]) => Promise<void>,
  { heapMb, ms }: { heapMb: number; ms: number } = limits,
): Promise<Omit<Table, "lines">> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, "--import", "tsx", program],
    // Nothing of ours that a file could ask for: no addresses, no secrets.
    { stdio: ["pipe", "pipe", "ignore"], env: { NODE_ENV: "production" } },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const clock = setTimeout(() => child.kill("SIGKILL"), ms);
  child.stdin.on("error", () => {});
  child.stdin.end(bytes);
  let about: Omit<Table, "lines"> | undefined;
  let whole = false;
  try {
    for await (const said of createInterface({ input: child.stdout })) {
      const value: unknown = JSON.parse(said);
      if (value === "end") whole = true;
      else if (Array.isArray(value)) await take(value as TableLine[]);
      else if (isRefusal(value)) throw new UnreadableTable(value.refused);
      else about = value as Omit<Table, "lines">;
    }
    await ended;
  } finally {
    clearTimeout(clock);
    child.kill("SIGKILL");
  }
  if (!whole || !about) throw new UnreadableTable("tooMuch");
  return about;
}

const isRefusal = (value: unknown): value is { refused: UnreadableTable["reason"] } =>
  typeof value === "object" && value !== null && "refused" in value;
