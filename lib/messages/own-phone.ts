import { randomInt } from "node:crypto";

import { recordEvent } from "@/lib/platform/events";
import { readPhone } from "@/lib/platform/phone-number";
import { Refusal } from "@/lib/platform/refusal";
import { keyedHash } from "@/lib/platform/secrets";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { sendToMember, type Tested } from "./test-send";

const codeMinutes = 10;
const mostTries = 5;

/**
 * Names the member's number and sends six digits to it, as a test does: that they arrive is the first thing a test would show.
 * A number named anew is to be confirmed anew.
 */
export async function nameOwnPhone(tenant: TenantScope, { number }: { number: string }): Promise<Tested> {
  const reading = readPhone(number, { country: "KR" });
  if (reading.kind !== "mobile") throw new Refusal("invalid", "texting.test.notAMobile");
  const membershipId = tenant.actor.id ?? "";
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await inTransaction(tenant, async (tx) => {
    const facts = {
      number: reading.e164,
      codeHash: hashOf(membershipId, code),
      codeUntil: new Date(tx.now.getTime() + codeMinutes * 60_000),
      tries: 0,
      confirmedAt: null,
    };
    const { count } = await tx.db.memberPhone.updateMany({ where: { membershipId }, data: facts });
    if (count === 0)
      await tx.db.memberPhone.create({ data: { tenantId: tx.tenantId, membershipId, ...facts } });
  });
  const body = tenant.locale === "en" ? `Dangol code: ${code}` : `[단골] 확인 번호는 ${code}이에요.`;
  return sendToMember(tenant, { address: reading.e164, country: reading.country }, { channel: "sms", body });
}

/** Confirms the number by the digits that came to it; five tries, ten minutes. */
export async function confirmOwnPhone(tenant: TenantScope, { code }: { code: string }): Promise<void> {
  const membershipId = tenant.actor.id ?? "";
  const outcome = await inTransaction(tenant, async (tx) => {
    const tried = await tx.db.memberPhone.updateMany({
      where: { membershipId, tries: { lt: mostTries }, codeUntil: { gt: tx.now } },
      data: { tries: { increment: 1 } },
    });
    if (tried.count === 0) return "codeOver";
    const { count } = await tx.db.memberPhone.updateMany({
      where: { membershipId, codeHash: hashOf(membershipId, code.replaceAll(/\D/g, "")) },
      data: { confirmedAt: tx.now, codeHash: null, codeUntil: null },
    });
    if (count === 0) return "codeWrong";
    await recordEvent(tx, "member.phone_confirmed", { kind: "membership", id: membershipId });
    return "confirmed";
  });
  // Refused only after the try is written down.
  if (outcome !== "confirmed") throw new Refusal("invalid", `texting.test.${outcome}`);
}

const hashOf = (membershipId: string, code: string) => keyedHash("own phone code", `${membershipId} ${code}`);
