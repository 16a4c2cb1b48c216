import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { outsideTenants } from "@/lib/platform/tenancy";
import { type Account, accountOfSession, changePassword, makeAccount, signOutElsewhere } from "./accounts";
import { mailLink, mailLinkHolds, resetPassword, signInByMailLink } from "./mail-links";
import { hashPassword, standInHash } from "./passwords";
import { endSessionAt, type SessionClaim } from "./sessions";
import { signInWithPassword, triesOfStrangers } from "./sign-in";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const password = "a walk in the park";
let email: string;
let accountId: string;

beforeEach(async () => {
  email = `${newId()}@people.dangol.test`;
  accountId = (await outsideTenants((tx) => makeAccount(tx, { email, name: "김하나", password }))).id;
});

/** Every test has a network of its own. */
const at = (deviceHash: string) => ({ network: newId(), deviceHash });
const enter = (device = "phone") => signInWithPassword({ email, password }, at(device));
const guess = (device: string) =>
  signInWithPassword({ email, password: "wrong guess" }, at(device)).then(
    () => "in",
    (error) => error.reason as string,
  );
const holds = async (claim: SessionClaim) => (await accountOfSession(claim)) !== null;

async function accountOrThrow(claim: SessionClaim): Promise<Account> {
  const account = await accountOfSession(claim);
  if (!account) throw new Error("the session does not hold");
  return account;
}

describe("a session", () => {
  test("begins with the right password", async () => {
    expect(await holds(await enter())).toBe(true);
  });

  test("ends with a new password everywhere, and goes on at the browser that changed it", async () => {
    const [phone, laptop] = [await enter("phone"), await enter("laptop")];
    const account = await accountOrThrow(phone);
    const input = { currentPassword: password, password: "another walk" };
    const renewed = await changePassword(account, input, "phone");
    expect([await holds(phone), await holds(laptop), await holds(renewed)]).toEqual([false, false, true]);
  });

  test("control: without raising the version the other browser would stay signed in", async () => {
    const laptop = await enter("laptop");
    const passwordHash = await hashPassword("another walk");
    await outsideTenants(({ db }) => db.account.update({ where: { id: accountId }, data: { passwordHash } }));
    expect(await holds(laptop)).toBe(true);
  });

  test("ends by signing out, for a stolen copy of the cookie too, and leaves other devices alone", async () => {
    const [phone, laptop] = [await enter("phone"), await enter("laptop")];
    await endSessionAt(phone);
    expect([await holds(phone), await holds(laptop)]).toEqual([false, true]);
  });

  test("ends at other devices when asked to", async () => {
    const [phone, laptop] = [await enter("phone"), await enter("laptop")];
    const stays = await signOutElsewhere(await accountOrThrow(phone), "phone");
    expect([await holds(laptop), await holds(stays)]).toEqual([false, true]);
  });

  test("ends when the account is suspended", async () => {
    const claim = await enter();
    await outsideTenants(({ db, now }) =>
      db.account.update({ where: { id: accountId }, data: { suspendedAt: now } }),
    );
    expect(await holds(claim)).toBe(false);
    await expect(enter()).rejects.toMatchObject({ reason: "accounts.wrongPassword" });
  });

  test("cannot be made up for another account, version or device", async () => {
    const claim = await enter();
    expect(await holds({ ...claim, sessionVersion: claim.sessionVersion + 1 })).toBe(false);
    expect(await holds({ ...claim, deviceHash: "other" })).toBe(false);
    expect(await holds({ ...claim, since: claim.since + 1 })).toBe(false);
  });
});

