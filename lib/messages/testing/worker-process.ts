import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

export interface WorkerProcess {
  pid: number;
  /** SIGKILL leaves nothing time to tidy up. Resolves when the process is gone. */
  kill: (signal?: NodeJS.Signals) => Promise<void>;
  signal: (signal: NodeJS.Signals) => void;
  /** Everything it has logged. */
  log: () => string;
}

/** Starts a program of this project as a process of its own, and waits until it says that it works. */
export async function startProcess(
  file: string,
  variables: Record<string, string | undefined>,
  args: string[] = [],
): Promise<WorkerProcess> {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", path.join(root, file), ...args], {
    cwd: root,
    env: withoutTestRunner(variables),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((ready, failed) => {
    child.once("message", () => ready());
    child.once("exit", (code) => failed(new Error(`${file} ended with ${code}\n${said}`)));
  });
  return {
    pid: child.pid as number,
    signal: (signal) => void child.kill(signal),
    kill: (signal = "SIGKILL") => {
      if (signal !== "SIGKILL") child.kill("SIGCONT");
      child.kill(signal);
      return gone;
    },
    log: () => said,
  };
}

/** Nothing that would make the process believe it is a test. */
const withoutTestRunner = (variables: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries(variables).filter(([name]) =>
      /^(PATH|HOME|TMPDIR|BASE_URL|LOG_LEVEL|PG|TWILIO|SOLAPI|DANGOL_|DATABASE_)/.test(name),
    ),
  ) as NodeJS.ProcessEnv;
