import { handOver } from "./bootstrap/hand-over.mjs";

// npm start, dev, worker, doctor and scripts: install if need be, then go on in TypeScript on the project's own Node.
await handOver("scripts/bootstrap/launch.ts", process.argv.slice(2));
