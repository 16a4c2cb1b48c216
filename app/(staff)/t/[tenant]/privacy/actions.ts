"use server";

import { liftHold, placeHold } from "@/lib/privacy/holds";
import { closeRequest, eraseCustomer, registerRequest } from "@/lib/privacy/requests";
import { changeRule } from "@/lib/privacy/retention";
import { closeInput, eraseInput, holdInput, liftInput, registerInput, ruleInput } from "@/lib/privacy/schema";
import { staffAction } from "@/lib/web/staff-action";

export const noteRequest = staffAction("privacy.write", registerInput, registerRequest);
export const answerRequest = staffAction("privacy.write", closeInput, closeRequest);
export const holdCustomer = staffAction("privacy.write", holdInput, placeHold);
export const releaseCustomer = staffAction("privacy.write", liftInput, liftHold);
export const erasePerson = staffAction("privacy.write", eraseInput, eraseCustomer);
export const switchRule = staffAction("privacy.write", ruleInput, changeRule);
