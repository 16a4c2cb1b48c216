import { afterAll, expect, test } from "vitest";

import { newId } from "../ids";
import { inTransaction, systemScope } from "../tenancy";
import { closeDatabase } from "./pool";

afterAll(closeDatabase);

test("what is asked again and again is prepared on the connection that asks", async () => {
  await inTransaction(systemScope(newId()), async ({ db }) => {
    const prepared = async () => {
      const rows = await db.$queryRaw<{ uses: bigint }[]>`
        SELECT generic_plans + custom_plans AS uses FROM pg_prepared_statements WHERE statement LIKE '%"public"."tag"%'`;
      return rows.map(({ uses }) => Number(uses));
    };
    await db.tag.count({ where: { name: "단골" } });
    await db.tag.count({ where: { name: "단골" } });
    expect(await prepared()).toEqual([]);
    for (let time = 0; time < 4; time += 1) await db.tag.count({ where: { name: `단골 ${time}` } });
    expect(await prepared()).toEqual([4]);
  });
});

test("a list of ids is planned with its values each time", async () => {
  await inTransaction(systemScope(newId()), async ({ db }) => {
    for (let time = 0; time < 6; time += 1)
      await db.tag.findMany({ where: { id: { in: [newId(), newId()] } } });
    const kept = await db.$queryRaw`
      SELECT name FROM pg_prepared_statements WHERE statement LIKE '%"public"."tag"%' AND statement LIKE '% IN ($%'`;
    expect(kept).toEqual([]);
  });
});
