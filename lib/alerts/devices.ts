import type { z } from "zod";
import { decrypt, encrypt } from "@/lib/platform/encryption";
import { newId } from "@/lib/platform/ids";
import type { Subscription } from "@/lib/platform/push/push";
import { isPushService } from "@/lib/platform/push/push-services";
import { Refusal } from "@/lib/platform/refusal";
import { hashSecret } from "@/lib/platform/secrets";
import { inTransaction, outsideTenants, systemScope, type Tx } from "@/lib/platform/tenancy";
import type { deviceInput } from "./schema";

const use = "push subscription";
/** More browsers than anybody has: the oldest makes room. */
const devicesAtMost = 10;

/** This browser is told from now on, at every desk of the account. Said twice, it is one. */
export async function addDevice(account: { id: string }, given: z.output<typeof deviceInput>): Promise<void> {
  if (!isPushService(given.endpoint)) throw new Refusal("invalid", "alerts.unknownService");
  await atEveryDesk(account.id, async (tx, membershipId) => {
    const endpointHash = hashSecret(given.endpoint);
    await tx.db.pushSubscription.deleteMany({ where: { membershipId, endpointHash } });
    const id = newId();
    const sealedSubscription = encrypt(use, id, JSON.stringify(given));
    await tx.db.pushSubscription.create({
      data: { tenantId: tx.tenantId, id, membershipId, endpointHash, sealedSubscription, createdAt: tx.now },
    });
    const tooMany = await tx.db.pushSubscription.findMany({
      where: { membershipId },
      orderBy: { id: "desc" },
      skip: devicesAtMost,
      select: { id: true },
    });
    await tx.db.pushSubscription.deleteMany({ where: { id: { in: tooMany.map((one) => one.id) } } });
  });
}

/** This browser is told no more, at no desk of the account. */
export async function removeDevice(account: { id: string }, endpoint: string): Promise<void> {
  await atEveryDesk(account.id, async (tx, membershipId) => {
    await tx.db.pushSubscription.deleteMany({ where: { membershipId, endpointHash: hashSecret(endpoint) } });
  });
}

async function atEveryDesk(accountId: string, work: (tx: Tx, membershipId: string) => Promise<void>) {
  const desks = await outsideTenants(
    ({ db }) => db.$queryRaw<{ tenantId: string; membershipId: string }[]>`
      SELECT tenant_id::text AS "tenantId", membership_id::text AS "membershipId" FROM tenants_of_account(${accountId}::uuid)`,
  );
  for (const { tenantId, membershipId } of desks)
    await inTransaction(systemScope(tenantId), (tx) => work(tx, membershipId));
}

export const openSubscription = (row: { id: string; sealedSubscription: string }): Subscription =>
  JSON.parse(decrypt(use, row.id, row.sealedSubscription)) as Subscription;
