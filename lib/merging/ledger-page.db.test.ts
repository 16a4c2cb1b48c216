import { afterAll, expect, test } from "vitest";
import { recordConsents } from "@/lib/customers/consents";
import { ledgerOf } from "@/lib/customers/ledger/ledger";
import { called, deskOfOwn } from "@/lib/customers/testing/desk";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { part } from "./parting";
import { mergeAsSeen } from "./testing/two-records";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const says = (tenant: TenantScope, customerId: string, given: boolean) =>
  inTransaction(tenant, (tx) =>
    recordConsents(tx, customerId, [
      {
        purpose: "advertising",
        channel: "sms",
        given,
        evidence: { textVersion: "1", textHash: "", locale: "ko", source: "preferences" },
      },
    ]),
  );

const linesOf = async (tenant: TenantScope, customerId: string) =>
  (await ledgerOf(tenant, customerId)).lines.map(({ given, source }) => `${given} ${source}`).sort();

test("the ledger's page shows what was said under both records, and none of the lines that merging writes", async () => {
  const tenant = await deskOfOwn();
  const [ours, theirs] = [await called(tenant), await called(tenant)];
  await says(tenant, ours, true);
  await says(tenant, theirs, false);
  const mergeId = await mergeAsSeen(tenant, ours, theirs);
  expect(await linesOf(tenant, ours)).toEqual(["false preferences", "true preferences"]);
  const { now } = await ledgerOf(tenant, ours);
  expect(now.find(({ purpose }) => purpose === "advertising")).toMatchObject({ reason: "withdrawn" });
  await part(tenant, { mergeId });
  expect(await linesOf(tenant, ours)).toEqual(["true preferences"]);
  expect(await linesOf(tenant, theirs)).toEqual(["false preferences"]);
});
