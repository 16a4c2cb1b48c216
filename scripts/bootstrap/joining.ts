import { runningCluster } from "../database/embedded-postgres";
import { type DataFolder, dataFolder } from "./data-folder";
import { databaseName, givenAnswers, reachable } from "./database";
import { runningOn } from "./run-record";
import { keptSecrets } from "./secrets";
import { checkVariables, filledUp, isDemo, isEmbedded, type Variables } from "./settings";

export interface Installation {
  variables: Variables;
  /** Unknown where only the app's own address is given. */
  ownerUrl: string | undefined;
}

/** The installation other commands join: the one at the given address, else the demo running from this checkout, if any. */
export async function installation(): Promise<Installation | undefined> {
  const folder = isDemo(process.env) ? dataFolder() : undefined;
  const running = folder && runningOn(folder.own);
  const variables = filledUp(
    process.env,
    folder && keptSecrets(folder.own),
    running?.ports ?? { providers: 3900, smtp: 3925 },
  );
  checkVariables(variables);
  if (!isEmbedded(variables)) {
    await givenAnswers(variables);
    return { variables, ownerUrl: variables["DATABASE_URL"] || undefined };
  }
  const ownerUrl = embeddedUrl(folder);
  if (!ownerUrl) return undefined;
  await reachable(ownerUrl);
  return { variables, ownerUrl };
}

function embeddedUrl(folder: DataFolder | undefined): string | undefined {
  if (!folder || !runningOn(folder.own)) return undefined;
  return runningCluster(folder.database, keptSecrets(folder.own).databasePassword)?.url(databaseName);
}
