"use server";

import { redirect } from "next/navigation";
import { changeCaps, changeCountries, changeFrequency, changeTestMode } from "@/lib/messages/limits/limits";
import {
  capsInput,
  countriesInput,
  frequencyInput,
  pauseInput,
  testModeInput,
} from "@/lib/messages/limits/schema";
import { pauseSending, resumeSending } from "@/lib/messages/limits/switches";
import { confirmOwnPhone, nameOwnPhone } from "@/lib/messages/own-phone";
import { codeInput, ownPhoneInput, testInput } from "@/lib/messages/readiness/schema";
import { senderIdInput, senderInput } from "@/lib/messages/senders/schema";
import { recordSender, retireSender } from "@/lib/messages/senders/sender-numbers";
import { sendTest } from "@/lib/messages/test-send";
import { messagesOf } from "@/lib/platform/i18n/messages";
import {
  type AccountInput,
  accountIdInput,
  smtpAccountInput,
  solapiAccountInput,
  twilioAccountInput,
} from "@/lib/tenants/account-schema";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";
import { proofInput } from "@/lib/tenants/schema";
import { retireAccount, saveSendingAccount, takeAccountBack } from "@/lib/tenants/sending-accounts";
import { nothing } from "@/lib/web/account-action";
import type { StaffScope } from "@/lib/web/staff";
import { staffAction } from "@/lib/web/staff-action";

/** A new one leads back to the list of what is needed: its number wants a proof next. */
async function saveAccount(staff: StaffScope, input: AccountInput): Promise<void> {
  await saveSendingAccount(staff, input);
  if (!input.id) redirect(`/t/${staff.tenant.slug}/settings/texting`);
}

export const saveTwilio = staffAction("keys.write", twilioAccountInput, saveAccount);
export const saveSolapi = staffAction("keys.write", solapiAccountInput, saveAccount);
export const saveMailServer = staffAction("keys.write", smtpAccountInput, saveAccount);
export const stopUsingAccount = staffAction("keys.write", accountIdInput, retireAccount);
export const bringAccountBack = staffAction("keys.write", accountIdInput, takeAccountBack);

export const saveSender = staffAction("keys.write", senderInput, recordSender);
export const stopUsingSender = staffAction("keys.write", senderIdInput, retireSender);
export const saveAdvertisingProof = staffAction("keys.write", proofInput, recordAdvertisingProof);

export const saveCaps = staffAction("settings.write", capsInput, changeCaps);
export const saveCountries = staffAction("settings.write", countriesInput, changeCountries);
export const saveFrequency = staffAction("settings.write", frequencyInput, changeFrequency);
export const saveTestMode = staffAction("settings.write", testModeInput, changeTestMode);
export const stopEverything = staffAction("settings.write", pauseInput, pauseSending);
export const resumeEverything = staffAction("settings.write", nothing, (staff) => resumeSending(staff));

export const sendMeCode = staffAction("keys.write", ownPhoneInput, nameOwnPhone);
export const confirmMyPhone = staffAction("keys.write", codeInput, confirmOwnPhone);
export const sendMeTest = staffAction("keys.write", testInput, (staff, { channel }) => {
  const { smsBody, mailSubject, mailBody } = messagesOf(staff.locale).texting.test;
  const said = channel === "email" ? { subject: mailSubject, body: mailBody } : { body: smsBody };
  return sendTest(staff, { channel, ...said });
});
