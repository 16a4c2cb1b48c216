import { command } from "./imports/command";

await command();
