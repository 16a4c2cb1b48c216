import { handOver } from "./bootstrap/hand-over.mjs";

// npm run check: what can be checked without a database, a build or a browser.
await handOver("scripts/checks/check.ts", process.argv.slice(2));
