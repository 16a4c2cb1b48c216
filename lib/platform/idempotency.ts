import { createHash } from "node:crypto";
import type { Prisma } from "./database/generated/client";
import { insertRows } from "./insert-rows";
import { Refusal } from "./refusal";
import type { Tx } from "./tenancy";

/**
 * Does `work` once for a key (safety.md rule 14): the answer is stored in the transaction of its effect, a repeated
 * request gets the first one's answer, and one that comes meanwhile waits for it. The same key with another input is
 * refused. `actorKey` says whose key it is ("visitor", "link:<id>"), so that nobody meets another's.
 */
export async function answerOnce<Value>(
  tx: Tx,
  request: { actorKey: string; key: string; input: unknown },
  work: () => Promise<Value>,
): Promise<Value> {
  const { actorKey, key } = request;
  const requestHash = hashOf(request.input);
  const claimed = await insertRows(
    tx,
    "idempotencyKey",
    [{ tenantId: tx.tenantId, actorKey, key, requestHash, response: {}, createdAt: tx.now }],
    { skipDuplicates: true },
  );
  if (claimed === 0) {
    const known = await tx.db.idempotencyKey.findFirstOrThrow({ where: { actorKey, key } });
    if (known.requestHash !== requestHash) throw new Refusal("conflict", "errors.keyReused");
    return (known.response as { value?: Value }).value as Value;
  }
  const value = await work();
  await tx.db.idempotencyKey.updateMany({
    where: { actorKey, key },
    data: { response: (value === undefined ? {} : { value }) as Prisma.InputJsonObject },
  });
  return value;
}

const hashOf = (input: unknown) => createHash("sha256").update(canonical(input)).digest("base64url");

/** JSON with sorted keys, so that two equal inputs have one hash. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
