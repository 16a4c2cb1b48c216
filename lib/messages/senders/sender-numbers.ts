import type { z } from "zod";

import { largestFile, readUpload } from "@/lib/customers/record/stored-upload";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { localDate } from "@/lib/platform/zoned-time";

import { lookAgain } from "../planning";
import type { senderInput } from "./schema";
import { proofHolds, proofsFor, readSender, type SenderKind, type SenderProof } from "./sender-number-rule";

export interface SenderNumber {
  id: string;
  number: string;
  kind: SenderKind;
  proof: SenderProof;
  description: string;
  hasFile: boolean;
  /** Local dates. */
  registeredOn: string;
  validUntil: string | null;
  recordedBy: string;
  recordedAt: Date;
  /** Registered by now, and not out of date. */
  holds: boolean;
}

const dateText = (date: Date) => date.toISOString().slice(0, 10);

/** The senders that the tenant recorded, those without a valid proof first. */
export async function senderNumbers(tenant: TenantScope | Tx): Promise<SenderNumber[]> {
  return inTransaction(tenant, async (tx) => {
    const today = await todayOf(tx);
    const rows = await tx.db.senderNumber.findMany({
      where: { retiredAt: null },
      orderBy: { recordedAt: "desc" },
      omit: { tenantId: true, retiredAt: true },
    });
    return rows
      .map(({ fileId, ...row }) => {
        const dates = {
          registeredOn: dateText(row.registeredOn),
          validUntil: row.validUntil && dateText(row.validUntil),
        };
        return {
          ...row,
          ...dates,
          kind: row.kind as SenderKind,
          proof: row.proof as SenderProof,
          hasFile: fileId !== null,
          holds: proofHolds(dates, today),
        };
      })
      .toSorted((a, b) => Number(a.holds) - Number(b.holds));
  });
}

async function todayOf(tx: Tx): Promise<string> {
  const { zone } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { zone: true },
  });
  return localDate(tx.now, zone);
}

/**
 * Records that a number is registered, with its proof, by a named person. The same number again is its newer proof. Refuses
 * numbers that cannot be senders, and papers that do not show a number of that kind.
 */
export async function recordSender(
  tenant: TenantScope,
  input: z.output<typeof senderInput>,
): Promise<{ id: string; mayBeFiltered: boolean }> {
  const reading = readSender(input.number);
  if (reading.kind === "refused") throw new Refusal("invalid", `texting.senders.refused.${reading.reason}`);
  const { kind, number, mayBeFiltered } = reading;
  if (!proofsFor(kind).includes(input.proof)) throw new Refusal("invalid", "texting.senders.otherProof");
  const validUntil = input.validUntil ?? null;
  if (validUntil !== null && validUntil < input.registeredOn)
    throw new Refusal("invalid", "texting.senders.endsBeforeItBegins");
  return inTransaction(tenant, async (tx) => {
    const known = await tx.db.senderNumber.findFirst({ where: { number }, select: { id: true } });
    const id = known?.id ?? newId();
    const facts = {
      kind,
      proof: input.proof,
      description: input.description,
      registeredOn: new Date(input.registeredOn),
      validUntil: validUntil && new Date(validUntil),
      recordedBy: tx.actor.name ?? tx.actor.kind,
      recordedAt: tx.now,
      retiredAt: null,
    };
    if (known) await tx.db.senderNumber.updateMany({ where: { id }, data: { ...facts, fileId: null } });
    else await tx.db.senderNumber.create({ data: { tenantId: tx.tenantId, id, number, ...facts } });
    await lookAgain(tx, {}, "gate.reasons.SENDER_NOT_REGISTERED");
    await recordEvent(
      tx,
      "tenant.sender_recorded",
      { kind: "sender_number", id },
      { sender: kind, proof: input.proof, registeredOn: input.registeredOn, validUntil },
    );
    return { id, mayBeFiltered };
  });
}

/** Texts by this number wait from now on; the record of it stays. Calm when that was done already. */
export async function retireSender(tenant: TenantScope, { id }: { id: string }): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.senderNumber.updateMany({
      where: { id, retiredAt: null },
      data: { retiredAt: tx.now },
    });
    if (count > 0) await recordEvent(tx, "tenant.sender_retired", { kind: "sender_number", id });
  });
}

/** As much as a form around the largest paper takes. Bytes. */
export const largestPaperForm = largestFile + 64 * 1024;

/** Puts a copy of the paper with a sender: a picture or a PDF, checked by its bytes. */
export async function addPaper(
  tenant: TenantScope,
  { id, upload }: { id: string; upload: Uint8Array },
): Promise<void> {
  const reading = await readUpload(upload);
  if (reading.kind === "refused") throw new Refusal("invalid", `customers.files.${reading.reason}`);
  await inTransaction(tenant, async (tx) => {
    const fileId = newId();
    await tx.db.storedFile.create({
      data: { ...reading.file, tenantId: tx.tenantId, id: fileId, createdAt: tx.now },
      select: { id: true },
    });
    const { count } = await tx.db.senderNumber.updateMany({
      where: { id, retiredAt: null },
      data: { fileId },
    });
    if (count === 0) throw new Refusal("not_found", "errors.not_found");
    await recordEvent(tx, "tenant.sender_paper_added", { kind: "sender_number", id });
  });
}

/** The copy of the paper, or "not found". */
export async function paperOf(
  tenant: TenantScope,
  id: string,
): Promise<{ mediaType: string; bytes: Uint8Array<ArrayBuffer> }> {
  return inTransaction(tenant, async (tx) => {
    const found = await tx.db.senderNumber.findFirst({
      where: { id, retiredAt: null },
      select: { file: { select: { mediaType: true, bytes: true } } },
    });
    if (!found?.file) throw new Refusal("not_found", "errors.not_found");
    return found.file;
  });
}
