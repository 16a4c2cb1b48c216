import { z } from "zod";

/** Rises when a file could not be read as before. */
export const formatVersion = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

export const entryNames = {
  manifest: "manifest.json",
  refusals: "refused-addresses.jsonl",
  table: (name: string) => `tables/${name}.jsonl`,
  file: (id: string) => `files/${id}`,
} as const;

/** Names that an archive of ours may hold: nothing that could be a path to elsewhere. */
export const isEntryName = (name: string): boolean =>
  name === entryNames.manifest ||
  name === entryNames.refusals ||
  /^tables\/[a-z][a-z_]{0,62}\.jsonl$/.test(name) ||
  /^files\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

/** What a file with everything of a business says of itself. Names of tables and columns are those of the database. */
export const manifestShape = z.strictObject({
  format: z.literal("dangol-tenant"),
  formatVersion: z.literal(formatVersion),
  /** Business time. */
  madeAt: z.iso.datetime(),
  tenant: z.strictObject({ slug: z.string().max(50), name: z.string().max(1000) }),
  /** Tells whether keyed hashes of this file hold where it is taken in; the secret itself cannot be found from it. */
  secretMark: z.string().max(100),
  members: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string().max(1000),
      email: z.string().max(320),
      role: z.string().max(40),
    }),
  ),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z][a-z_]{0,62}$/),
      columns: z.array(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)).max(200),
      count,
      /** SHA-256 of the table's lines without references to members, in the order of the key. */
      content: sha256,
    }),
  ),
  entries: z.array(z.strictObject({ name: z.string().refine(isEntryName), bytes: count, sha256 })),
});
export type Manifest = z.output<typeof manifestShape>;
