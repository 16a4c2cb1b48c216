import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { outsideTenants } from "@/lib/platform/tenancy";
import { accountOfSession, makeAccount } from "./accounts";
import { type ProviderProfile, readProfile } from "./provider-profiles";
import { connectedProviders, type ProviderErrand, signInByProvider } from "./provider-sign-in";

afterAll(closeDatabase);

let email: string;
let accountId: string;
let number: number;

beforeEach(async () => {
  email = `${newId()}@people.dangol.test`;
  number = Math.floor(Math.random() * 1e12);
  accountId = (await outsideTenants((tx) => makeAccount(tx, { email, name: "김하나" }))).id;
});

/** As Kakao answers /v2/user/me. */
const kakao = (verified: boolean) =>
  readProfile("kakao", {
    id: number,
    connected_at: "2026-01-05T01:23:45Z",
    kakao_account: {
      profile: { nickname: "하나" },
      has_email: true,
      email_needs_agreement: false,
      is_email_valid: true,
      is_email_verified: verified,
      email,
      phone_number: "+82 10-1234-5678",
    },
  });
const google = (verified: boolean) =>
  readProfile("google", {
    sub: String(number),
    name: "하나",
    email: email.toUpperCase(),
    email_verified: verified,
  });
const naver = () =>
  readProfile("naver", {
    resultcode: "00",
    message: "success",
    response: { id: `n${number}`, name: "하나", email },
  });

const enter = (profile: ProviderProfile, errand: ProviderErrand = { kind: "sign_in" }) =>
  signInByProvider(profile, errand, "phone");
const whose = async (profile: ProviderProfile, errand?: ProviderErrand) =>
  (await accountOfSession(await enter(profile, errand)))?.id;

describe("an address the provider did not verify", () => {
  test.each([
    ["Kakao, is_email_verified false", () => kakao(false)],
    ["Google, email_verified false", () => google(false)],
    ["Naver, which has no such flag", () => naver()],
  ])("opens nobody's account: %s", async (_, profile) => {
    await expect(enter(profile())).rejects.toMatchObject({ reason: "accounts.providerUnknown" });
    expect(await connectedProviders(accountId)).toEqual([]);
  });

  test("control: were it taken for verified, it would open the account", async () => {
    expect(await whose({ ...kakao(false), emailVerified: true })).toBe(accountId);
  });
});

describe("a verified address", () => {
  test.each([
    ["Kakao", () => kakao(true)],
    ["Google", () => google(true)],
  ])("enters the account that proved it too: %s", async (_, profile) => {
    expect(await whose(profile())).toBe(accountId);
  });

  test("does not enter an account whose own address was never proven", async () => {
    await outsideTenants(({ db }) =>
      db.account.update({ where: { id: accountId }, data: { emailVerifiedAt: null } }),
    );
    await expect(enter(google(true))).rejects.toMatchObject({ reason: "accounts.providerUnknown" });
  });

  test("of a stranger makes no account", async () => {
    const stranger = { ...google(true), email: `stranger-${email}` };
    await expect(enter(stranger)).rejects.toMatchObject({ reason: "accounts.providerUnknown" });
  });
});

describe("connecting while signed in", () => {
  test("lets that identity in from then on, whatever its address says", async () => {
    await enter(kakao(false), { kind: "connect", accountId });
    expect(await whose(kakao(false))).toBe(accountId);
    expect(await connectedProviders(accountId)).toEqual(["kakao"]);
  });

  test("does not take an identity from another account", async () => {
    await enter(kakao(false), { kind: "connect", accountId });
    const other = await outsideTenants((tx) => makeAccount(tx, { email: `other-${email}`, name: "이두리" }));
    const errand = { kind: "connect" as const, accountId: other.id };
    await expect(enter(kakao(false), errand)).rejects.toMatchObject({ reason: "accounts.providerTaken" });
  });
});

describe("an invitation", () => {
  test("makes an account with the invited address", async () => {
    const errand = { kind: "invited" as const, email: `invited-${email}`, name: "새 사람" };
    const account = await accountOfSession(await enter(naver(), errand));
    expect(account).toMatchObject({ email: `invited-${email}`, name: "하나", hasPassword: false });
  });

  test("does not enter an account that has the address already", async () => {
    await expect(enter(naver(), { kind: "invited", email, name: "x" })).rejects.toMatchObject({
      reason: "accounts.signInFirst",
    });
  });
});
