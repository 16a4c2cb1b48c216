import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";

import { entryNames, formatVersion, isEntryName, type Manifest, manifestShape } from "./manifest";

export type BadArchiveReason =
  | "unreadable"
  | "wrongVersion"
  | "strangeEntry"
  | "missingEntry"
  | "tooMuch"
  | "damaged"
  | "doesNotFit"
  | "differs"
  | "notEmpty";

/** Why a file is not taken in, and of which entry or table. Holds no content. */
export class BadArchive extends Error {
  constructor(
    readonly reason: BadArchiveReason,
    readonly about: string | null = null,
  ) {
    super(about ? `${reason}: ${about}` : reason);
  }
}

/**
 * What a file may unfold to, as with workbooks (lib/customers/imports/xlsx-table.ts), only larger: everything is read as it unfolds, so
 * that memory follows a line and not the file. Bytes.
 */
export const limits = {
  entries: 1_000_000,
  unfolded: 64 * 2 ** 30,
  manifest: 256 * 2 ** 20,
  storedFile: 64 * 2 ** 20,
  line: 32 * 2 ** 20,
  /** Lines of JSON fold to a twentieth; a thousandth is a bomb. Not asked of small entries. */
  ratio: 300,
  ratioAsksFrom: 2 ** 20,
};
export type Limits = typeof limits;

/** A file of ours, opened: nothing in it is believed before `verifyArchive`. */
export interface Archive {
  manifest: Manifest;
  names: ReadonlySet<string>;
  read: (name: string) => Promise<Readable>;
  close: () => void;
}

/** Opens a file and reads its manifest. Its directory is added up before anything unfolds. Throws BadArchive. */
export async function openArchive(path: string, most: Limits = limits): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new BadArchive("unreadable");
  });
  try {
    const entries = await entriesOf(zip, most);
    const read = async (name: string): Promise<Readable> => {
      const entry = entries.get(name);
      if (!entry) throw new BadArchive("missingEntry", name);
      return zip.openReadStreamPromise(entry).catch(() => {
        throw new BadArchive("damaged", name);
      });
    };
    const manifest = manifestIn(
      await whole(await read(entryNames.manifest), entryNames.manifest, most.manifest),
    );
    return { manifest, names: new Set(entries.keys()), read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile, most: Limits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unfolded = 0;
  if (zip.entryCount > most.entries) throw new BadArchive("tooMuch");
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName, uncompressedSize, compressedSize } = entry;
      // Also keeps out everything that could be a path to elsewhere.
      if (!isEntryName(fileName) || entries.has(fileName) || entry.isEncrypted())
        throw new BadArchive("strangeEntry", fileName.slice(0, 200));
      unfolded += uncompressedSize;
      const own =
        fileName === entryNames.manifest
          ? most.manifest
          : fileName.startsWith("files/")
            ? most.storedFile
            : most.unfolded;
      const folded = uncompressedSize / Math.max(1, compressedSize);
      if (
        unfolded > most.unfolded ||
        uncompressedSize > own ||
        (uncompressedSize > most.ratioAsksFrom && folded > most.ratio)
      )
        throw new BadArchive("tooMuch", fileName);
      entries.set(fileName, entry);
    }
  } catch (error) {
    throw error instanceof BadArchive ? error : new BadArchive("unreadable");
  }
  return entries;
}

function manifestIn(text: Buffer): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text.toString("utf8"));
  } catch {
    throw new BadArchive("damaged", entryNames.manifest);
  }
  const said = json as { format?: unknown; formatVersion?: unknown } | null;
  if (said?.format !== "dangol-tenant") throw new BadArchive("unreadable");
  if (said.formatVersion !== formatVersion)
    throw new BadArchive("wrongVersion", String(said.formatVersion).slice(0, 20));
  const manifest = manifestShape.safeParse(json);
  if (!manifest.success) throw new BadArchive("damaged", entryNames.manifest);
  return manifest.data;
}

/** Reads every entry once and holds it against the manifest: nothing may be missing, added or changed by a bit. Throws BadArchive. */
export async function verifyArchive({ manifest, names, read }: Archive): Promise<void> {
  const told = new Set(manifest.entries.map(({ name }) => name));
  for (const name of names)
    if (name !== entryNames.manifest && !told.has(name)) throw new BadArchive("strangeEntry", name);
  if (told.size !== manifest.entries.length) throw new BadArchive("damaged", entryNames.manifest);
  for (const { name } of manifest.tables)
    if (!told.has(entryNames.table(name))) throw new BadArchive("missingEntry", entryNames.table(name));
  for (const { name, bytes, sha256 } of manifest.entries) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of chunksOf(await read(name), name)) {
      hash.update(chunk);
      size += chunk.byteLength;
    }
    if (size !== bytes || hash.digest("hex") !== sha256) throw new BadArchive("damaged", name);
  }
}

async function* chunksOf(stream: Readable, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch {
    throw new BadArchive("damaged", name);
  } finally {
    stream.destroy();
  }
}

/** An entry that is small enough to be held. */
export async function whole(stream: Readable, name: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(stream, name)) {
    size += chunk.byteLength;
    if (size > most) throw new BadArchive("tooMuch", name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const portion = { lines: 500, bytes: 2 * 2 ** 20 };

/** The lines of a table, a portion at a time. */
export async function* linesIn(archive: Archive, name: string): AsyncGenerator<string[]> {
  let lines: string[] = [];
  let size = 0;
  let rest: Buffer[] = [];
  let restSize = 0;
  for await (const chunk of chunksOf(await archive.read(name), name)) {
    let from = 0;
    for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...rest, chunk.subarray(from, end)]);
      [rest, restSize, from] = [[], 0, end + 1];
      lines.push(line.toString("utf8"));
      size += line.byteLength;
      if (lines.length < portion.lines && size < portion.bytes) continue;
      yield lines;
      [lines, size] = [[], 0];
    }
    rest.push(chunk.subarray(from));
    restSize += chunk.byteLength - from;
    if (restSize > limits.line) throw new BadArchive("tooMuch", name);
  }
  if (restSize > 0) throw new BadArchive("damaged", name);
  if (lines.length > 0) yield lines;
}
