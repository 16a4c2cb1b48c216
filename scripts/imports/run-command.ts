import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { PlainError } from "../bootstrap/plain-error";

/** Takes the arguments and the folder that files are named from; answers what to print, throws a PlainError for what the caller can mend. */
export type Command = (args: string[], folder: string) => Promise<string>;

/** Runs a command as a program: its answer on the standard output, or one sentence on the other and exit code 1. */
export async function runCommand(command: Command): Promise<never> {
  // npm runs its scripts in the project's folder; files are named from where the command was given.
  const given = command(process.argv.slice(2), process.env["GIVEN_FOLDER"] ?? ".");
  const code = await given.then(
    (answer) => said(process.stdout, answer, 0),
    (error: unknown) => {
      if (!(error instanceof PlainError)) throw error;
      return said(process.stderr, error.message, 1);
    },
  );
  await closeQueue();
  await closeDatabase();
  process.exit(code);
}

/** Waits until it is out: a pipe may take less at a time than a long report. */
const said = (stream: NodeJS.WriteStream, text: string, code: number) =>
  new Promise<number>((resolve) => stream.write(`${text}\n`, () => resolve(code)));
