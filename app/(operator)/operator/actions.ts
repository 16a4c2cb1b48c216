"use server";

import type { z } from "zod";
import { pauseInput, standingInput } from "@/lib/messages/limits/schema";
import { changeStanding, pausePlatform, resumePlatform } from "@/lib/messages/limits/switches";
import { Refusal } from "@/lib/platform/refusal";
import { accountAction } from "@/lib/web/account-action";

/** What an operator does for the whole installation; for everybody else there is nothing here. */
const operatorAction = <Schema extends z.ZodType>(
  schema: Schema,
  verb: (operator: { id: string; name: string }, input: z.output<Schema>) => Promise<void>,
) =>
  accountAction(schema, async (account, input) => {
    if (!account.isOperator) throw new Refusal("not_found", "errors.not_found");
    await verb({ id: account.id, name: account.name }, input);
  });

export const stopAll = operatorAction(pauseInput, pausePlatform);
export const resumeAll = operatorAction(pauseInput, resumePlatform);
export const saveStanding = operatorAction(standingInput, changeStanding);
