import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";
import { sendingAccounts } from "@/lib/tenants/sending-accounts";

import { sendingState } from "../limits/state";
import { senderKey } from "../senders/sender-number-rule";
import { type CheckItem, checklist, type HeldUp, hindrances, type SetUp } from "./checklist";

/** The tenant's checklist for sending. */
export const readiness = (tenant: TenantScope | Tx): Promise<CheckItem[]> =>
  inTransaction(tenant, async (tx) => checklist(await setUpOf(tx)));

async function setUpOf(tx: Tx): Promise<SetUp> {
  const state = await sendingState(tx);
  const accounts = (await sendingAccounts(tx)).filter(({ active }) => active);
  const settings = await tx.db.tenantSettings.findUnique({ where: { tenantId: tx.tenantId } });
  const proofs = await tx.db.advertisingProof.findMany({
    where: { validFrom: { lte: tx.now }, OR: [{ validUntil: null }, { validUntil: { gt: tx.now } }] },
    select: { provider: true },
  });
  const tested = await tx.db.testSend.findFirst({ where: { state: "accepted" }, select: { id: true } });
  return {
    accounts: accounts.map(({ provider, channels, messagingServiceSid, senderNumber }) => ({
      provider,
      channels,
      sender: senderKey(messagingServiceSid ?? senderNumber),
    })),
    registered: state.senders,
    proofs: new Set(proofs.map(({ provider }) => provider)),
    optOutNumber: Boolean(settings?.optOutNumber),
    businessName: Boolean(settings?.businessName),
    contact: Boolean(settings?.phone ?? settings?.email),
    address: Boolean(settings?.address),
    testMode: state.testAddresses !== null,
    paused: state.pausedBy === "tenant",
    tested: tested !== null,
  };
}

const aheadHours = 7 * 24;

/** What is missing of the set-up and holds up messages of the next seven days; empty where nothing is held up. */
export async function heldUp(tx: Tx): Promise<HeldUp[]> {
  const planned = await tx.db.message.groupBy({
    by: ["channel", "class"],
    where: { state: { in: ["planned", "held"] }, dueAt: { lte: addHours(tx.now, aheadHours) } },
    _count: true,
  });
  if (planned.length === 0) return [];
  return hindrances(
    checklist(await setUpOf(tx)),
    planned.map(({ channel, class: messageClass, _count }) => ({
      channel,
      class: messageClass,
      count: _count,
    })),
  );
}
