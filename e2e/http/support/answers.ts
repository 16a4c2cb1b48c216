import type { Subjects } from "../../support/addresses";
import type { Seen } from "../../support/people";

const flightPush = /self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g;

const scripts = /<script\b[\s\S]*?<\/script>/g;

/** What the framework puts around a part of a page that comes a moment after the rest; whether one does is a race. */
const aroundLateParts = /^<(!--|\/?template|div hidden(?:="")? id="S:)/;

/**
 * An answer without what differs from load to load: the nonce, the words of the address that was asked for, and the order,
 * numbers and wrappings in which the framework streams the parts of a page. What remains is every piece of it, in alphabetical order.
 */
export function plain({ status, headers, location, body }: Seen, subjects: Subjects): string {
  const nonce = /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
  let text = `${status} ${location ?? ""}\n<body>${body}`;
  if (nonce) text = text.replaceAll(nonce, "NONCE");
  const { tokens, ...ids } = subjects;
  for (const value of [...Object.values(ids), ...Object.values(tokens)].sort((a, b) => b.length - a.length))
    text = text.replaceAll(value, "X");
  const flight = [...text.matchAll(flightPush)].map(([, quoted]) => JSON.parse(quoted as string)).join("");
  const markup = text.replaceAll(scripts, "").split(/(?=<)/);
  const rows = flight
    .split("\n")
    .map((row) => row.replace(/^[0-9a-f]+:/, "").replaceAll(/"\$[A-Za-z]?[0-9a-f]+(?::[\w:]+)?"/g, "$"));
  const own = markup.filter((piece) => !aroundLateParts.test(piece));
  const pieces = [...new Set([...own, ...rows])];
  return pieces.sort().join("\n");
}

/** The streamed rows without their numbers: each ends with its line, but for texts, which say how long they are. */
function rowsOf(flight: string): string[] {
  const rows: string[] = [];
  let rest = Buffer.from(flight);
  while (rest.length > 0) {
    const [head = "", bytes] = /^[0-9a-f]*:(?:T([0-9a-f]+),)?/.exec(rest.toString("latin1", 0, 40)) ?? [];
    const line = rest.indexOf("\n");
    const end = bytes ? head.length + Number.parseInt(bytes, 16) : line < 0 ? rest.length : line;
    rows.push(rest.toString("utf8", head.length, end));
    rest = rest.subarray(bytes ? end : end + 1);
  }
  return rows;
}

/**
 * Everything that a page says, to whoever looks and to whoever reads its source, however the framework cut it into parts,
 * which depends on how busy the machine is: the pieces of its markup and every text in its stream. `same` makes equal
 * what may differ; it is given the pieces, since the stream counts its bytes.
 */
export function contentOf(
  { status, headers, body }: Pick<Seen, "status" | "headers" | "body">,
  same: (piece: string) => string,
): string {
  const nonce = /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
  const flight = [...body.matchAll(flightPush)].map(([, quoted]) => JSON.parse(quoted as string)).join("");
  const texts = rowsOf(flight).flatMap((row) => row.match(/"(?:[^"\\]|\\.)*"/g) ?? [row]);
  const markup = body.replaceAll(scripts, "").split(/(?=<)/);
  const pieces = markup.filter((piece) => !aroundLateParts.test(piece));
  const all = [`${status}`, ...pieces, ...texts.filter((text) => !text.startsWith('"$'))];
  const plainly = (piece: string) => same(nonce ? piece.replaceAll(nonce, "NONCE") : piece);
  return [...new Set(all.map(plainly))].sort().join("\n");
}

/** Where two texts part, to show it; empty when they are the same. */
export function difference(one: string, two: string): string {
  if (one === two) return "";
  let at = 0;
  while (one[at] === two[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60).replaceAll("\n", " ");
  return `"${around(one)}" and "${around(two)}"`;
}

/** Runs the work for every item, so many at a time, and answers in order. */
export async function together<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const inTurn = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as Item, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, inTurn));
  return results;
}
