import { afterAll } from "vitest";
import { scratchDatabase } from "./scratch";
import { testSecret } from "./template";

/** Before each file of database tests: a database of its own, since moving the clock moves it for a whole database. */
const database = await scratchDatabase();
Object.assign(process.env, {
  DANGOL_MODE: "demo",
  DANGOL_SECRET: testSecret,
  DATABASE_URL: database.ownerUrl,
  DATABASE_APP_URL: database.appUrl,
});

// The pool and the queue's sender outlive the modules: the next file must not find those of this one's database.
afterAll(async () => {
  const [{ closeQueue }, { closeDatabase }] = await Promise.all([
    import("@/lib/platform/jobs"),
    import("@/lib/platform/database/pool"),
  ]);
  await closeQueue();
  await closeDatabase();
});
