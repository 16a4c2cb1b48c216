"use server";

import { checkNow, connectTemplate } from "@/lib/messages/alimtalk/alimtalk";
import { checkNowInput, connectTemplateInput } from "@/lib/messages/alimtalk/schema";
import { staffAction } from "@/lib/web/staff-action";

export const checkTemplatesNow = staffAction("keys.write", checkNowInput, checkNow);
export const connectTextTo = staffAction("keys.write", connectTemplateInput, connectTemplate);
