import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { outsideTenants } from "@/lib/platform/tenancy";
import { makeAccount } from "./accounts";
import { signInWithPassword, triesOfNetwork, triesOfStrangers } from "./sign-in";

const guesses = 10_000;
const atOnce = 16;
const password = "a walk in the park";
const email = "guessed@people.dangol.test";

beforeAll(async () => {
  process.env["DATABASE_POOL_SIZE"] = String(atOnce);
  await outsideTenants((tx) => makeAccount(tx, { email, name: "김하나", password }));
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const enter = (deviceHash: string) =>
  signInWithPassword({ email, password }, { network: newId(), deviceHash });

/** How often each answer was given. */
async function guessed(one: (turn: number) => { email: string; network: string }) {
  const answers: Record<string, number> = {};
  const turns = Array.from({ length: guesses }, (_, turn) => turn);
  const inTurn = async () => {
    for (let turn = turns.pop(); turn !== undefined; turn = turns.pop()) {
      const { email, network } = one(turn);
      const input = { email, password: `guess ${turn}` };
      const answer = await signInWithPassword(input, { network, deviceHash: `guesser ${turn}` }).then(
        () => "in",
        (error) => error.reason as string,
      );
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, inTurn));
  return answers;
}

const heardOnly = (heard: number) => ({
  "accounts.wrongPassword": heard,
  "accounts.tooManyTries": guesses - heard,
});

test("of 10,000 guesses at one account from everywhere ten are heard, and the owner still gets in (G37)", async () => {
  await enter("phone");
  expect(await guessed(() => ({ email, network: newId() }))).toEqual(heardOnly(triesOfStrangers.atMost));
  await expect(enter("phone")).resolves.toMatchObject({ deviceHash: "phone" });
  await expect(enter("somebody else's")).rejects.toMatchObject({ kind: "limit" });
}, 600_000);

test("of 10,000 guesses at as many accounts from one network a hundred are heard", async () => {
  const answers = await guessed((turn) => ({
    email: `person-${turn}@people.dangol.test`,
    network: "203.0.113.9",
  }));
  expect(answers).toEqual(heardOnly(triesOfNetwork.atMost));
}, 600_000);
