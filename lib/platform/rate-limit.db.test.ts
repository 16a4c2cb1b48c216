import { afterAll, expect, test } from "vitest";
import { closeDatabase } from "./database/pool";
import { newId } from "./ids";
import { countTry, forgiveTries } from "./rate-limit";
import { outsideTenants } from "./tenancy";

afterAll(closeDatabase);

const limit = { name: "test", atMost: 5, seconds: 600 };

test("of twenty tries at once exactly as many pass as may", async () => {
  const subject = newId();
  const tries = await Promise.all(Array.from({ length: 20 }, () => countTry(limit, subject)));
  expect(tries.filter(({ allowed }) => allowed)).toHaveLength(5);
  for (const { retryAfterSeconds } of tries) expect(retryAfterSeconds).toBeGreaterThan(590);
});

test("limits and subjects are counted apart, and may be forgiven", async () => {
  const subject = newId();
  for (let turn = 0; turn < 6; turn += 1) await countTry(limit, subject);
  expect((await countTry({ ...limit, name: "other" }, subject)).allowed).toBe(true);
  expect((await countTry(limit, newId())).allowed).toBe(true);
  expect((await countTry(limit, subject)).allowed).toBe(false);
  await forgiveTries(limit, subject);
  expect((await countTry(limit, subject)).allowed).toBe(true);
});

test("a window ends by real time, and no subject is stored", async () => {
  const subject = newId();
  for (let turn = 0; turn < 6; turn += 1) await countTry(limit, subject);
  await outsideTenants(
    ({ db }) => db.$executeRaw`UPDATE rate_limit SET window_start = window_start - interval '10 minutes'`,
  );
  expect((await countTry(limit, subject)).allowed).toBe(true);
  const buckets = await outsideTenants(({ db }) => db.rateLimit.findMany());
  expect(JSON.stringify(buckets)).not.toContain(subject);
});
