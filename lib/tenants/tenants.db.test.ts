import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { makeAccount } from "@/lib/accounts/accounts";
import { beginSessionAt, type SessionClaim } from "@/lib/accounts/sessions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, outsideTenants } from "@/lib/platform/tenancy";
import {
  acceptAsNewAccount,
  acceptInvitation,
  invitationBehind,
  invite,
  openInvitations,
  revokeInvitation,
} from "./invitations";
import { changeRole, membersOf, removeMember } from "./members";
import { deskOf, desksOf } from "./memberships";
import { setTextingAccount } from "./provider-accounts";
import { sendingAccounts } from "./sending-accounts";
import { activeCredentials, credentialsById } from "./sending-credentials";
import { changeBasics, changeFooter, settingsOf } from "./settings";
import { type MadeTenant, makeTenant, tenantBySlug, tenantsForOperator } from "./tenants";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

let made: MadeTenant;
let slug: string;
let unique: string;

beforeEach(async () => {
  unique = newId().slice(-12);
  slug = `t${unique}`;
  const owner = { email: `owner-${unique}@dangol.test`, name: "김하나" };
  made = await makeTenant({ slug, name: "하나마케팅", owner });
});

const sessionOf = (accountId: string): Promise<SessionClaim> =>
  outsideTenants(({ db }) => beginSessionAt(db, accountId, "phone"));
const secretIn = (text: string) => /\/([A-Za-z0-9_-]{32})\n/.exec(text)?.[1] ?? "";
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason as string,
  );

async function newcomer(role: "owner" | "staff" | "instructor" = "staff") {
  const mail = await invite(made.owner, { email: `new-${newId()}@dangol.test`, role });
  const { accountId } = await acceptAsNewAccount(secretIn(mail.text), {
    name: "이두리",
    password: "a walk in the park",
  });
  const desk = await deskOf(await sessionOf(accountId), slug);
  if (!desk || desk === "nobody") throw new Error("no desk");
  return { accountId, membershipId: desk.membershipId, desk };
}

describe("a tenant's address", () => {
  test("is refused when reserved, malformed or taken", async () => {
    const owner = { email: `x-${unique}@dangol.test`, name: "x" };
    expect(await reason(makeTenant({ slug: "operator", name: "x", owner }))).toBe("tenants.slugReserved");
    expect(await reason(makeTenant({ slug: "Hana Marketing", name: "x", owner }))).toBe(
      "tenants.slugInvalid",
    );
    expect(await reason(makeTenant({ slug, name: "x", owner }))).toBe("tenants.slugTaken");
  });

  test("leads nowhere while the tenant is suspended, for visitors and for its staff", async () => {
    expect(await tenantBySlug(slug)).toMatchObject({ id: made.tenantId, zone: "Asia/Seoul" });
    const session = await sessionOf(made.accountId);
    await inTransaction(made.owner, ({ db, tenantId }) =>
      db.tenant.update({ where: { id: tenantId }, data: { status: "suspended" } }),
    );
    expect(await tenantBySlug(slug)).toBeNull();
    expect(await deskOf(session, slug)).toBeNull();
    expect(await desksOf(made.accountId)).toEqual([]);
  });
});

describe("who may sit at a desk", () => {
  test("members, with the role that the database says now (G32)", async () => {
    const { accountId, membershipId } = await newcomer("staff");
    const session = await sessionOf(accountId);
    expect(await deskOf(session, slug)).toMatchObject({ role: "staff", tenant: { slug } });
    await changeRole(made.owner, { membershipId, role: "instructor" });
    expect(await deskOf(session, slug)).toMatchObject({ role: "instructor" });
    await removeMember(made.owner, { membershipId });
    expect(await deskOf(session, slug)).toBeNull();
  });

  test("control: were the removal not written, the old session would still open the desk", async () => {
    const { accountId, membershipId } = await newcomer();
    const session = await sessionOf(accountId);
    await removeMember(made.owner, { membershipId });
    await inTransaction(made.owner, ({ db }) =>
      db.membership.updateMany({ where: { id: membershipId }, data: { removedAt: null } }),
    );
    expect(await deskOf(session, slug)).toMatchObject({ membershipId });
  });

  test("nobody whose session ended; strangers, and the owner of another tenant, find nothing", async () => {
    const session = await sessionOf(made.accountId);
    expect(await deskOf({ ...session, sessionVersion: 99 }, slug)).toBe("nobody");
    const other = await makeTenant({
      slug: `o${unique}`,
      name: "다른 곳",
      owner: { email: `other-${unique}@dangol.test`, name: "이두리" },
    });
    expect(await deskOf(await sessionOf(other.accountId), slug)).toBeNull();
    expect(await deskOf(await sessionOf(other.accountId), "no-such-tenant")).toBeNull();
  });
});

