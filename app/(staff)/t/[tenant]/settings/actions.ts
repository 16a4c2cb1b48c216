"use server";

import { sendMail } from "@/lib/platform/email/email";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";
import { invite, revokeInvitation } from "@/lib/tenants/invitations";
import { changeRole, removeMember } from "@/lib/tenants/members";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";
import {
  basicsInput,
  footerInput,
  invitationInput,
  memberInput,
  optOutInput,
  privacyInput,
  proofInput,
  revokeInput,
  roleInput,
  twilioInput,
} from "@/lib/tenants/schema";
import { changeBasics, changeFooter, changeOptOutNumber, changePrivacyPolicy } from "@/lib/tenants/settings";
import { staffAction } from "@/lib/web/staff-action";

export const saveBasics = staffAction("settings.write", basicsInput, changeBasics);
export const saveFooter = staffAction("settings.write", footerInput, changeFooter);
export const savePrivacyPolicy = staffAction("settings.write", privacyInput, changePrivacyPolicy);
export const saveOptOutNumber = staffAction("settings.write", optOutInput, changeOptOutNumber);
export const saveTextingAccount = staffAction("keys.write", twilioInput, setTextingAccount);
export const saveAdvertisingProof = staffAction("keys.write", proofInput, recordAdvertisingProof);

/** The mail goes out before the answer: whoever invites must hear when it could not be sent. */
export const sendInvitation = staffAction("members.write", invitationInput, async (staff, input) => {
  await sendMail(await invite(staff, input));
});
export const takeBackInvitation = staffAction("members.write", revokeInput, revokeInvitation);
export const saveRole = staffAction("members.write", roleInput, changeRole);
export const dismissMember = staffAction("members.write", memberInput, removeMember);
