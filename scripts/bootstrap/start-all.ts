import path from "node:path";
import { migrate, refuseOldSchema } from "../database/migrate";
import { printBox } from "./box";
import { buildWeb, distFolder, generateClient } from "./build";
import { type DataFolder, dataFolder, refuseFullDisk } from "./data-folder";
import { ownerDatabase } from "./database";
import { atTheEnd } from "./ending";
import { freePort, isFree } from "./free-port";
import { appAddress, partsOf } from "./parts";
import { PlainError } from "./plain-error";
import { RunLog } from "./run-record";
import { keptSecrets } from "./secrets";
import { seedDemo } from "./seed";
import { checkVariables, filledUp, isDemo, isEmbedded, type Variables } from "./settings";
import { portTaken, supervise } from "./supervise";

/** `npm start` and `npm run dev`: everything, from an empty folder to a page that answers, until it is told to end. */
export async function startAll({ dev }: { dev: boolean }): Promise<void> {
  const folder = isDemo(process.env) ? dataFolder() : undefined;
  if (folder) refuseFullDisk(folder.database);
  const ports = { providers: await freePort(), smtp: await freePort() };
  const variables = filledUp(process.env, folder && keptSecrets(folder.own), ports);
  if (folder) variables["PROVIDERS_STATE_FOLDER"] ||= path.join(folder.own, "providers");
  checkVariables(variables);
  const record = await takeOver(folder, variables);
  if (!(await isFree(Number(variables["PORT"])))) throw new PlainError(portTaken(variables["PORT"] ?? ""));

  const ownerUrl = await ownerDatabase(variables, folder);
  const mode = isDemo(variables) ? "demo" : "production";
  generateClient();
  if (ownerUrl) await migrate({ ownerUrl, mode, ...rolesFor(variables) });
  else await refuseOldSchema(appAddress(variables, undefined));
  if (!dev) await buildWeb(distFolder());
  if (mode === "demo") await seedDemo(variables, ownerUrl);

  const logs = folder && !dev ? path.join(folder.own, "logs") : undefined;
  for (const part of partsOf(variables, ownerUrl, { dev, logs }))
    await supervise(part, (pid) => record?.add(pid));
  printBox(variables, { folder, logs });
}

/** The embedded server is one installation's own, so a new secret cuts nobody off there. */
const rolesFor = (variables: Variables) => ({
  secret: variables["DANGOL_SECRET"] ?? "",
  appAddress: variables["DATABASE_APP_URL"],
  rotate: isEmbedded(variables),
});

/** Only the embedded database belongs to one launcher; any number may share another. */
async function takeOver(folder: DataFolder | undefined, variables: Variables): Promise<RunLog | undefined> {
  if (!folder || !isEmbedded(variables)) return undefined;
  const ports = {
    providers: Number(variables["PROVIDERS_PORT"]),
    smtp: Number(variables["PROVIDERS_SMTP_PORT"]),
  };
  const record = new RunLog(folder.own, variables["BASE_URL"] ?? "", ports);
  await record.takeOver();
  atTheEnd(async () => record.close());
  return record;
}
