import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordConsents } from "@/lib/customers/consents";
import { liftSuppression, suppress } from "@/lib/customers/suppressions";
import { deskOfOwn } from "@/lib/customers/testing/desk";
import { moveClock } from "@/lib/platform/clock";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { isLongRun } from "@/scripts/checks/long-run";

import { part } from "./parting";
import {
  addressOf,
  beginnings,
  brokenPromises,
  happening,
  nothingYet,
  rowKeys,
  seeded,
  smallBusiness,
  standingMerges,
} from "./testing/happenings";

beforeAll(() => moveClock(new Date("2026-11-23T03:00:00Z"), { frozen: false }));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

/** Seeds and lengths. In 71 a refusal had to reach somebody through one who had refused before. */
const sequences: [number, number][] = isLongRun
  ? Array.from({ length: 120 }, (_, seed) => [seed + 1, 48])
  : [
      [1, 22],
      [2, 22],
      [3, 22],
      [71, 48],
    ];

describe("whatever is merged, parted, edited, said, applied for and stopped", () => {
  it.each(sequences)(
    "loses no row, no refusal and no seat, and widens no consent (sequence %i)",
    async (seed, steps) => {
      const random = seeded(seed);
      const business = await smallBusiness(await deskOfOwn());
      const remembered = nothingYet();
      const past: string[] = [];
      for (let step = 0; step < steps; step += 1) {
        const next = beginnings[step] ?? happening(random);
        past.push(next.words);
        try {
          await next.do(business, remembered);
        } catch (error) {
          throw new Error(past.join(" · "), { cause: error });
        }
        for (const key of await rowKeys(business.tenant)) remembered.rows.add(key);
        expect(await brokenPromises(business, remembered), past.join(" · ")).toEqual([]);
      }
      for (const mergeId of await standingMerges(business.tenant)) await part(business.tenant, { mergeId });
      expect(await brokenPromises(business, remembered), past.join(" · ")).toEqual([]);
      const left = new Set(await rowKeys(business.tenant));
      expect(
        [...remembered.rows].filter((key) => !left.has(key)),
        past.join(" · "),
      ).toEqual([]);
    },
    120_000,
  );
});

/** Controls: each promise broken by hand is seen. */
describe("the promises", () => {
  it("see a consent nobody gave, a refusal lifted and a seat miscounted", async () => {
    const business = await smallBusiness(await deskOfOwn());
    const { tenant, customers, runs } = business;
    const remembered = nothingYet();
    remembered.stopped.set(addressOf(0), new Set(["all"]));
    const evidence = { textVersion: "1", textHash: "", locale: "ko", source: "staff" };
    await inTransaction(tenant, async (tx) => {
      await suppress(tx, { channel: "sms", address: addressOf(0), scope: "all", source: "inbound" });
    });
    expect(await brokenPromises(business, remembered)).toEqual([]);
    await inTransaction(tenant, async (tx) => {
      await liftSuppression(tx, { channel: "sms", address: addressOf(0), scope: "all" });
      await recordConsents(tx, customers[1] ?? "", [
        { purpose: "advertising", channel: "sms", given: true, evidence },
      ]);
      await tx.db.seatPool.updateMany({ where: { runId: runs[0] ?? "" }, data: { taken: 1 } });
    });
    expect((await brokenPromises(business, remembered)).map((one) => one.split(":")[0])).toEqual([
      "consent widened",
      "suppression lost",
      "seats",
    ]);
  });
});
