import { createHmac, randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error";

/** What a demo makes up once and keeps, readable by its owner only. */
export interface Secrets {
  databasePassword: string;
  dangolSecret: string;
  demoPassword: string;
  twilioAccountSid: string;
  twilioAuthToken: string;
}

/** Reads the secrets kept in this folder, making them at the first start. */
export function keptSecrets(folder: string): Secrets {
  const file = path.join(folder, "secrets.json");
  if (existsSync(file)) return read(file);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(madeUp(), null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
  return read(file);
}

function read(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new PlainError(
      `${file} cannot be read: put the old file back, or delete its folder to begin anew.`,
    );
  }
}

function madeUp(): Secrets {
  return {
    databasePassword: randomBytes(24).toString("base64url"),
    dangolSecret: randomBytes(32).toString("base64url"),
    demoPassword: sayable(),
    twilioAccountSid: `AC${randomBytes(16).toString("hex")}`,
    twilioAuthToken: randomBytes(16).toString("hex"),
  };
}

/** The demo's account at the local Solapi server: it follows from what is kept, so that older folders have it too. */
export function solapiSecrets({ dangolSecret }: Secrets): { apiKey: string; apiSecret: string } {
  const made = (use: string) => createHmac("sha256", dangolSecret).update(use).digest("hex").toUpperCase();
  return { apiKey: `NCS${made("solapi key").slice(0, 13)}`, apiSecret: made("solapi secret").slice(0, 32) };
}

/** Easy to read off a screen and type on a phone: no letters that look alike. */
function sayable(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group()].join("-");
}
