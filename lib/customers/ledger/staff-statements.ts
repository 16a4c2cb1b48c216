import type { z } from "zod";

import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addMonths, instantOf, localDate } from "@/lib/platform/zoned-time";

import { isOwnWord } from "../consent-basis";
import { consentText } from "../consent-texts";
import { type ConsentEvidence, recordConsents, standingConsents } from "../consents";
import { customerOrRefuse } from "../customers";
import type { ConsentPurpose } from "../schema";
import { liftSuppression, lockAddress, suppress } from "../suppressions";
import type { paperInput, withdrawalInput } from "./schema";

/**
 * A person took back a consent where a member heard it: by telephone, across the counter, by the 080 number, by letter. The
 * ledger gets a line with the way and the note; refusing advertising stops the number at once and takes the night with it
 * (row 28). The result notice follows by itself. Repeating it changes nothing.
 */
export async function withdrawByStaff(
  tenant: TenantScope,
  { customerId, purpose, heard, note }: z.output<typeof withdrawalInput>,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { phone } = await customerOrRefuse(tx, customerId);
    const evidence = { source: "staff", sourcePage: heard, ...(note ? { note } : {}) };
    const standing = await standingConsents(tx, customerId);
    if (purpose === "advertising" && standing.some((one) => one.purpose === "night" && one.given))
      await withdraw(tx, customerId, "night", evidence);
    if (purpose === "advertising" && phone) {
      const { address } = phone;
      await suppress(tx, {
        channel: "sms",
        address,
        scope: "advertising",
        source: "staff",
        customerId,
        evidence,
      });
    }
    await withdraw(tx, customerId, purpose, evidence);
  });
}

type Said = Pick<ConsentEvidence, "source" | "sourcePage" | "note">;

/** Also where nothing was given before, for a refusal is a word of its own; nothing where it was said already. */
async function withdraw(tx: Tx, customerId: string, purpose: ConsentPurpose, said: Said): Promise<void> {
  const { channel } = consentText(purpose, tx.locale, { businessName: "" });
  const newest = (await standingConsents(tx, customerId, channel)).find((one) => one.purpose === purpose);
  if (newest?.given === false && newest.basis === "given") return;
  const evidence = { ...said, textVersion: "withdrawal", textHash: "", locale: tx.locale };
  await recordConsents(tx, customerId, [{ purpose, channel, given: false, evidence }]);
}

/** Two years on, a consent that was never confirmed again no longer counts (Network Act Art. 50(8)). */
const oldestPaperInMonths = 24;

/**
 * A person consented on paper, and there is something that shows it: a file with the signed paper, whose own bytes then
 * stand for the text, or our printed wording and a note of where it is kept. Refuses a paper that is older than what the
 * person said since (`consents.paper.older`), a day to come, and one that is too old to count. The person's own new
 * word lifts their refusal; what the carrier holds back stays.
 */
export async function recordPaper(
  tenant: TenantScope,
  given: z.output<typeof paperInput>,
): Promise<{ recorded: true }> {
  return inTransaction(tenant, async (tx) => {
    const { phone } = await customerOrRefuse(tx, given.customerId);
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const occurredAt = signedAt(given.signedOn, zone, tx.now);
    if (phone) await lockAddress(tx, "sms", phone.address);
    const purposes = (["advertising", "night", "marketing"] as const).filter((one) => given.purposes[one]);
    await refuseOlder(tx, given.customerId, purposes, given.signedOn, zone);
    if (purposes.includes("night") && !purposes.includes("advertising"))
      await refuseNightAlone(tx, given.customerId);
    if (purposes.includes("advertising") && phone)
      await liftSuppression(tx, { channel: "sms", address: phone.address, scope: "advertising" });
    const proof = await proofOf(tx, given);
    await recordConsents(
      tx,
      given.customerId,
      purposes.map((purpose) => {
        const { channel, version, hash } = consentText(purpose, tx.locale, { businessName: "" });
        const text = proof.fileHash
          ? { textVersion: "paper", textHash: proof.fileHash }
          : { textVersion: version, textHash: hash };
        return {
          purpose,
          channel,
          given: true,
          evidence: {
            ...text,
            locale: tx.locale,
            source: "staff",
            sourcePage: "paper",
            note: given.note ?? undefined,
            proofFileId: proof.fileId,
            occurredAt,
          },
        };
      }),
    );
    return { recorded: true };
  });
}

/** The beginning of the day that stands on the paper: of all readings the one that asks for the next confirmation soonest. */
function signedAt(day: string, zone: string, now: Date): Date {
  const today = localDate(now, zone);
  const wrong = (reason: string) => new Refusal("invalid", reason, { field: "signedOn" });
  if (day > today) throw wrong("consents.paper.future");
  if (addMonths(day, oldestPaperInMonths) <= today) throw wrong("consents.paper.tooOld");
  return instantOf({ date: day, time: "00:00", zone });
}

/** Of a paper and a refusal of the same day nobody knows which came first: the refusal counts. */
async function refuseOlder(
  tx: Tx,
  customerId: string,
  purposes: readonly ConsentPurpose[],
  signedOn: string,
  zone: string,
): Promise<void> {
  const standing = await standingConsents(tx, customerId);
  const since = standing.filter(
    (one) =>
      purposes.includes(one.purpose) &&
      one.channel !== "email" &&
      !one.given &&
      localDate(one.occurredAt, zone) >= signedOn,
  );
  if (since.length > 0) throw new Refusal("conflict", "consents.paper.older", { field: "signedOn" });
}

async function refuseNightAlone(tx: Tx, customerId: string): Promise<void> {
  const standing = await standingConsents(tx, customerId, "sms");
  if (!standing.some(({ purpose, given, basis }) => purpose === "advertising" && given && isOwnWord(basis)))
    throw new Refusal("invalid", "consents.paper.nightAlone", { field: "purposes" });
}

async function proofOf(
  tx: Tx,
  { customerId, fileId }: z.output<typeof paperInput>,
): Promise<{ fileId?: string; fileHash?: string }> {
  if (!fileId) return {};
  const file = await tx.db.customerFile.findFirst({
    where: { id: fileId, customerId, removedAt: null },
    select: { file: { select: { sha256: true } } },
  });
  if (!file) throw new Refusal("invalid", "consents.paper.noSuchFile", { field: "fileId" });
  return { fileId, fileHash: file.file.sha256 };
}
