import { type Env, levelOrInfo, readEnv } from "./env-rules";

let settings: Env | undefined;

/** A message that names every wrong variable, one sentence each; never a value, which may be a secret. */
export class EnvProblem extends Error {}

function read(): Env {
  const answer = readEnv(process.env);
  if ("problems" in answer) throw new EnvProblem(answer.problems.join("\n"));
  return answer.env;
}

/**
 * The validated settings of this process. Read at the first use, not at import, so that a build needs
 * neither database nor secrets. Throws EnvProblem at the first use when something is missing or wrong.
 */
export const env: Env = new Proxy({} as Env, {
  get(_, name) {
    settings ??= read();
    return settings[name as keyof Env];
  },
});

/** Known even when other settings are wrong, because that must be logged too. */
export const logLevel = levelOrInfo(process.env["LOG_LEVEL"]);