describe("owners", () => {
  test("cannot all be gone: of two who remove each other at once, one stays", async () => {
    const second = await newcomer("owner");
    const removals = await Promise.allSettled([
      removeMember(made.owner, { membershipId: second.membershipId }),
      removeMember(made.owner, { membershipId: made.membershipId }),
    ]);
    expect(removals.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await membersOf(made.owner)).filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  test("cannot give up the last ownership", async () => {
    const { membershipId } = made;
    expect(await reason(changeRole(made.owner, { membershipId, role: "staff" }))).toBe("tenants.lastOwner");
    expect(await reason(removeMember(made.owner, { membershipId }))).toBe("tenants.lastOwner");
  });

  test("cannot reach members of another tenant", async () => {
    const other = await makeTenant({
      slug: `o${unique}`,
      name: "다른 곳",
      owner: { email: `other-${unique}@dangol.test`, name: "이두리" },
    });
    const { membershipId } = await newcomer();
    expect(await reason(removeMember(other.owner, { membershipId }))).toBe("tenants.noSuchMember");
  });
});

describe("an invitation", () => {
  const email = () => `guest-${unique}@dangol.test`;

  test("is accepted once, by a new account", async () => {
    const secret = secretIn((await invite(made.owner, { email: email(), role: "staff" })).text);
    expect(await invitationBehind(secret)).toMatchObject({
      tenantSlug: slug,
      role: "staff",
      hasAccount: false,
    });
    const given = { name: "박세나", password: "a walk in the park" };
    const answers = await Promise.all([1, 2, 3].map(() => reason(acceptAsNewAccount(secret, given))));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    expect((await membersOf(made.owner)).map(({ name }) => name)).toEqual(["김하나", "박세나"]);
    expect(await invitationBehind(secret)).toBeNull();
  });

  test("asks the holder of a known address to sign in, and then takes them", async () => {
    const account = await outsideTenants((tx) => makeAccount(tx, { email: email(), name: "박세나" }));
    const secret = secretIn((await invite(made.owner, { email: email(), role: "instructor" })).text);
    const given = { name: "누구", password: "a walk in the park" };
    expect(await reason(acceptAsNewAccount(secret, given))).toBe("accounts.signInFirst");
    await acceptInvitation(secret, { id: account.id, name: "박세나" });
    expect(await desksOf(account.id)).toEqual([{ slug, name: "하나마케팅", role: "instructor" }]);
    expect(await reason(invite(made.owner, { email: email(), role: "staff" }))).toBe("tenants.alreadyMember");
  });

  test("ends when taken back, replaced or too old", async () => {
    const first = secretIn((await invite(made.owner, { email: email(), role: "staff" })).text);
    const second = secretIn((await invite(made.owner, { email: email(), role: "staff" })).text);
    expect(await invitationBehind(first)).toBeNull();
    const [open] = await openInvitations(made.owner);
    await revokeInvitation(made.owner, { invitationId: open?.id ?? "" });
    expect(await invitationBehind(second)).toBeNull();
    const third = secretIn((await invite(made.owner, { email: email(), role: "staff" })).text);
    await inTransaction(made.owner, ({ db, now }) =>
      db.invitation.updateMany({ where: {}, data: { expiresAt: now } }),
    );
    expect(await invitationBehind(third)).toBeNull();
    expect(await reason(acceptInvitation(third, { id: made.accountId, name: "x" }))).toBe(
      "accounts.linkEnded",
    );
  });

  test("brings a removed member back with the new role", async () => {
    const { accountId, membershipId } = await newcomer("staff");
    await removeMember(made.owner, { membershipId });
    const secret = secretIn((await invite(made.owner, { email: email(), role: "instructor" })).text);
    await acceptInvitation(secret, { id: accountId, name: "이두리" });
    expect(await deskOf(await sessionOf(accountId), slug)).toMatchObject({
      membershipId,
      role: "instructor",
    });
  });
});

describe("settings", () => {
  const footer = {
    businessName: "하나",
    representative: null,
    businessNumber: null,
    address: null,
    phone: "02-123-4567",
    email: null,
  };

  test("are not overwritten by whoever began from an older version (G5)", async () => {
    const { version } = await settingsOf(made.owner);
    await changeFooter(made.owner, { version, ...footer });
    const basics = {
      version,
      name: "새 이름",
      zone: "Asia/Tokyo",
      locale: "en" as const,
      brandColor: null,
      introduction: null,
    };
    expect(await reason(changeBasics(made.owner, basics))).toBe("tenants.changedMeanwhile");
    expect(await settingsOf(made.owner)).toMatchObject({
      name: "하나마케팅",
      businessName: "하나",
      version: version + 1,
    });
    await changeBasics(made.owner, { ...basics, version: version + 1 });
    expect(await settingsOf(made.owner)).toMatchObject({
      name: "새 이름",
      zone: "Asia/Tokyo",
      businessName: "하나",
    });
  });

  test("keep a provider's secret encrypted, and the old account beside a new one", async () => {
    const one = {
      accountSid: `AC${"1".repeat(32)}`,
      authToken: "first token",
      senderNumber: "02-123",
      messagingServiceSid: null,
    };
    const { id } = await setTextingAccount(made.owner, one);
    const stored = await inTransaction(made.owner, ({ db }) =>
      db.providerAccount.findFirstOrThrow({ where: { id } }),
    );
    expect(stored.encryptedCredentials).not.toContain("first token");
    await setTextingAccount(made.owner, { ...one, authToken: null, senderNumber: "02-456" });
    const [kept] = await inTransaction(made.owner, (tx) => activeCredentials(tx));
    expect(kept).toMatchObject({ id, secret: "first token", senderNumber: "02-456" });
    const two = { ...one, accountSid: `AC${"2".repeat(32)}` };
    expect(await reason(setTextingAccount(made.owner, { ...two, authToken: null }))).toBe(
      "tenants.tokenMissing",
    );
    await setTextingAccount(made.owner, { ...two, authToken: "second token" });
    expect((await sendingAccounts(made.owner)).map(({ key, active }) => [key, active])).toEqual([
      [two.accountSid, true],
      [one.accountSid, false],
    ]);
    expect(await inTransaction(made.owner, (tx) => credentialsById(tx, id))).toMatchObject({
      secret: "first token",
    });
  });
});

test("the operator's list counts and tells nothing else", async () => {
  await newcomer();
  const row = (await tenantsForOperator()).find((tenant) => tenant.slug === slug);
  expect(row).toMatchObject({ name: "하나마케팅", status: "active", members: 2, customers: 0, messages: 0 });
});
