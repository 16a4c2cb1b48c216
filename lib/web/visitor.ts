import { headers } from "next/headers";
import { answerOnce } from "@/lib/platform/idempotency";
import { countTry, type RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import { keyedHash } from "@/lib/platform/secrets";
import type { TenantScope, Tx } from "@/lib/platform/tenancy";
import { inTransaction } from "@/lib/platform/tenancy";
import type { Given } from "./form-values";
import { callerAddress, callerAddressIn, networkOf } from "./request-address";
import { isOurOrigin } from "./request-origin";

/** What is known of somebody without an account, for the consent ledger and the limits. */
export interface Visitor {
  /** Keyed hash of the address; the address itself is stored nowhere. */
  addressHash: string;
  userAgent: string;
}

export const visitor = async (): Promise<Visitor> => visitorIn(await headers());

/** The same for a route that has the request in its hand. */
export function visitorIn(given: Pick<Headers, "get">): Visitor {
  const userAgent = given.get("user-agent")?.slice(0, 300) ?? "";
  return { addressHash: keyedHash("visitor address", callerAddressIn(given)), userAgent };
}

/** Origin, honeypot, then the limit of this address; each refuses. */
export async function refuseAbuse(given: Given, limit: RateLimit): Promise<void> {
  if (!(await isOurOrigin())) throw new Refusal("forbidden", "errors.foreignOrigin");
  if (given.honeypot) throw new Refusal("invalid", "errors.invalid");
  const counted = await countTry(limit, networkOf(await callerAddress()));
  if (!counted.allowed) throw new Refusal("limit", "errors.limit", { seconds: counted.retryAfterSeconds });
}

/** Runs the verb; with an idempotency key in one transaction together with its answer. */
export async function onceIfKeyed<Scope extends TenantScope, Value>(
  scope: Scope,
  request: { actorKey: string; key: string | undefined; input: unknown },
  verb: (scope: Scope) => Promise<Value>,
): Promise<Value> {
  const { actorKey, key, input } = request;
  if (!key) return verb(scope);
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(key)) throw new Refusal("invalid", "errors.invalid");
  return inTransaction(scope, (tx: Tx) =>
    answerOnce(tx, { actorKey, key, input }, () => verb({ ...scope, ...tx })),
  );
}
