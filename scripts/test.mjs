import { handOver } from "./bootstrap/hand-over.mjs";

// npm test: install if need be, then go on in TypeScript on the project's own Node.
await handOver("scripts/checks/test.ts", process.argv.slice(2));
