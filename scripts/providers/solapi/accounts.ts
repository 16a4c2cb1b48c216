import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { SolapiRefusal } from "./refusals";

export const accountInput = z.strictObject({
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  /** Registered senders, digits only; every well-formed number when absent. */
  numbers: z.array(z.string()).optional(),
  /** Won to spend; without end when absent. */
  balance: z.number().optional(),
});

/** An account known to the local server. */
export type SolapiAccount = z.infer<typeof accountInput>;

const header =
  /^HMAC-SHA256 apiKey=([^,\s]{1,200}), date=([^,\s]{1,40}), salt=([^,\s]{12,64}), signature=([0-9a-f]{64})$/;
/** How far a request's date may be from the real clock. */
const skewMs = 15 * 60_000;
const mostSalts = 10_000;

/**
 * Accounts by key. With `adopt`, a key nobody knows is taken with whatever signature: unlike a password, a signature does not
 * tell the secret it was made with. Known accounts are always checked.
 */
export function createAccounts(known: SolapiAccount[], adopt: boolean, realNow: () => Date) {
  const byKey = new Map(known.map((account) => [account.apiKey, account]));
  const adopted = new Map<string, SolapiAccount>();
  const salts = new Set<string>();

  function isSigned(account: SolapiAccount, date: string, salt: string, signature: string): boolean {
    const right = createHmac("sha256", account.apiSecret)
      .update(date + salt)
      .digest();
    return timingSafeEqual(right, Buffer.from(signature, "hex"));
  }

  return {
    put: (account: SolapiAccount) => void byKey.set(account.apiKey, account),
    clear() {
      byKey.clear();
      adopted.clear();
      for (const account of known) byKey.set(account.apiKey, account);
    },
    /** The account of a request. */
    authenticate(authorization: string | undefined): SolapiAccount {
      const [, apiKey = "", date = "", salt = "", signature = ""] = header.exec(authorization ?? "") ?? [];
      if (!apiKey) throw new SolapiRefusal(401, "Unauthorized", "인증 정보가 없거나 형식이 다릅니다.");
      if (!(Math.abs(realNow().getTime() - Date.parse(date)) <= skewMs))
        throw new SolapiRefusal(403, "RequestTimeTooSkewed", "요청 시각이 서버와 너무 다릅니다.");
      if (salts.has(salt)) throw new SolapiRefusal(403, "DuplicatedSignature", "이미 사용한 서명입니다.");
      const account = byKey.get(apiKey) ?? (adopt ? adoptedAccount(apiKey) : undefined);
      if (!account) throw new SolapiRefusal(403, "InvalidAPIKey", "유효한 API Key가 아닙니다.");
      if (byKey.has(apiKey) && !isSigned(account, date, salt, signature))
        throw new SolapiRefusal(403, "SignatureDoesNotMatch", "서명이 일치하지 않습니다.");
      if (salts.size >= mostSalts) salts.clear();
      salts.add(salt);
      return account;
    },
  };

  function adoptedAccount(apiKey: string): SolapiAccount {
    const account = adopted.get(apiKey) ?? { apiKey, apiSecret: "" };
    adopted.set(apiKey, account);
    return account;
  }
}

export type SolapiAccounts = ReturnType<typeof createAccounts>;
