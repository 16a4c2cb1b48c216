import { ourIdField } from "./message-body";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const deepest = 4;

/**
 * Our ids in a report of Solapi's, each once. The shape of reports is nowhere written down: whatever carries our own field, at
 * any of the upper levels, names one of our messages. What cannot be read names none.
 */
export function hintedIds(body: string): string[] {
  const found = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > deepest) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === ourIdField && typeof inner === "string" && uuid.test(inner)) found.add(inner);
      else look(inner, depth + 1);
    }
  };
  look(readJson(body), 0);
  return [...found];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
