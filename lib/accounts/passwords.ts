import { hash, verify } from "@node-rs/argon2";

/** Argon2id at OWASP's recommendation: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let standIn: Promise<string> | undefined;

/** A hash that nothing fits, made at the same cost. */
export const standInHash = (): Promise<string> => (standIn ??= hashPassword(crypto.randomUUID()));

/** Whether a password fits. Without a hash as much work is done, so that time does not tell which accounts exist. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await standInHash()), password);
  return fits && passwordHash !== null;
}
