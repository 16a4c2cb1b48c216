import { createHash } from "node:crypto";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/** The same JSON with its keys in order, so that equal definitions are equal texts (kits compare them by hash). */
export function canonical(value: unknown): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value as Record<string, unknown>).filter(
      ([, inner]) => inner !== undefined,
    );
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
  }
  return value as Json;
}

export const bodyHash = (body: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(canonical(body)))
    .digest("hex");
