import { expect, test } from "vitest";
import { startAfterKill } from "../checks/start-after-kill";

const rounds = 10;
/** Seconds to be up again (G20). */
const bound = 15;

/** Every second time Postgres dies too; otherwise it is left alone and must be found and used again (G20). */
test("after kill -9 of everything it starts again every time, and keeps what was committed", {
  timeout: 600_000,
}, async () => {
  const seen = await startAfterKill(rounds);
  const fates = seen.map(
    ({ postgresLeft, postgresThen }) => `${postgresLeft ? "left" : "dead"}, ${postgresThen}`,
  );
  expect(fates).toEqual(
    Array.from({ length: rounds }, (_, i) => (i % 2 ? "dead, replaced" : "left, adopted")),
  );
  expect(seen.filter(({ rowsKept }) => rowsKept)).toHaveLength(rounds);
  expect(seen.flatMap(({ deadAddresses }) => deadAddresses)).toEqual([]);
  expect(seen.filter(({ seconds }) => seconds >= bound)).toEqual([]);
});
