import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

const isLongRun = process.env["DANGOL_LONG_TESTS"] === "1";
const exclude = [...configDefaults.exclude, ".next*/**", ...(isLongRun ? [] : ["**/*.long.test.{ts,tsx}"])];
const resolve = {
  alias: {
    "@": path.resolve(import.meta.dirname),
    "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
  },
};

export default defineConfig({
  test: {
    // Vitest would leave one core to itself; with two that is half the machine.
    maxWorkers: "100%",
    sequence: { setupFiles: "list" },
    projects: [
      {
        resolve,
        test: {
          name: "pure",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.{db,http}.test.ts", "**/*.long.test.{ts,tsx}"],
          pool: "threads",
          isolate: false,
          setupFiles: "./scripts/checks/fresh-modules.ts",
          // Thousands of drawn cases on a busy machine: what is slow there is not wrong.
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: "db",
          // Vite puts its own BASE_URL ("/") into the environment.
          env: { BASE_URL: "http://localhost:3000" },
          include: ["**/*.db.test.ts", ...(isLongRun ? ["**/*.long.test.ts"] : [])],
          exclude: [...exclude, "**/*.http.long.test.ts"],
          pool: "threads",
          isolate: false,
          // What the long ones promise within seconds or a minute needs the machine for itself.
          fileParallelism: !isLongRun,
          globalSetup: "./scripts/database/test-setup.ts",
          setupFiles: ["./scripts/checks/fresh-modules.ts", "./scripts/database/test-database.ts"],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          // Tests that start processes of the production build; one file at a time, since they need the machine.
          name: "http",
          env: { BASE_URL: "http://localhost:3000" },
          include: ["**/*.http.test.ts", ...(isLongRun ? ["**/*.http.long.test.ts"] : [])],
          exclude,
          pool: "forks",
          fileParallelism: false,
          globalSetup: "./scripts/checks/http-setup.ts",
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
