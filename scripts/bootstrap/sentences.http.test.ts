import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { launch, newDataFolder } from "../checks/launcher";
import { freePort } from "./free-port";

const folder = newDataFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusal(env: Record<string, string>, args: string[] = []) {
  const launcher = launch({ DANGOL_DATA_DIR: folder, ...env }, args);
  const code = await launcher.ended;
  return { code, said: launcher.said().trim() };
}

test("a taken port is told in one sentence with the name and an example", async () => {
  const taken = createServer().listen(0);
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await refusal({ PORT: String(port) })).toEqual({
    code: 1,
    said: `Port ${port} is taken by another program: choose another, for example PORT=${port + 1} npm start`,
  });
  expect((await refusal({ PORT: String(port) }, ["--doctor"])).said).toContain(`Port ${port} is taken`);
  taken.close();
});

test("a database that does not answer is told without its password", async () => {
  const port = String(await freePort());
  const { code, said } = await refusal({
    PORT: port,
    DATABASE_URL: "postgresql://owner:hidden@127.0.0.1:1/dangol",
  });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^DATABASE_URL: no Postgres answers at 127\.0\.0\.1:1 .+for example DATABASE_URL=\S+$/,
  );
  expect(said).not.toContain("hidden");
});

test("wrong and missing variables are told, one sentence each", async () => {
  const { code, said } = await refusal({ DANGOL_MODE: "production", PORT: "3999" });
  expect(code).toBe(1);
  expect(said.split("\n").map((line) => line.split(" ")[0])).toEqual([
    "DANGOL_SECRET",
    "BASE_URL",
    "SMTP_URL",
    "MAIL_FROM",
    "DATABASE_URL",
  ]);
  expect((await refusal({ LOG_LEVEL: "loud" })).said).toMatch(
    /^LOG_LEVEL is not valid: .+for example LOG_LEVEL=info\.$/,
  );
});

test.each([
  [
    "beside a given server a script wants its secret",
    ["--run", "scripts/replay.ts"],
    /^DANGOL_SECRET is missing: .+for example/,
  ],
  [
    "the password is changed by the owner only",
    ["--rotate-app-password"],
    /^DATABASE_URL is missing: .+for example DATABASE_URL=/,
  ],
])("%s", async (_, args, sentence) => {
  const given = { DATABASE_URL: "postgresql://owner:hidden@127.0.0.1:1/dangol" };
  const { code, said } = await refusal(args[0] === "--run" ? given : {}, args);
  expect(code).toBe(1);
  expect(said).toMatch(sentence);
});

test("the app's own address that does not answer is told by its name", async () => {
  const { said } = await refusal({
    DATABASE_APP_URL: "postgresql://dangol_app:hidden@127.0.0.1:1/dangol",
    PORT: String(await freePort()),
  });
  expect(said).toMatch(/^DATABASE_APP_URL: no Postgres answers .+for example DATABASE_APP_URL=\S+$/);
  expect(said).not.toContain("hidden");
});

test("a script that does not exist is refused with what is known", async () => {
  expect(await refusal({}, ["--nonsense"])).toMatchObject({
    code: 1,
    said: expect.stringContaining("--run FILE"),
  });
});
