import { afterAll, expect, test } from "vitest";

import { closeDatabase } from "./database/pool";
import { newId } from "./ids";
import { keepingPlans } from "./kept-plans";
import { inTransaction, systemScope, type Tx } from "./tenancy";

afterAll(closeDatabase);

const modeOf = async ({ db }: Tx) =>
  (await db.$queryRaw<{ mode: string }[]>`SELECT current_setting('plan_cache_mode') AS mode`)[0]?.mode;

/** How often this text was planned on this connection without its values, and with them. */
const plansOf = async ({ db }: Tx, table: string) =>
  db.$queryRaw<{ generic: number; custom: number }[]>`
    SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements
    WHERE statement LIKE ${`SELECT count(*) FROM ${table}%`}`;

test("plans are kept while the work is done, and made with the values before and after", async () => {
  await inTransaction(systemScope(newId()), async (tx) => {
    const count = (name: string) => tx.db.$queryRaw`SELECT count(*) FROM tag WHERE name = ${name}`;
    for (let time = 0; time < 3; time += 1) await count(`단골 ${time}`);
    expect(await plansOf(tx, "tag")).toEqual([{ generic: 0, custom: 1 }]);
    await keepingPlans(tx, async () => {
      expect(await modeOf(tx)).toBe("force_generic_plan");
      await count("다른 단골");
    });
    expect(await modeOf(tx)).toBe("auto");
    await count("마지막");
    expect(await plansOf(tx, "tag")).toEqual([{ generic: 1, custom: 2 }]);
  });
});

test("what fails leaves nothing of it to the next transaction", async () => {
  const scope = systemScope(newId());
  const failing = inTransaction(scope, (tx) => keepingPlans(tx, () => tx.db.$queryRaw`SELECT 1 / 0`));
  await expect(failing).rejects.toThrow("division by zero");
  for (let time = 0; time < 3; time += 1) expect(await inTransaction(scope, modeOf)).toBe("auto");
});
