import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { createTranslator } from "use-intl/core";

import {
  beginImport,
  bringIn,
  dropImport,
  type ImportSummary,
  importRows,
  importSummary,
  mapImport,
  undoWholeImport,
} from "@/lib/customers/imports/imports";
import { mappingShape, type Policy, policies, type Verdict } from "@/lib/customers/imports/schema";
import { workOnImport } from "@/lib/customers/imports/work";
import { messagesOf } from "@/lib/platform/i18n/messages";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { Refusal } from "@/lib/platform/refusal";
import { systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { tenantBySlug } from "@/lib/tenants/tenants";
import { PlainError } from "../bootstrap/plain-error";

const words = createTranslator({ locale: "en", messages: messagesOf("en") });

const usage = `npm run import -- FILE --tenant T [--dry-run] [--policy theirs|ours|blanks] [--json]
npm run import -- --undo IMPORT --tenant T [--json]`;

/** A sentence with what was wrong, and how the command is given. */
function fail(sentence: string): never {
  throw new PlainError(`${sentence}\n${usage}`);
}

export interface Report {
  /** Rows of the file; titles and blank lines are none. */
  rows: number;
  created: number;
  updated: number;
  skipped: number;
  conflicts: { line: number; reason: string | null; differences: unknown }[];
  refused: { line: number; reason: string | null }[];
  /** Null after a dry run, which leaves nothing behind. */
  importId: string | null;
  titleLines: string[];
  blankLines: number;
}

/** Brings a list of customers in, or takes one back; answers a report. */
export async function importCommand(args: string[], folder: string): Promise<string> {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: {
          tenant: { type: "string", default: "demo" },
          "dry-run": { type: "boolean", default: false },
          policy: { type: "string", default: "ask" },
          undo: { type: "string" },
          json: { type: "boolean", default: false },
        },
      });
    } catch (error) {
      fail(error instanceof Error ? error.message : "Unknown option.");
    }
  })();
  const tenant = await tenantBySlug(values.tenant);
  if (!tenant) fail(`There is no tenant ${values.tenant}: for example --tenant demo.`);
  const scope = systemScope(tenant.id);
  const say = (report: object) => (values.json ? JSON.stringify(report, null, 2) : inWords(report));
  try {
    if (values.undo) return say(await undo(scope, values.undo));
    const policy = policies.find((one) => one === values.policy);
    if (!policy) fail(`--policy must be theirs, ours or blanks, not ${values.policy}.`);
    const [fileName] = positionals;
    if (!fileName) fail("FILE is missing: a list of customers, for example customers.csv.");
    const file = { fileName: path.basename(fileName), bytes: bytesOf(folder, fileName) };
    return say(await bring(scope, file, policy, values["dry-run"]));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fail(refusalWords(words, error));
  }
}

function bytesOf(folder: string, file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path.resolve(folder, file)));
  } catch {
    fail(`${file} cannot be read.`);
  }
}

async function bring(
  scope: TenantScope,
  file: Parameters<typeof beginImport>[1],
  policy: Policy,
  dryRun: boolean,
): Promise<Report> {
  const { id } = await beginImport(scope, file, "caller");
  await workOnImport(scope, id);
  const read = await importSummary(scope, id);
  if (read.state === "unreadable") throw new Refusal("invalid", `imports.problem.${read.problem}`);
  const mapping = mappingShape.safeParse({ ...read.mapping, policy });
  if (!mapping.success) throw new Refusal("invalid", mapping.error.issues[0]?.message ?? "errors.invalid");
  await mapImport(scope, { id, version: read.version, ...mapping.data }, "caller");
  await workOnImport(scope, id);
  if (dryRun) {
    const report = await reportOf(scope, id);
    await dropImport(scope, { id });
    return { ...report, importId: null };
  }
  await bringIn(scope, { id, version: (await importSummary(scope, id)).version }, "caller");
  await workOnImport(scope, id);
  return reportOf(scope, id);
}

async function reportOf(scope: TenantScope, id: string): Promise<Report> {
  const summary: ImportSummary = await importSummary(scope, id);
  const all = async (verdict: Verdict) => {
    const found: Awaited<ReturnType<typeof importRows>> = [];
    for (;;) {
      const page = await importRows(scope, id, { verdict, after: found.at(-1)?.line ?? 0, atMost: 1000 });
      if (page.length === 0) return found;
      found.push(...page);
    }
  };
  return {
    rows: summary.rows,
    created: summary.totals.create,
    updated: summary.totals.update,
    skipped: summary.totals.skip,
    conflicts: (await all("conflict")).map(({ line, reason, differences }) => ({
      line,
      reason,
      differences,
    })),
    refused: (await all("refuse")).map(({ line, reason }) => ({ line, reason })),
    importId: id,
    titleLines: summary.above,
    blankLines: summary.blankLines,
  };
}

async function undo(scope: TenantScope, id: string) {
  await undoWholeImport(scope, { id }, "caller");
  await workOnImport(scope, id);
  const stays = await importRows(scope, id, { stayed: true, atMost: 1000 });
  return { importId: id, stays: stays.map(({ line, stays: reasons }) => ({ line, reasons })) };
}

/** A short table; reasons stand in words. */
function inWords(report: object): string {
  return Object.entries(report)
    .map(([name, value]) => {
      if (!Array.isArray(value)) return `${name.padEnd(12)} ${value}`;
      const lines = value.slice(0, 50).map((one) => {
        if (typeof one !== "object" || one === null) return `  ${String(one)}`;
        const {
          line,
          reason,
          reasons = reason ? [reason] : [],
        } = one as { line: number; reason?: string; reasons?: string[] };
        return `  line ${line}: ${reasons.map((each) => refusalWords(words, { reason: each })).join(" ")}`;
      });
      return [`${name.padEnd(12)} ${value.length}`, ...lines].join("\n");
    })
    .join("\n");
}
