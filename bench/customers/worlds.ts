import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

import { type ScratchDatabase, scratchDatabase } from "@/scripts/database/scratch";

import { type Loaded, load } from "./load";
import type { Answered, Asked } from "./measure-world";
import type { Wish } from "./population";

export interface LoadedWorld {
  loaded: Loaded;
  /** From the first row to the last index, statistics and all. */
  seconds: number;
  measure: (asked: Asked) => Promise<Answered>;
  end: () => Promise<void>;
}

/** A filled database and a process that measures in it. */
export async function loadedWorld(wish: Wish): Promise<LoadedWorld> {
  const database = await scratchDatabase();
  const began = performance.now();
  const loaded = await load(database.ownerUrl, wish);
  const seconds = (performance.now() - began) / 1000;
  const child = await measuring(database, loaded);
  return {
    loaded,
    seconds,
    measure: async (asked) => {
      child.send(asked);
      const [answer] = await Promise.race([once(child, "message"), gone(child)]);
      return answer;
    },
    end: async () => {
      if (child.exitCode === null) {
        child.disconnect();
        await once(child, "exit");
      }
      await database.drop();
    },
  };
}

async function measuring({ ownerUrl, appUrl }: ScratchDatabase, { tenantId, fifty, fiveThousand }: Loaded) {
  const child = fork(
    "bench/customers/measure-world.ts",
    [JSON.stringify({ tenantId, fifty, fiveThousand })],
    {
      execArgv: ["--import", "tsx"],
      env: {
        ...process.env,
        DANGOL_MODE: "demo",
        DATABASE_URL: ownerUrl,
        DATABASE_APP_URL: appUrl,
        BASE_URL: "http://localhost:3000",
      },
      // Standard output is the report's.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  await Promise.race([once(child, "message"), gone(child)]);
  return child;
}

const gone = async (child: ChildProcess): Promise<never> => {
  await once(child, "exit");
  throw new Error("the process that measures ended");
};
