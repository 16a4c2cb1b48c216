import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/tenants/tenants";
import { PlainError } from "../bootstrap/plain-error";
import { runToEnd } from "../bootstrap/run-to-end";
import { importCommand, type Report } from "./command";

let owner: TenantScope;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "dangol-import-"));
  const made = await makeTenant({
    slug: "command-line",
    name: "명령줄",
    owner: { email: "owner@command.dangol.test", name: "이가람", password: "long-enough-1" },
  });
  owner = made.owner;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closeQueue();
  await closeDatabase();
});

const asked = (...args: string[]) => importCommand(["--tenant", "command-line", ...args], folder);
const reported = async (...args: string[]): Promise<Report> => JSON.parse(await asked(...args, "--json"));
const count = () => inTransaction(owner, ({ db }) => db.customer.count());

test("a file is tried, brought in by a policy, and taken back", async () => {
  const file = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  file(
    "a.csv",
    "2024년 명단\n\n이름,연락처,업종\n김하나,1012340001,꽃집\n이둘,없음,\n\n박셋,010-1234-0003,카페\n",
  );
  const dry = await reported("a.csv", "--dry-run");
  expect(dry).toMatchObject({ rows: 3, created: 2, updated: 0, skipped: 0, conflicts: [], importId: null });
  expect(dry.refused).toEqual([{ line: 5, reason: "customers.phone.not_a_number" }]);
  expect([dry.titleLines, dry.blankLines]).toEqual([["2024년 명단"], 2]);
  expect(await count()).toBe(0);
  expect(await inTransaction(owner, ({ db }) => db.customerImport.count())).toBe(0);

  const first = await reported("a.csv");
  expect(await count()).toBe(2);
  file("b.csv", "이름,연락처,업종\n김하나,01012340001,서점\n");
  const asked = await reported("b.csv");
  expect(asked).toMatchObject({ updated: 0, conflicts: [{ line: 2, reason: "imports.row.differs" }] });
  const theirs = await reported("b.csv", "--policy", "theirs");
  expect(theirs).toMatchObject({ rows: 1, updated: 1, conflicts: [] });
  const trade = () =>
    inTransaction(
      owner,
      async ({ db }) => (await db.customer.findFirst({ where: { name: "김하나" } }))?.trade,
    );
  expect(await trade()).toBe("서점");

  await reported("--undo", theirs.importId ?? "");
  expect(await trade()).toBe("꽃집");
  await reported("--undo", first.importId ?? "");
  expect(await count()).toBe(0);
});

test("what is wrong is said in a sentence", async () => {
  for (const [args, sentence] of [
    [["no-such-file.csv"], "no-such-file.csv cannot be read"],
    [["a.csv", "--policy", "mine"], "--policy must be theirs, ours or blanks"],
    [["--undo", "01a217bd-86ef-7731-bbda-529f31ace6fb"], "not possible now"],
    [["--dry-runn"], "--dry-runn"],
  ] as const) {
    await expect(asked(...args)).rejects.toThrow(PlainError);
    await expect(asked(...args)).rejects.toThrow(sentence);
  }
});

test("as a program it reads files where it was called, prints, and ends with 1 for what is wrong", async () => {
  const run = (...args: string[]) =>
    runToEnd(["scripts/start.mjs", "--inside", "scripts/import.ts", "--tenant", "command-line", ...args], {
      ...process.env,
      INIT_CWD: folder,
    });
  writeFileSync(path.join(folder, "c.csv"), "이름,연락처\n최넷,010-1234-0004\n");
  const dry = await run("c.csv", "--dry-run");
  expect([dry.status, dry.output]).toEqual([0, expect.stringMatching(/created +1/)]);
  const wrong = await run("no-such-file.csv");
  expect([wrong.status, wrong.output]).toEqual([
    1,
    expect.stringContaining("no-such-file.csv cannot be read"),
  ]);
});
