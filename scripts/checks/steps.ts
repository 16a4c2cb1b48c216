import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../bootstrap/project-root";
import { runToEnd } from "../bootstrap/run-to-end";

export interface Outcome {
  passed: number;
  failed: number;
}

export interface Step {
  name: string;
  /** Throws or counts a failure; what it says is shown when it fails. */
  run(): Promise<Outcome & { said: string }>;
}

/** Runs the groups one after the other, each step with its time; after a group with a failure the rest are not run. */
export async function inTurn(groups: Step[][]): Promise<Outcome> {
  const sum = { passed: 0, failed: 0 };
  for (const group of groups) {
    for (const step of group) {
      const outcome = await timed(step);
      sum.passed += outcome.passed;
      sum.failed += outcome.failed;
    }
    if (sum.failed) break;
  }
  return sum;
}

async function timed(step: Step): Promise<Outcome> {
  const began = performance.now();
  const outcome = await step
    .run()
    .catch((error) => ({ passed: 0, failed: 1, said: String(error?.stack ?? error) }));
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  const count =
    outcome.passed + outcome.failed > 1 ? `  ${outcome.passed} passed, ${outcome.failed} failed` : "";
  process.stdout.write(`${outcome.failed ? "FAIL" : "ok  "} ${seconds} s  ${step.name}${count}\n`);
  if (outcome.failed) process.stdout.write(`${outcome.said.trim()}\n`);
  return outcome;
}

/** A program of `node_modules` that passes or fails as a whole. */
export function tool(name: string, args: string[], env: Record<string, string> = {}): Step {
  return {
    name,
    async run() {
      const { status, output } = await runToEnd(args, { ...process.env, ...env });
      return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, said: output };
    },
  };
}

/** One project of the vitest configuration, counted test by test. */
export function vitest(name: string, project: string): Step {
  return {
    name,
    async run() {
      const report = path.join(projectRoot, `test-results/vitest-${project}-${process.pid}.json`);
      const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--passWithNoTests"];
      const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
      const { status, output } = await runToEnd([...args, ...reporters], { ...process.env, NO_COLOR: "1" });
      const counted = read(report);
      rmSync(report, { force: true });
      const passed = Number(counted?.["numPassedTests"] ?? 0);
      const failed = Number(counted?.["numFailedTests"] ?? 0);
      return { passed, failed: status === 0 ? 0 : Math.max(1, failed), said: output };
    },
  };
}

/** The browser tests, counted test by test. A test that passed at the second try counts as failed. */
export function playwright(name: string, env: Record<string, string>): Step {
  return {
    name,
    async run() {
      const report = path.join(projectRoot, `test-results/playwright-${process.pid}.json`);
      const { status, output } = await runToEnd(
        ["node_modules/@playwright/test/cli.js", "test", "--reporter=line,json"],
        {
          ...process.env,
          ...env,
          NO_COLOR: "1",
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      );
      const stats = (read(report)?.["stats"] ?? {}) as Record<string, number>;
      rmSync(report, { force: true });
      const failed = (stats["unexpected"] ?? 0) + (stats["flaky"] ?? 0);
      return {
        passed: stats["expected"] ?? 0,
        failed: status === 0 && !failed ? 0 : Math.max(1, failed),
        said: output,
      };
    },
  };
}

function read(file: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
