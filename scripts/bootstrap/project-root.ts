import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's folder, whatever folder the command was given in. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
