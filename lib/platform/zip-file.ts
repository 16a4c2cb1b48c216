import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface ZipEntry {
  name: string;
  /** 0 leaves it as it is, 9 is smallest and slowest. */
  level: number;
  /** Asked for when everything before it is written. */
  chunks: () => AsyncIterable<Uint8Array>;
}

/**
 * A zip, written as its entries come: the reader sets the pace, and a chunk is the most that is held. An error on the way breaks the
 * file off, so that half of it is never taken for the whole; a reader that goes away ends the entry that is being written.
 */
export function zipFile(entries: readonly ZipEntry[]): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const fail = (error: Error) => out.destroy(error);
  zip.once("error", fail);
  for (const { name, level, chunks } of entries)
    zip.addReadStreamLazy(name, { compressionLevel: level }, (give) => {
      const source = Readable.from(chunks());
      source.once("error", fail);
      const end = () => source.destroy();
      out.once("close", end);
      source.once("close", () => out.off("close", end));
      give(null, source);
    });
  zip.end();
  return out;
}
