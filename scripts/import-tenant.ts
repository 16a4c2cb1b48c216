import { command } from "./imports/tenant-command";

await command();
