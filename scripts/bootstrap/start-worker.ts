import { refuseOldSchema } from "../database/migrate";
import { installation } from "./joining";
import { appAddress, workerPart } from "./parts";
import { PlainError } from "./plain-error";
import { supervise } from "./supervise";

/** `npm run worker`: one more worker, on the given database or on the embedded one of a running `npm start`. */
export async function startWorker(): Promise<void> {
  const joined = await installation();
  if (!joined)
    throw new PlainError(
      "There is no database to work on: run npm start beside it, or name one, for example DATABASE_URL=postgresql://owner:password@localhost:5432/dangol",
    );
  await refuseOldSchema(appAddress(joined.variables, joined.ownerUrl));
  await supervise(workerPart(joined.variables, joined.ownerUrl), () => {});
  process.stdout.write("The worker works. Ctrl-C stops it.\n");
}
