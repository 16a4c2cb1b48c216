import { verify } from "@node-rs/argon2";
import pg from "pg";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { outsideTenants } from "@/lib/platform/tenancy";
import { makeAccount } from "./accounts";
import { passwordFits } from "./passwords";
import { signInWithPassword, triesOfStrangers } from "./sign-in";

// The real function, counted.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

let known: string;

beforeEach(async () => {
  known = `${newId()}@people.dangol.test`;
  await outsideTenants((tx) => makeAccount(tx, { email: known, name: "김하나", password: "a walk" }));
});

type Guess = (email: string) => Promise<unknown>;

const guess: Guess = (email) =>
  signInWithPassword({ email, password: "wrong guess" }, { network: newId(), deviceHash: newId() });

interface Work {
  said: string;
  /** Each verification by the cost that its hash asks for. */
  verifications: string[];
  statements: number;
}

/** What one wrong guess costs. */
async function workOf(email: string, attempt: Guess): Promise<Work> {
  const verifying = vi.mocked(verify);
  verifying.mockClear();
  const asking = vi.spyOn(pg.Client.prototype, "query");
  const said = await attempt(email).then(
    () => "in",
    (error) => error.reason as string,
  );
  const texts = asking.mock.calls.map(([query]: unknown[]) =>
    typeof query === "string" ? query : String((query as { text?: string }).text),
  );
  asking.mockRestore();
  const costs = verifying.mock.calls.map(([hash]) => String(hash).split("$").slice(0, 4).join("$"));
  // One try in 200, whoever makes it, sweeps old counts away.
  const statements = texts.filter((text) => !text.startsWith("DELETE FROM rate_limit WHERE window_start"));
  return { said, verifications: costs, statements: statements.length };
}

/** The first use makes the hash that stands in, and opens connections. */
const warm = () => guess(`nobody-${newId()}@people.dangol.test`).catch(() => {});

test("a wrong guess costs the same work whether the account is there or not, heard or limited (G37)", async () => {
  await warm();
  const unknown = `nobody-${known}`;
  const heard = await workOf(known, guess);
  expect(heard).toMatchObject({ said: "accounts.wrongPassword", verifications: [expect.any(String)] });
  expect(heard.statements).toBeGreaterThan(2);
  expect(await workOf(unknown, guess)).toEqual(heard);

  for (let turn = 1; turn < triesOfStrangers.atMost; turn += 1)
    for (const email of [known, unknown]) await guess(email).catch(() => {});
  const limited = await workOf(known, guess);
  expect(limited).toMatchObject({ said: "accounts.tooManyTries", verifications: [] });
  expect(await workOf(unknown, guess)).toEqual(limited);
});

test("control: a sign-in that stops at an unknown account is told by its work", async () => {
  const hasty: Guess = async (email) => {
    const account = await outsideTenants(({ db }) => db.account.findUnique({ where: { email } }));
    if (account) await passwordFits(account.passwordHash, "wrong guess");
    throw Object.assign(new Error("no"), { reason: "accounts.wrongPassword" });
  };
  await warm();
  const [one, other] = [await workOf(known, hasty), await workOf(`nobody-${known}`, hasty)];
  expect(one.said).toBe(other.said);
  expect(one.verifications).not.toEqual(other.verifications);
});
