import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { suppressionOf } from "@/lib/customers/suppressions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { sendSms } from "@/lib/platform/sms/sms";
import { inTransaction } from "@/lib/platform/tenancy";

import { type ChannelWorld, channelWorld } from "./testing/channel-world";
import { endOf, type FaultCase, nameOf, ordered, playMatrix } from "./testing/fault-matrix";
import type { End } from "./testing/fault-table";
import { mobile, person, planned, sendingTenant, template } from "./testing/message-world";

let world: ChannelWorld;

beforeAll(async () => {
  world = await channelWorld();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

/** G8: the written ends stand in testing/fault-table.ts; all of Solapi's and the mail server's play in `faults.long.test.ts`. */
describe("G8: the fault matrix", () => {
  let cases: FaultCase[];

  beforeAll(async () => {
    const all = [...ordered("twilio", "full"), ...ordered("solapi", "dense"), ...ordered("smtp", "dense")];
    cases = await playMatrix(world, all);
  }, 300_000);

  const of = (provider: string, fault: string) =>
    cases.filter((one) => one.provider === provider && one.fault === fault);

  test("every case ends as it is written", async () => {
    const ends: Record<string, End> = {};
    for (const one of cases) ends[nameOf(one)] = await endOf(world, one);
    expect(ends).toEqual(Object.fromEntries(cases.map((one) => [nameOf(one), one.expected])));
    expect(cases).toHaveLength(13 * 2 * 3 + 13 * 4 + 11 * 4);
  });

  test("21610 stops everything to that number, 21211 marks it as dead", async () => {
    for (const one of of("twilio", "400/21610"))
      expect(await inTransaction(one.tenant, (tx) => suppressionOf(tx, "sms", one.to))).toBe("all");
    for (const one of of("twilio", "400/21211"))
      expect(
        await inTransaction(one.tenant, ({ db }) =>
          db.contactPoint.findFirst({ where: { address: one.to } }),
        ),
      ).toMatchObject({ badReason: "21211" });
  });

  test("what was refused for one number is not tried there again, the others go on", async () => {
    const [stopped] = of("twilio", "400/21610");
    const { tenant } = stopped as FaultCase;
    const again = await inTransaction(tenant, ({ db }) => db.customer.findFirstOrThrow());
    const templateVersionId = await template(tenant, "#{이름}님 또 안내");
    const id = await planned(tenant, { customerId: again.id, templateVersionId });
    const other = await planned(tenant, { customerId: await person(tenant, mobile(999)), templateVersionId });
    const before = world.provider.control.requests().length;
    await world.goTo(181);
    const states = await inTransaction(tenant, ({ db }) =>
      db.message.findMany({ where: { id: { in: [id, other] } } }),
    );
    expect(Object.fromEntries(states.map((row) => [row.id, row.state]))).toEqual({
      [id]: "blocked",
      [other]: "accepted",
    });
    expect(world.provider.control.requests()).toHaveLength(before + 1);
  });

  test("30005 from a callback marks the number as dead as well (row 89)", async () => {
    const tenant = await sendingTenant();
    const customerId = await person(tenant, mobile(998));
    world.provider.control.setOutcome({ to: mobile(998), status: "undelivered", errorCode: 30005 });
    await planned(tenant, { customerId, templateVersionId: await template(tenant, "안내") });
    await world.goTo(182);
    await world.provider.control.deliverNow({ to: mobile(998) });
    await world.goTo(183);
    expect(await inTransaction(tenant, ({ db }) => db.contactPoint.findFirst())).toMatchObject({
      badReason: "30005",
    });
    expect(await inTransaction(tenant, ({ db }) => db.message.findFirst())).toMatchObject({
      state: "undelivered",
      errorCode: "30005",
    });
  });
});

describe("control: the matrix notices a protocol that tries again by itself", () => {
  test("a naive retry after 500-but-sent reaches the phone twice", async () => {
    const { accountSid, authToken } = await sendingTenant();
    const to = mobile(997);
    world.provider.control.addFaults([{ kind: "server_error", sent: true, to, times: 1 }]);
    const account = { accountSid, authToken, apiBaseUrl: world.provider.url };
    const sms = {
      to,
      from: "+827012345678",
      body: "안내",
      statusCallbackUrl: `${world.provider.url}/nowhere`,
      validityPeriodSeconds: 60,
    };
    for (let tried = 0; tried < 3; tried += 1) if ((await sendSms(account, sms)).kind === "accepted") break;
    expect(world.provider.control.messages(to)).toHaveLength(2);
  });
});