describe("guessing", () => {
  const guesses = 40;

  async function guessFromEverywhere(between: () => Promise<unknown> = async () => {}) {
    const answers: Record<string, number> = {};
    for (let turn = 0; turn < guesses; turn += 1) {
      const answer = await guess(`stranger ${turn}`);
      answers[answer] = (answers[answer] ?? 0) + 1;
      await between();
    }
    return answers;
  }

  test("is limited however many browsers it comes from; the owner's own browser still gets in", async () => {
    await enter("phone");
    expect(await guessFromEverywhere()).toEqual({
      "accounts.wrongPassword": triesOfStrangers.atMost,
      "accounts.tooManyTries": guesses - triesOfStrangers.atMost,
    });
    await expect(enter("somebody else's")).rejects.toMatchObject({ kind: "limit" });
    expect(await holds(await enter("phone"))).toBe(true);
  });

  test("control: with the counters wiped between tries every guess is heard", async () => {
    const wipe = () => outsideTenants(({ db }) => db.rateLimit.deleteMany({}));
    expect(await guessFromEverywhere(wipe)).toEqual({ "accounts.wrongPassword": guesses });
  });

  test("control: were the device not remembered, the owner would be locked out", async () => {
    await enter("phone");
    await guessFromEverywhere();
    await outsideTenants(({ db }) => db.knownDevice.deleteMany({ where: { accountId } }));
    await expect(enter("phone")).rejects.toMatchObject({ kind: "limit" });
  });

  test("of an account that is not there gets the same answers, after the same work", async () => {
    const unknown = () =>
      signInWithPassword({ email: `nobody-${email}`, password }, at("stranger")).catch(
        (error) => error.reason,
      );
    const answers = [];
    for (let turn = 0; turn <= triesOfStrangers.atMost; turn += 1) answers.push(await unknown());
    expect(new Set(answers.slice(0, -1))).toEqual(new Set(["accounts.wrongPassword"]));
    expect(answers.at(-1)).toBe("accounts.tooManyTries");
    const costOf = (hash: string) => hash.split("$").slice(0, 4);
    expect(costOf(await standInHash())).toEqual(costOf(await hashPassword("x")));
  });
});

describe("a mailed link", () => {
  const ask = (purpose: "sign_in" | "reset", to = email) =>
    mailLink(purpose, to, { network: newId(), locale: "ko" });
  const secretIn = (text: string) => /\/([A-Za-z0-9_-]{32})\n/.exec(text)?.[1] ?? "";

  test("signs in once, however often it was looked at before", async () => {
    const secret = secretIn((await ask("sign_in"))?.text ?? "");
    for (let look = 0; look < 3; look += 1) expect(await mailLinkHolds("sign_in", secret)).toBe(true);
    const entered = await Promise.allSettled([1, 2, 3].map(() => signInByMailLink(secret, at("phone"))));
    expect(entered.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await mailLinkHolds("sign_in", secret)).toBe(false);
  });

  test("is not made for unknown addresses, nor without end for known ones", async () => {
    expect(await ask("sign_in", `nobody-${email}`)).toBeNull();
    const mails = [];
    for (let turn = 0; turn < 8; turn += 1) mails.push(await ask("sign_in"));
    expect(mails.filter(Boolean)).toHaveLength(5);
  });

  test("runs out", async () => {
    const secret = secretIn((await ask("sign_in"))?.text ?? "");
    await outsideTenants(({ db, now }) =>
      db.signInToken.updateMany({ where: { accountId }, data: { expiresAt: now } }),
    );
    expect(await mailLinkHolds("sign_in", secret)).toBe(false);
    await expect(signInByMailLink(secret, at("phone"))).rejects.toMatchObject({
      reason: "accounts.linkEnded",
    });
  });

  test("to reset sets the password, ends every session and every other link", async () => {
    const laptop = await enter("laptop");
    const other = secretIn((await ask("sign_in"))?.text ?? "");
    const secret = secretIn((await ask("reset"))?.text ?? "");
    await expect(signInByMailLink(secret, at("phone"))).rejects.toMatchObject({
      reason: "accounts.linkEnded",
    });
    const phone = await resetPassword({ secret, password: "another walk" }, at("phone"));
    expect([await holds(laptop), await holds(phone), await mailLinkHolds("sign_in", other)]).toEqual([
      false,
      true,
      false,
    ]);
    await expect(enter("tablet")).rejects.toMatchObject({ reason: "accounts.wrongPassword" });
  });
});
