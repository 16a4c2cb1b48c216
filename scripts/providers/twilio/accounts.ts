import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { refusal } from "./refusals";

export const accountInput = z.strictObject({
  sid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  authToken: z.string().min(1),
  /** Senders of this account; every well-formed number when absent. */
  numbers: z.array(z.string()).optional(),
  /** Number pools; any MG sid with one number when absent. */
  messagingServices: z.array(z.strictObject({ sid: z.string(), numbers: z.array(z.string()) })).optional(),
  /** Where texts from phones are posted. */
  inboundUrl: z.url().optional(),
  /** Present on a trial account: the only numbers it may write to (21608 otherwise). */
  verifiedNumbers: z.array(z.string()).optional(),
  /** Prefixes without geo permission (21408), e.g. "+7". */
  blockedPrefixes: z.array(z.string()).optional(),
});

/** A provider account known to the local server. */
export type ProviderAccount = z.infer<typeof accountInput>;

/** Any pool answers from this number when the account lists none: Twilio's own "valid sender" for tests. */
const defaultPool = ["+15005550006"];

/** The senders of a pool; empty when it has none, undefined when it does not exist. */
export function poolOf(account: ProviderAccount, serviceSid: string): string[] | undefined {
  if (!account.messagingServices) return /^MG[0-9a-fA-F]{32}$/.test(serviceSid) ? defaultPool : undefined;
  return account.messagingServices.find((service) => service.sid === serviceSid)?.numbers;
}

const sameText = (one: string, other: string) => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Accounts by sid. With `adopt`, the first credentials seen for an unknown sid are kept, so that every demo tenant works. */
export function createAccounts(known: ProviderAccount[], adopt: boolean, inboundUrl: string | undefined) {
  const bySid = new Map(known.map((account) => [account.sid, account]));

  return {
    all: () => [...bySid.values()],
    find: (sid: string) => bySid.get(sid),
    put: (account: ProviderAccount) => void bySid.set(account.sid, account),
    clear: () => {
      bySid.clear();
      for (const account of known) bySid.set(account.sid, account);
    },
    /** The account of a request by HTTP Basic; 20003 without valid credentials, 20404 for another account's path. */
    authenticate(authorization: string | undefined, pathSid: string): ProviderAccount {
      const encoded = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
      if (!encoded) throw refusal(20003);
      const [sid = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
      const authToken = rest.join(":");
      if (adopt && !bySid.has(sid) && /^AC[0-9a-fA-F]{32}$/.test(sid) && authToken) {
        bySid.set(sid, { sid, authToken, inboundUrl });
      }
      const account = bySid.get(sid);
      if (!account || !sameText(account.authToken, authToken)) throw refusal(20003);
      if (sid !== pathSid) throw refusal(20404);
      return account;
    },
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
