import { importCommand } from "./imports/command";
import { runCommand } from "./imports/run-command";

await runCommand(importCommand);
