import { refresh } from "next/cache";
import { after } from "next/server";
import { z } from "zod";
import type { Account } from "@/lib/accounts/accounts";
import { type Mail, sendMail } from "@/lib/platform/email/email";
import { log } from "@/lib/platform/log";
import { Refusal } from "@/lib/platform/refusal";
import type { Answer } from "./answer";
import { formValues } from "./form-values";
import { refusedBy } from "./refusal-response";
import { isOurOrigin } from "./request-origin";
import { signedIn } from "./session";
import { strict } from "./strict";

/** A server action of somebody who need not be signed in: origin → schema → verb. The verb counts its own limits. */
export function openAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  verb: (input: z.output<Schema>) => Promise<Value>,
) {
  const strictSchema = strict(schema);
  return async (
    _previous: Answer<Value> | null,
    given: FormData | z.input<Schema>,
  ): Promise<Answer<Value>> => {
    const { input, values } = formValues(given);
    try {
      if (!(await isOurOrigin())) throw new Refusal("forbidden", "errors.foreignOrigin");
      return { ok: true, value: await verb(strictSchema.parse(input) as z.output<Schema>) };
    } catch (error) {
      return refusedBy(error, values);
    }
  };
}

/** A server action of an account as such, without a tenant: openAction, then the session. */
export function accountAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  verb: (account: Account, input: z.output<Schema>) => Promise<Value>,
) {
  return openAction(schema, async (input) => {
    const account = await signedIn();
    if (!account) throw new Refusal("forbidden", "errors.signedOut");
    const value = await verb(account, input);
    refresh();
    return value;
  });
}

/** A server action of an operator, for the whole installation: for everybody else there is nothing here. */
export function operatorAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  verb: (account: Account, input: z.output<Schema>) => Promise<Value>,
) {
  return accountAction(schema, (account, input) => {
    if (!account.isOperator) throw new Refusal("not_found", "errors.not_found");
    return verb(account, input);
  });
}

/** Sends after the answer has gone, so that time does not tell whether there was anything to send. */
export function sendAfterwards(mail: Mail | null): void {
  if (!mail) return;
  after(() => sendMail(mail).catch((error: unknown) => log.error({ error }, "mail not sent")));
}

export const nothing = z.strictObject({});
