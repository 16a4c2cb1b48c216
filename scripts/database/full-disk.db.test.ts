import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { refuseFullDisk } from "../bootstrap/data-folder";
import { PlainError } from "../bootstrap/plain-error";
import { inOneSentence, startEmbeddedPostgres } from "./embedded-postgres";

const oneSentence =
  /^The disk .*is full.+free at least 200 MB, or .+for example DANGOL_DATA_DIR=\S+ npm start$/;

test.each([
  'could not write to file "pg_wal/xlogtemp.42": No space left on device',
  "FATAL:  could not extend file: No space left on device\nHINT:  Check free disk space.",
  "Error: ENOSPC: no space left on device, write",
])("what Postgres says of a full disk becomes one sentence: %s", (said) => {
  expect(inOneSentence(said, "/data")).toMatch(oneSentence);
});

test("control: another trouble is not called a full disk", () => {
  expect(inOneSentence("FATAL:  could not create shared memory segment", "/data")).not.toMatch(/full/);
});

test("a disk with room is not refused", () => {
  expect(() => refuseFullDisk(tmpdir())).not.toThrow();
});

const disk = mkdtempSync(path.join(tmpdir(), "dangol-full-"));
const mounted =
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=16m,mode=755", "tmpfs", disk]).status === 0;

/** Only root may mount a disk that is small enough to fill. */
describe.runIf(mounted)("on a disk of 16 MB (root only)", () => {
  test("a start is refused before it begins", () => {
    expect(() => refuseFullDisk(disk)).toThrow(PlainError);
    expect(() => refuseFullDisk(disk)).toThrow(oneSentence);
  });

  test("a database that fills it while it is made says so", async () => {
    const wish = { folder: path.join(disk, "data"), password: "full", durable: false };
    const error = await startEmbeddedPostgres(wish).catch((reason) => reason);
    expect(error).toBeInstanceOf(PlainError);
    expect(error.message).toMatch(oneSentence);
  });
});

afterAll(() => {
  if (mounted) spawnSync("umount", [disk]);
  rmSync(disk, { recursive: true, force: true });
});
