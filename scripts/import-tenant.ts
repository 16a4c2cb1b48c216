import { runCommand } from "./imports/run-command";
import { importTenantCommand } from "./imports/tenant-command";

await runCommand(importTenantCommand);
