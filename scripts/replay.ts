import { command } from "./replay/command";

await command();
