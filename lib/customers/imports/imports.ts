import { createHash } from "node:crypto";
import type { z } from "zod";

import type { Prisma } from "@/lib/platform/database/generated/client";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { headerKey } from "./header";
import {
  type bringInInput,
  type chooseRowInput,
  largestImport,
  type Mapping,
  type mapImportInput,
  type oneImportInput,
  type Verdict,
  verdicts,
} from "./schema";

export const importStates = [
  "reading",
  "unreadable",
  "mapping",
  "checking",
  "checked",
  "importing",
  "done",
  "undoing",
  "undone",
  "failed",
] as const;
export type ImportState = (typeof importStates)[number];

/** States in which a worker has something to do. */
export const working: readonly ImportState[] = ["reading", "checking", "importing", "undoing"];

/** Keeps the file and lets a worker read it. */
export async function beginImport(
  tenant: TenantScope,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array<ArrayBuffer> },
  who: Doer = "worker",
): Promise<{ id: string }> {
  if (bytes.byteLength === 0) throw new Refusal("invalid", "imports.file.empty", { field: "file" });
  if (bytes.byteLength > largestImport)
    throw new Refusal("invalid", "imports.file.tooLarge", { field: "file" });
  return inTransaction(tenant, async (tx) => {
    const id = newId();
    await tx.db.storedFile.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id,
          sha256: createHash("sha256").update(bytes).digest("hex"),
          mediaType: "application/octet-stream",
          bytes,
          createdAt: tx.now,
        },
      ],
    });
    await tx.db.customerImport.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id,
          fileName: plainName(fileName),
          state: "reading",
          createdAt: tx.now,
          createdBy: tx.actor.id,
          createdByName: tx.actor.name ?? null,
        },
      ],
    });
    await leave(tx, id, who);
    return { id };
  });
}

const plainName = (name: string) =>
  (name.normalize("NFC").split(/[/\\]/).at(-1) ?? "")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200) || "file";

/** Who does what follows: a worker, or the caller itself (the command line), which then calls `workOnImport`. */
export type Doer = "worker" | "caller";

/** Leaves what follows to whoever does it. */
export const leave = async (tx: Tx, importId: string, who: Doer): Promise<void> => {
  if (who === "worker") await enqueue(tx, "imports.work", [{ tenantId: tx.tenantId, importId }]);
};

/** Says what the columns mean and lets a worker make the dry run; the same titles are read so next time. */
export async function mapImport(
  tenant: TenantScope,
  { id, version, ...mapping }: z.output<typeof mapImportInput>,
  who: Doer = "worker",
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const header = await headerAt(tx, id, mapping.headerLine);
    const { count } = await tx.db.customerImport.updateMany({
      where: { id, version, state: { in: ["mapping", "checked"] } },
      data: {
        ...header,
        mapping: mapping as unknown as Prisma.InputJsonValue,
        state: "checking",
        version: { increment: 1 },
      },
    });
    if (count === 0) throw await changedOrNotNow(tx, id, version);
    if (header.headerKey) {
      const saved = { columns: mapping.columns, savedAt: tx.now };
      const where = { headerKey: header.headerKey };
      const { count: known } = await tx.db.importMapping.updateMany({ where, data: saved });
      if (known === 0)
        await tx.db.importMapping.createMany({
          data: [{ tenantId: tx.tenantId, ...where, ...saved }],
          skipDuplicates: true,
        });
    }
    await leave(tx, id, who);
  });
}

/** Somebody else changed it since it was shown, or it is not the time. */
async function changedOrNotNow({ db }: Tx, id: string, version: number): Promise<Refusal> {
  const there = await db.customerImport.findFirst({ where: { id }, select: { version: true } });
  return new Refusal("conflict", there && there.version !== version ? "imports.changed" : "imports.notNow");
}

/** What follows from where the titles stand; lines above them belong to no row. */
export async function headerAt(
  { db }: Tx,
  importId: string,
  headerLine: number | null,
): Promise<{ titles: string[]; above: string[]; headerKey: string | null; rows: number }> {
  const upTo = await db.customerImportRow.findMany({
    where: { importId, line: { lte: headerLine ?? 0 } },
    orderBy: { line: "asc" },
    select: { line: true, cells: true },
  });
  const titles = upTo.find(({ line }) => line === headerLine)?.cells ?? [];
  return {
    titles,
    above: upTo.filter(({ line }) => line !== headerLine).map(({ cells }) => cells.join(" ").trim()),
    headerKey: titles.length > 0 ? createHash("sha256").update(headerKey(titles)).digest("hex") : null,
    rows: await db.customerImportRow.count({ where: { importId, line: { gt: headerLine ?? 0 } } }),
  };
}

/** Decides one row of which file and record disagree. */
export async function chooseRow(
  tenant: TenantScope,
  { id, line, choice }: z.output<typeof chooseRowInput>,
): Promise<void> {
  await inTransaction(tenant, async ({ db }) => {
    const { count } = await db.customerImportRow.updateMany({
      where: { importId: id, line, verdict: "conflict", import: { state: "checked" } },
      data: { choice },
    });
    if (count === 0) throw new Refusal("conflict", "imports.notNow");
  });
}

/** Brings in what was checked, as it was shown: by another policy than that nothing comes in. */
export const bringIn = (
  tenant: TenantScope,
  { id, version }: z.output<typeof bringInInput>,
  who: Doer = "worker",
): Promise<void> =>
  goOn(tenant, id, { from: [{ state: "checked" }], to: "importing", event: "import.begun", who, version });

