import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, find } from "./scripts/checks/chromium";
import { isLongRun } from "./scripts/checks/long-run";

export default defineConfig({
  testDir: "e2e",
  // e2e/http holds vitest's tests.
  testMatch: "**/*.spec.ts",
  testIgnore: isLongRun ? [] : "**/*.long.spec.ts",
  globalSetup: "./scripts/checks/browser-setup.ts",
  outputDir: "test-results/browser",
  // Two cores; files run beside each other, the tests of a file in their order.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "line",
  use: {
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    actionTimeout: 15_000,
    // A record of each run of each test would cost more than the tests; a failure leaves its picture and the page's tree.
    trace: "off",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: { executablePath: find() ?? "", args: chromiumFlags },
  },
  projects: [
    { name: "chromium", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } } },
  ],
});
