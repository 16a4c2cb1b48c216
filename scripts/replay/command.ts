import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { readFormExport } from "@/lib/enrollments/form-export";

import { type Month, type Replay, replayMonth } from "./month";
import { table } from "./table";

const usage = "npm run replay -- FILE --course SLUG [--tenant T] [--seed N] [--seats N] [--json]";

/** A sentence with what was wrong and an example; exit code 1. */
function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n${usage}\n`);
  process.exit(1);
}

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) fail(`--${name} must be a whole number, for example --${name} 7.`);
  return Number(text);
}

/** The command: reads the arguments, replays, prints, and ends the process: 0 when every check holds, else 1. */
export async function command(checks?: Replay["checks"]): Promise<never> {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        allowPositionals: true,
        options: {
          course: { type: "string" },
          tenant: { type: "string", default: "demo" },
          seed: { type: "string" },
          seats: { type: "string" },
          json: { type: "boolean", default: false },
        },
      });
    } catch (error) {
      fail(error instanceof Error ? error.message : "Unknown option.");
    }
  })();

  const [file] = positionals;
  if (!file) fail("FILE is missing: the export of an application form, for example applicants.csv.");
  if (!values.course) fail("--course is missing: the address of the course, for example --course lecture.");

  const bytes = (() => {
    try {
      return readFileSync(file);
    } catch {
      fail(`${file} cannot be read.`);
    }
  })();

  const month: Month = await replayMonth({
    rows: readFormExport(bytes, "Asia/Seoul"),
    courseSlug: values.course,
    tenantSlug: values.tenant,
    seed: wholeNumber(values.seed, "seed") ?? 1,
    seats: wholeNumber(values.seats, "seats") ?? null,
    ...(checks ? { checks } : {}),
  }).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

  process.stdout.write(values.json ? `${JSON.stringify(month, null, 2)}\n` : table(month));
  process.exit(month.checks.every(({ ok }) => ok) ? 0 : 1);
}