/** Takes the whole import back, at any time; one that failed half-way too. */
export const undoWholeImport = (
  tenant: TenantScope,
  { id }: z.output<typeof oneImportInput>,
  who: Doer = "worker",
): Promise<void> =>
  goOn(tenant, id, {
    from: [{ state: "done" }, { state: "failed", problem: "importing" }],
    to: "undoing",
    event: "import.undone",
    who,
  });

/** Where nothing was brought in. */
const droppable: Prisma.CustomerImportWhereInput[] = [
  { state: { in: ["unreadable", "mapping", "checked"] } },
  { state: "failed", problem: { in: ["reading", "checking"] } },
];

/** Forgets a file of which nothing was brought in. */
export async function dropImport(
  tenant: TenantScope,
  { id }: z.output<typeof oneImportInput>,
): Promise<void> {
  await inTransaction(tenant, async ({ db }) => {
    const here = await db.customerImport.count({ where: { id, OR: droppable } });
    if (here === 0) throw new Refusal("conflict", "imports.notNow");
    await db.customerImportRow.deleteMany({ where: { importId: id } });
    await db.customerImport.deleteMany({ where: { id } });
    await db.storedFile.deleteMany({ where: { id } });
  });
}

async function goOn(
  tenant: TenantScope,
  id: string,
  {
    from,
    to,
    event,
    who,
    version,
  }: {
    from: { state: ImportState; problem?: ImportState }[];
    to: ImportState;
    event: string;
    who: Doer;
    version?: number;
  },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.customerImport.updateMany({
      where: { id, OR: from, ...(version !== undefined && { version }) },
      data: { state: to, problem: null, progress: 0, version: { increment: 1 } },
    });
    if (count === 0)
      throw version === undefined
        ? new Refusal("conflict", "imports.notNow")
        : await changedOrNotNow(tx, id, version);
    await recordEvent(tx, event, { kind: "import", id });
    await leave(tx, id, who);
  });
}

async function importOrRefuse(tx: Tx, id: string) {
  const row = await tx.db.customerImport.findFirst({ where: { id } });
  if (!row) throw new Refusal("not_found", "errors.not_found");
  return row;
}

/** How many rows have which verdict; every verdict is named. */
export type Totals = Record<Verdict, number>;

export interface ImportSummary {
  id: string;
  fileName: string;
  state: ImportState;
  version: number;
  problem: string | null;
  format: string | null;
  encoding: string | null;
  blankLines: number;
  above: string[];
  titles: string[];
  mapping: Mapping | null;
  rows: number;
  progress: number;
  isWorking: boolean;
  createdAt: Date;
  createdByName: string | null;
  finishedAt: Date | null;
  totals: Totals;
  /** Conflicts that nobody decided yet. */
  undecided: number;
  /** Rows of which something stayed when the import was taken back. */
  stayed: number;
}

/** An import with its numbers. */
export async function importSummary(tenant: TenantScope, id: string): Promise<ImportSummary> {
  return inTransaction(tenant, async (tx) => {
    const row = await importOrRefuse(tx, id);
    const counted = await tx.db.customerImportRow.groupBy({
      by: ["verdict"],
      where: { importId: id, verdict: { not: null } },
      _count: true,
    });
    const totals = Object.fromEntries(
      verdicts.map((verdict) => [verdict, counted.find((one) => one.verdict === verdict)?._count ?? 0]),
    ) as Totals;
    const where = { importId: id };
    return {
      id,
      fileName: row.fileName,
      state: row.state as ImportState,
      version: row.version,
      problem: row.problem,
      format: row.format,
      encoding: row.encoding,
      blankLines: row.blankLines,
      above: row.above,
      titles: row.titles,
      mapping: row.mapping as unknown as Mapping | null,
      rows: row.rows,
      progress: row.progress,
      isWorking: working.includes(row.state as ImportState),
      createdAt: row.createdAt,
      createdByName: row.createdByName,
      finishedAt: row.finishedAt,
      totals,
      undecided: await tx.db.customerImportRow.count({
        where: { ...where, verdict: "conflict", choice: null },
      }),
      stayed: await tx.db.customerImportRow.count({ where: { ...where, stays: { isEmpty: false } } }),
    };
  });
}

export type ImportRowLine = Pick<
  Prisma.CustomerImportRowGetPayload<object>,
  "line" | "cells" | "verdict" | "reason" | "column" | "choice" | "customerId" | "stays"
> & { repairs: unknown; differences: unknown };

/** Rows of a verdict, a page at a time. */
export const importRows = (
  tenant: TenantScope,
  id: string,
  {
    verdict,
    after = 0,
    atMost = 50,
    stayed = false,
  }: { verdict?: Verdict; after?: number; atMost?: number; stayed?: boolean },
): Promise<ImportRowLine[]> =>
  inTransaction(tenant, ({ db }) =>
    db.customerImportRow.findMany({
      where: {
        importId: id,
        line: { gt: after },
        ...(verdict ? { verdict } : {}),
        ...(stayed ? { stays: { isEmpty: false } } : {}),
      },
      orderBy: { line: "asc" },
      take: atMost,
      select: {
        line: true,
        cells: true,
        verdict: true,
        reason: true,
        column: true,
        choice: true,
        customerId: true,
        stays: true,
        repairs: true,
        differences: true,
      },
    }),
  );

/** The imports of a business, the newest first. */
export const importsOf = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db }) =>
    db.customerImport.findMany({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 50,
      select: { id: true, fileName: true, state: true, rows: true, createdAt: true, createdByName: true },
    }),
  );
