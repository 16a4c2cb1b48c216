import { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { changedText, requiredText, wholeNumber } from "@/lib/platform/form-fields";
import { lastFour } from "@/lib/platform/formats/phone-format";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";
import { lockRecord } from "../shops";
import { lockAddresses } from "../suppressions";
import { type ContactChannel, contactChannels, type ReadAddress, readAddress } from "./contact-address";

const mostPoints = 20;
const longestLabel = 30;
const version = wholeNumber({ min: 1, max: 1_000_000_000 });

export const addPointInput = z.object({
  customerId: z.uuid(),
  channel: z.enum(contactChannels),
  address: requiredText(254),
  label: changedText(longestLabel),
});

/** One more number or address. Somebody else may have it too; its recognised owner stays whoever it was. */
export async function addContactPoint(
  tenant: TenantScope,
  given: z.output<typeof addPointInput>,
): Promise<{ id: string }> {
  const read = readOrRefuse(given.channel, given.address);
  return inTransaction(tenant, async (tx) => {
    await lockPoints(tx, given.customerId, given.channel, [read.address]);
    await customerOrRefuse(tx, given.customerId);
    const own = await tx.db.contactPoint.findMany({
      where: { customerId: given.customerId },
      select: { channel: true, address: true },
    });
    if (own.length >= mostPoints)
      throw new Refusal("limit", "customers.points.tooMany", { most: mostPoints });
    refuseTwice(own, read);
    const { id } = await tx.db.contactPoint.create({
      data: {
        tenantId: tx.tenantId,
        id: newId(),
        customerId: given.customerId,
        channel: read.channel,
        address: read.address,
        lastFour: read.channel === "phone" ? lastFour(read.address) : null,
        label: given.label ?? null,
        recognised: await isFree(tx, read),
        primary: !own.some(({ channel }) => channel === read.channel),
        canReceiveTexts: read.canReceiveTexts,
        createdAt: tx.now,
      },
      select: { id: true },
    });
    await recordChange(tx, given.customerId, given.channel);
    return { id };
  });
}

export const changePointInput = z.object({
  id: z.uuid(),
  version,
  address: requiredText(254),
  label: changedText(longestLabel),
});

/**
 * Corrects a number or address and what it is for. A corrected one may be somebody else's; consents stay, refusals belong
 * to the address and stay with it. Refused when it was changed meanwhile.
 */
export async function changeContactPoint(
  tenant: TenantScope,
  given: z.output<typeof changePointInput>,
): Promise<{ version: number }> {
  return inTransaction(tenant, async (tx) => {
    const seen = await pointOrRefuse(tx, given.id);
    const read = readOrRefuse(seen.channel, given.address);
    await lockPoints(tx, seen.customerId, seen.channel, [seen.address, read.address]);
    const others = await tx.db.contactPoint.findMany({
      where: { customerId: seen.customerId, id: { not: given.id } },
      select: { channel: true, address: true },
    });
    refuseTwice(others, read);
    const moved = read.address !== seen.address;
    const changed = await tx.db.contactPoint.updateMany({
      where: { id: given.id, version: given.version },
      data: {
        ...(given.label === undefined ? {} : { label: given.label }),
        ...(moved
          ? {
              address: read.address,
              lastFour: seen.channel === "phone" ? lastFour(read.address) : null,
              recognised: await isFree(tx, read),
              canReceiveTexts: read.canReceiveTexts,
              badSince: null,
              badReason: null,
              verifiedAt: null,
            }
          : {}),
        version: { increment: 1 },
      },
    });
    if (changed.count === 0) throw new Refusal("conflict", "customers.changedMeanwhile");
    await recordChange(tx, seen.customerId, seen.channel);
    return { version: given.version + 1 };
  });
}

export const pointInput = z.object({ id: z.uuid() });

/** What was removed, so that it can be added again. The oldest of the others becomes the primary one. */
export async function removeContactPoint(
  tenant: TenantScope,
  { id }: z.output<typeof pointInput>,
): Promise<{ customerId: string; channel: ContactChannel; address: string; label: string | null }> {
  return inTransaction(tenant, async (tx) => {
    const { customerId, channel, address } = await pointOrRefuse(tx, id);
    await lockPoints(tx, customerId, channel, [address]);
    const point = await pointOrRefuse(tx, id);
    await tx.db.contactPoint.deleteMany({ where: { id } });
    const next = await tx.db.contactPoint.findFirst({
      where: { customerId, channel },
      orderBy: [{ primary: "desc" }, { createdAt: "asc" }, { id: "asc" }],
      select: { id: true, primary: true },
    });
    if (next && !next.primary)
      await tx.db.contactPoint.updateMany({ where: { id: next.id }, data: { primary: true } });
    await recordChange(tx, customerId, channel);
    return { customerId, channel, address: point.address, label: point.label };
  });
}

/** The number that texts go to, or the address for mail. */
export async function makePrimaryPoint(
  tenant: TenantScope,
  { id }: z.output<typeof pointInput>,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const { customerId, channel, address } = await pointOrRefuse(tx, id);
    await lockPoints(tx, customerId, channel, [address]);
    const { primary } = await pointOrRefuse(tx, id);
    if (primary) return;
    await tx.db.contactPoint.updateMany({
      where: { customerId, channel, primary: true },
      data: { primary: false },
    });
    await tx.db.contactPoint.updateMany({ where: { id }, data: { primary: true } });
    await recordChange(tx, customerId, channel);
  });
}

function readOrRefuse(channel: ContactChannel, typed: string): ReadAddress {
  const reading = readAddress(channel, typed);
  if (reading.kind === "refused") throw new Refusal("invalid", reading.reason, { field: "address" });
  return reading.read;
}

async function pointOrRefuse(tx: Tx, id: string) {
  const point = await tx.db.contactPoint.findFirst({
    where: { id },
    select: { customerId: true, channel: true, address: true, label: true, primary: true },
  });
  if (!point) throw new Refusal("not_found", "errors.not_found");
  return { ...point, channel: point.channel as ContactChannel };
}

/** First the addresses, as a STOP and the sending of a text do, then the customer. */
async function lockPoints(tx: Tx, customerId: string, channel: ContactChannel, addresses: string[]) {
  await lockAddresses(tx, channel === "email" ? "email" : "sms", addresses);
  await lockRecord(tx, customerId);
}

function refuseTwice(own: { channel: string; address: string }[], { channel, address }: ReadAddress): void {
  if (own.some((one) => one.channel === channel && one.address === address))
    throw new Refusal("invalid", "customers.points.twice", { field: "address" });
}

async function isFree(tx: Tx, { channel, address }: ReadAddress): Promise<boolean> {
  const owners = await tx.db.contactPoint.count({ where: { channel, address, recognised: true } });
  return owners === 0;
}

const recordChange = (tx: Tx, customerId: string, channel: ContactChannel) =>
  recordEvent(
    tx,
    "customer.changed",
    { kind: "customer", id: customerId, customerId },
    { fields: [channel] },
  );
