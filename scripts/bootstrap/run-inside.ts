import { refuseOldSchema } from "../database/migrate";
import { installation } from "./joining";
import { appAddress, appVariables } from "./parts";
import { PlainError } from "./plain-error";
import { runProgram } from "./run-program";

/**
 * `--inside FILE ARGS`: a TypeScript program of ours that works on an installation's own data, as its app does: the one at the
 * given address, else the embedded one of a running `npm start`. Ends as the program ends.
 */
export async function runInside(file: string, args: string[]): Promise<void> {
  const joined = await installation();
  if (!joined)
    throw new PlainError(
      "There is no database to work on: run npm start beside it, or name one, for example DATABASE_URL=postgresql://owner:password@localhost:5432/dangol",
    );
  await refuseOldSchema(appAddress(joined.variables, joined.ownerUrl));
  await runProgram(file, args, {
    ...process.env,
    ...appVariables(joined.variables, joined.ownerUrl),
    GIVEN_FOLDER: process.env["INIT_CWD"],
  });
}
