import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../bootstrap/project-root";

/** A small house with one forbidden import in each room; every one must be named by the rule it breaks. */
const house: Record<string, string> = {
  "lib/platform/tenancy.ts": "export const inTransaction = 1;",
  "lib/platform/knows-a-domain.ts":
    'import { customer } from "../customers/customers"; export const a = customer;',
  "lib/rules/condition.ts":
    'import { inTransaction } from "../platform/tenancy"; export const b = inTransaction;',
  "lib/customers/customers.ts":
    'import { course } from "../courses/courses"; export const customer = course;',
  "lib/courses/courses.ts": "export const course = 1;",
  "lib/payments/payments.ts": 'import { course } from "../courses/courses"; export const payment = course;',
  "lib/worker/main.ts": "export const worker = 1;",
  "lib/web/session.ts": 'import { worker } from "../worker/main"; export const session = worker;',
  "components/ui/button.tsx":
    'import { course } from "../../lib/courses/courses"; export const button = course;',
  "components/course/card.tsx": 'import { b } from "../../lib/rules/condition"; export const card = b;',
  "app/page.tsx": 'import { worker } from "../lib/worker/main"; export const page = worker;',
  "lib/courses/round.ts": 'import { trip } from "./trip"; export const round = () => trip;',
  "lib/courses/trip.ts": 'import { round } from "./round"; export const trip = () => round;',
};

test("each forbidden import is found, by the rule made for it", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "dangol-house-"));
  for (const [name, text] of Object.entries(house)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), `${text}\n`);
  }
  writeFileSync(path.join(folder, "tsconfig.json"), "{}");
  const program = path.join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = path.join(projectRoot, ".dependency-cruiser.cjs");
  const { stdout } = spawnSync(
    process.execPath,
    [program, "--config", config, "-T", "json", "app", "components", "lib"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  rmSync(folder, { recursive: true });
  const found: { rule: { name: string }; from: string }[] = JSON.parse(stdout).summary.violations;
  const pairs = new Set(found.map(({ rule, from }) => `${rule.name}: ${from}`));
  expect([...pairs]).toEqual(
    expect.arrayContaining([
      "platform-knows-no-domain: lib/platform/knows-a-domain.ts",
      "rules-know-nothing: lib/rules/condition.ts",
      "customers-imports-downwards: lib/customers/customers.ts",
      "every-room-has-its-place: lib/payments/payments.ts",
      "web-skin-imports-lib-only: lib/web/session.ts",
      "ui-knows-no-domain: components/ui/button.tsx",
      "components-do-not-reach-the-database: components/course/card.tsx",
      "app-is-a-thin-skin: app/page.tsx",
      "nobody-imports-the-worker: app/page.tsx",
    ]),
  );
  expect([...pairs].some((pair) => pair.startsWith("no-cycles: lib/courses/"))).toBe(true);
});
