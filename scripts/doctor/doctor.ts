import { existsSync } from "node:fs";
import path from "node:path";
import { distFolder } from "../bootstrap/build";
import { dataFolder, refuseFullDisk } from "../bootstrap/data-folder";
import { givenAnswers } from "../bootstrap/database";
import { exitCleanly } from "../bootstrap/ending";
import { isFree } from "../bootstrap/free-port";
import { PlainError } from "../bootstrap/plain-error";
import { projectRoot } from "../bootstrap/project-root";
import { runningOn } from "../bootstrap/run-record";
import { keptSecrets } from "../bootstrap/secrets";
import { checkVariables, filledUp, isDemo, isEmbedded, type Variables } from "../bootstrap/settings";
import { portTaken } from "../bootstrap/supervise";
import { refuseOldSchema } from "../database/migrate";
import { refuseForeignRole } from "../database/roles";

type Finding = string | Promise<string>;

/** `npm run doctor`: what a start would find, without starting. Exit code 1 when it would fail. */
export async function doctor(): Promise<void> {
  const folder = isDemo(process.env) ? dataFolder() : undefined;
  const running = folder && runningOn(folder.own);
  const variables = filledUp(process.env, folder && keptSecrets(folder.own), { providers: 3900, smtp: 3925 });
  const outcomes = [
    await check("Node", () => `${process.versions.node} (${process.execPath})`),
    await check("settings", () => settingsAreRight(variables)),
    await check("database", () => database(variables, folder?.database)),
    await check("port", () => (running ? `Dangol itself runs at ${running.address}` : port(variables))),
    await check("web app", () =>
      existsSync(path.join(projectRoot, distFolder(), "BUILD_ID"))
        ? "built"
        : "will be built at the next start",
    ),
  ];
  await exitCleanly(outcomes.every(Boolean) ? 0 : 1);
}

async function check(name: string, look: () => Finding): Promise<boolean> {
  try {
    process.stdout.write(`ok       ${name}: ${await look()}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    for (const sentence of error.message.split("\n")) process.stdout.write(`problem  ${name}: ${sentence}\n`);
    return false;
  }
}

function settingsAreRight(variables: Variables): string {
  checkVariables(variables);
  return `${variables["DANGOL_MODE"]} mode, ${variables["BASE_URL"]}`;
}

async function database(variables: Variables, folder: string | undefined): Promise<string> {
  if (folder && isEmbedded(variables)) {
    refuseFullDisk(folder);
    return `embedded, in ${folder}`;
  }
  const { DATABASE_URL: owner, DATABASE_APP_URL: app, DANGOL_SECRET: secret } = variables;
  for (const [name, url] of Object.entries({ DATABASE_URL: owner, DATABASE_APP_URL: app }))
    if (url && !URL.canParse(url))
      throw new PlainError(`${name} is not an address, so nothing can be asked there.`);
  await givenAnswers(variables);
  if (owner && (app || secret)) await refuseForeignRole(owner, secret ?? "", { appAddress: app });
  if (!owner && app) await refuseOldSchema(app);
  return `answers at ${new URL(owner || app || "").host}`;
}

async function port(variables: Variables): Promise<string> {
  const wanted = variables["PORT"] ?? "3000";
  if (!/^\d{1,5}$/.test(wanted)) throw new PlainError("PORT is not a number, so nothing can be asked there.");
  if (!(await isFree(Number(wanted)))) throw new PlainError(portTaken(wanted));
  return `${wanted} is free`;
}
