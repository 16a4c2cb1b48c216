import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
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

/** Steps one after the other; several such rows of one stage run beside each other, since none of them keeps two cores busy. */
export type Lane = Step[];

/** Runs the stages one after the other, the lanes of each side by side; after a stage with a failure the rest are not run. */
export async function inTurn(stages: Lane[][]): Promise<Outcome> {
  const sum = { passed: 0, failed: 0 };
  for (const lanes of stages) {
    const walk = async (lane: Lane) => {
      for (const step of lane) {
        const outcome = await timed(step);
        sum.passed += outcome.passed;
        sum.failed += outcome.failed;
        if (outcome.failed) return;
      }
    };
    await Promise.all(lanes.map(walk));
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
      const counted = read<VitestReport>(report);
      rmSync(report, { force: true });
      const passed = counted?.numPassedTests ?? 0;
      const failed = counted?.numFailedTests ?? 0;
      return {
        passed,
        failed: status === 0 ? 0 : Math.max(1, failed),
        said: failuresLast(output, failuresOfVitest(counted)),
      };
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
      const counted = read<PlaywrightReport>(report);
      rmSync(report, { force: true });
      const { expected, unexpected, flaky } = counted?.stats ?? { expected: 0, unexpected: 0, flaky: 0 };
      const failed = unexpected + flaky;
      return {
        passed: expected,
        failed: status === 0 && !failed ? 0 : Math.max(1, failed),
        said: failuresLast(output, failuresOfPlaywright(counted)),
      };
    },
  };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; failureMessages: string[] }[];
  }[];
}

const failuresOfVitest = (report: VitestReport | undefined): string[] =>
  (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => [
    ...(message && assertionResults.length === 0 ? [`${name}\n${message}`] : []),
    ...assertionResults.flatMap(({ fullName, failureMessages }) =>
      failureMessages.map((words) => `${name} › ${fullName}\n${words}`),
    ),
  ]);

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: Suite[];
}

interface Suite {
  title: string;
  suites?: Suite[];
  specs: { title: string; tests: { results: { errors: { message?: string }[] }[] }[] }[];
}

const failuresOfPlaywright = (report: PlaywrightReport | undefined): string[] =>
  (report?.suites ?? []).flatMap(function inSuite(suite: Suite): string[] {
    const own = suite.specs.flatMap(({ title, tests }) =>
      tests
        .flatMap(({ results }) => results)
        .flatMap(({ errors }) => errors)
        .map(({ message }) => `${suite.title} › ${title}\n${message}`),
    );
    return [...own, ...(suite.suites ?? []).flatMap(inSuite)];
  });

const longest = 1_500;

/** What failed is said at the end, shortly: a record of a run that is cut keeps its end. */
const failuresLast = (output: string, failures: readonly string[]): string =>
  failures.length === 0
    ? output
    : `${output}\n\n${failures.map((words) => stripVTControlCharacters(words).slice(0, longest)).join("\n\n")}`;

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
