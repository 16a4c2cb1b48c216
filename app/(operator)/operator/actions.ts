"use server";

import { pauseInput, standingInput } from "@/lib/messages/limits/schema";
import { changeStanding, pausePlatform, resumePlatform } from "@/lib/messages/limits/switches";
import { operatorAction } from "@/lib/web/account-action";

export const stopAll = operatorAction(pauseInput, pausePlatform);
export const resumeAll = operatorAction(pauseInput, resumePlatform);
export const saveStanding = operatorAction(standingInput, changeStanding);
