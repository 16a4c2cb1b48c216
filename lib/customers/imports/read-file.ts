import { readTextTable, UnreadableTable } from "./text-table";
import { readXlsxTable } from "./xlsx-table";

// The process that opens other people's files: see read-in-child.ts. Bytes come in, and the table goes out as lines of JSON.

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const bytes = Buffer.concat(chunks);
const isZip = bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));

const say = (value: unknown) =>
  new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(value)}\n`, () => resolve()));

try {
  const { lines, ...about } = isZip ? await readXlsxTable(bytes) : readTextTable(bytes);
  await say(about);
  for (let from = 0; from < lines.length; from += 500) await say(lines.slice(from, from + 500));
  await say("end");
} catch (error) {
  await say({ refused: error instanceof UnreadableTable ? error.reason : "unreadable" });
}
