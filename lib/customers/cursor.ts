import type { z } from "zod";

/** Where a page of a list ended, as it stands in an address. Opaque to people, and refused calmly when it is not ours. */
export const writeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** Null for nothing, or for something we did not write: then the list begins at its beginning. */
export function readCursor<Schema extends z.ZodType>(
  given: string | undefined,
  schema: Schema,
): z.output<Schema> | null {
  if (!given || given.length > 600) return null;
  try {
    const read = schema.safeParse(JSON.parse(Buffer.from(given, "base64url").toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
