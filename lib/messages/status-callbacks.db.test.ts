import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { POST as postStatus } from "@/app/api/webhooks/twilio/status/route";
import { closeDatabase } from "@/lib/platform/database/pool";
import { env } from "@/lib/platform/env";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, outsideTenants } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
  sender,
  sendingTenant,
  template,
} from "./testing/message-world";
import { sign, signedBy } from "./testing/signed-webhook";

type Tenant = Awaited<ReturnType<typeof sendingTenant>>;
let world: MessageWorld;
let tenant: Tenant;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  tenant = await sendingTenant();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const post = signedBy(() => tenant.authToken);

/** A message that the provider took, with what its callbacks need. */
async function accepted(owner: Tenant, number = 1) {
  const id = await planned(owner, {
    customerId: await person(owner, mobile(number)),
    templateVersionId: await template(owner, "#{이름}님 안내"),
  });
  await world.goTo(0);
  const row = await messageOf(owner, id);
  const callback = (status: string, more: Record<string, string> = {}) => ({
    AccountSid: owner.accountSid,
    MessageSid: row.providerSid as string,
    MessageStatus: status,
    To: mobile(number),
    From: sender,
    ...more,
  });
  return { id, path: `/api/webhooks/twilio/status?m=${row.callbackId}`, callback };
}

const keptCallbacks = (owner: Tenant) => inTransaction(owner, ({ db }) => db.providerCallback.count());

describe("status callbacks", () => {
  test("repeated, late and out of order: stays delivered, one row and one event each (row 92)", async () => {
    const { id, path, callback } = await accepted(tenant);
    for (const status of ["delivered", "sent", "delivered", "queued", "delivered"])
      expect(await post(postStatus, path, callback(status), {})).toBe(204);
    await world.goTo(1);
    expect((await messageOf(tenant, id)).state).toBe("delivered");
    expect(await post(postStatus, path, callback("sent"), {})).toBe(204);
    await world.goTo(2);
    expect((await messageOf(tenant, id)).state).toBe("delivered");
    expect(await keptCallbacks(tenant)).toBe(3);
    const events = await inTransaction(tenant, ({ db }) =>
      db.event.count({ where: { type: "message.delivered", subjectId: id } }),
    );
    expect(events).toBe(1);
  });

  test.each([
    ["no signature", { value: null }],
    ["an empty one", { value: "" }],
    ["one that was invented", { value: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }],
    ["one for another address", { url: "https://elsewhere.example/api/webhooks/twilio/status" }],
    ["one for http where we are https", { url: "https://localhost/x" }],
    ["one with another account's token", { token: "0".repeat(32) }],
  ])("%s: 403 and nothing changes (row 93)", async (_, signature) => {
    const { id, path, callback } = await accepted(tenant);
    expect(await post(postStatus, path, callback("delivered"), signature)).toBe(403);
    await world.goTo(1);
    expect((await messageOf(tenant, id)).state).toBe("accepted");
    expect(await keptCallbacks(tenant)).toBe(0);
  });

  test("a changed or added field breaks the signature", async () => {
    const { path, callback } = await accepted(tenant);
    const value = sign(tenant.authToken, env.baseUrl + path, callback("sent"));
    expect(await post(postStatus, path, callback("delivered"), { value })).toBe(403);
    expect(await post(postStatus, path, { ...callback("sent"), Extra: "1" }, { value })).toBe(403);
    expect(await post(postStatus, path, callback("sent"), { value })).toBe(204);
  });

  test("tenant A's sid on tenant B's address is refused, with either's token (row 95)", async () => {
    const other = await sendingTenant();
    const [mine, theirs] = [await accepted(tenant, 1), await accepted(other, 2)];
    expect(await post(postStatus, theirs.path, mine.callback("failed"), {})).toBe(403);
    expect(await post(postStatus, theirs.path, mine.callback("failed"), { token: other.authToken })).toBe(
      204,
    );
    await world.goTo(1);
    expect((await messageOf(other, theirs.id)).state).toBe("accepted");
    expect((await messageOf(tenant, mine.id)).state).toBe("accepted");
  });

  test.each(["", "m=", "m=1", "m=%00", "m=' or 1=1", `m=${crypto.randomUUID()}`])(
    "an address that names no message is refused: ?%s",
    async (query) => {
      const path = `/api/webhooks/twilio/status?${query}`;
      expect(await post(postStatus, path, { MessageSid: "SM1", MessageStatus: "sent" }, {})).toBe(403);
    },
  );

  test("a status nobody knows yet changes nothing and is not asked about again", async () => {
    const { id, path, callback } = await accepted(tenant);
    expect(await post(postStatus, path, callback("teleported"), {})).toBe(204);
    await world.goTo(1);
    expect((await messageOf(tenant, id)).state).toBe("accepted");
    const waiting = await inTransaction(tenant, ({ db }) =>
      db.providerCallback.count({ where: { appliedAt: null } }),
    );
    expect(waiting).toBe(0);
  });

  test("of a text that left through a number pool: verified with its account's token, and applied", async () => {
    const pool = `MG${"c".repeat(32)}`;
    const pooled = await sendingTenant({ messagingServiceSid: pool });
    const { id, path, callback } = await accepted(pooled);
    const own = { token: pooled.authToken };
    // A pool names itself and the number it chose, which is none that we know.
    const more = { MessagingServiceSid: pool, From: "+827099990000", ErrorCode: "", RawDlrDoneDate: "" };
    expect(await post(postStatus, path, callback("delivered", more), { token: tenant.authToken })).toBe(403);
    expect(await post(postStatus, path, callback("delivered", more), own)).toBe(204);
    await world.goTo(1);
    expect((await messageOf(pooled, id)).state).toBe("delivered");
  });

  test("a body too large is refused before anything is looked up", async () => {
    const { path, callback } = await accepted(tenant);
    expect(await post(postStatus, path, callback("sent", { Pad: "x".repeat(30_000) }), {})).toBe(403);
  });
});

describe("control", () => {
  test("without a tenant's scope a callback id shows no message", async () => {
    const { id } = await accepted(tenant);
    expect(await outsideTenants(({ db }) => db.message.count({ where: { id } }))).toBe(0);
  });
});
