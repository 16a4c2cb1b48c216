"use server";

import { sendMail } from "@/lib/platform/email/email";
import { invite, revokeInvitation } from "@/lib/tenants/invitations";
import { changeRole, removeMember } from "@/lib/tenants/members";
import {
  basicsInput,
  footerInput,
  invitationInput,
  memberInput,
  optOutInput,
  privacyInput,
  revokeInput,
  roleInput,
} from "@/lib/tenants/schema";
import { changeBasics, changeFooter, changeOptOutNumber, changePrivacyPolicy } from "@/lib/tenants/settings";
import { staffAction } from "@/lib/web/staff-action";

export const saveBasics = staffAction("settings.write", basicsInput, changeBasics);
export const saveFooter = staffAction("settings.write", footerInput, changeFooter);
export const savePrivacyPolicy = staffAction("settings.write", privacyInput, changePrivacyPolicy);
export const saveOptOutNumber = staffAction("settings.write", optOutInput, changeOptOutNumber);

/** The mail goes out before the answer: whoever invites must hear when it could not be sent. */
export const sendInvitation = staffAction("members.write", invitationInput, async (staff, input) => {
  await sendMail(await invite(staff, input));
});
export const takeBackInvitation = staffAction("members.write", revokeInput, revokeInvitation);
export const saveRole = staffAction("members.write", roleInput, changeRole);
export const dismissMember = staffAction("members.write", memberInput, removeMember);
