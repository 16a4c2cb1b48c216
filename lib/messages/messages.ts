import type { TenantScope } from "@/lib/platform/tenancy";

import { answerWriter } from "./answer-writer";
import { type Claim, claimMessages, leaseSeconds, releaseClaims } from "./claims";
import type { Answer } from "./outcome";
import { type Submission, submitMessages } from "./submitting";

/** Messages that pass the gate in one transaction, and how many such batches of one tenant a worker has on the wire. */
const batchSize = 64;
const batchesAtOnce = 2;

/** A POST takes up to 15 s: whoever stood still so long that it could outlast the lease must not begin it. */
const latestPostMs = (leaseSeconds - 20) * 1000;

interface Sending {
  /** Told about a message that could not be worked on; it stays claimed until its lease ends, and is taken up again. */
  onError: (error: unknown, id: string) => void;
  /** Aborted when this process is to end: what is not on the wire yet is given back. */
  until?: AbortSignal | undefined;
}

/**
 * Sends what is due, by the protocol of safety.md: claim and commit, last gate and commit, one POST each, record the
 * answers. Returns how many were posted. What another worker took meanwhile is left to it.
 */
export async function sendDue(
  tenant: TenantScope,
  ids: readonly string[],
  { onError, until }: Sending,
): Promise<number> {
  const claims = await claimMessages(tenant, ids);
  const batches = Array.from({ length: Math.ceil(claims.length / batchSize) }, (_, index) =>
    claims.slice(index * batchSize, (index + 1) * batchSize),
  );
  const batchToTake = () => (until?.aborted ? undefined : batches.shift());
  const writer = answerWriter(tenant);
  let posted = 0;
  const take = async () => {
    for (let batch = batchToTake(); batch; batch = batchToTake())
      for (const answer of await sendBatch(tenant, batch, writer, onError))
        if (answer.outcome.kind !== "not_posted") posted += 1;
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, take));
  if (batches.length > 0) await releaseClaims(tenant, batches.flat());
  return posted;
}

async function sendBatch(
  tenant: TenantScope,
  claims: Claim[],
  record: (answer: Answer) => Promise<void>,
  onError: Sending["onError"],
): Promise<Answer[]> {
  const fence = performance.now() + latestPostMs;
  const submissions = await submitOneByOneIfNeeded(tenant, claims, onError);
  return Promise.all(
    submissions.map(async (submission) => {
      const answer = await post(submission, fence);
      await record(answer).catch((error: unknown) => onError(error, submission.id));
      return answer;
    }),
  );
}

/** An error of the database in a batch may be one row's fault: then each is tried by itself, so that it stops no other. */
async function submitOneByOneIfNeeded(
  tenant: TenantScope,
  claims: Claim[],
  onError: Sending["onError"],
): Promise<Submission[]> {
  try {
    return await submitMessages(tenant, claims);
  } catch (error) {
    const [only, ...more] = claims;
    if (only && more.length === 0) {
      onError(error, only.id);
      return [];
    }
    const each: Submission[] = [];
    for (const claim of claims) each.push(...(await submitOneByOneIfNeeded(tenant, [claim], onError)));
    return each;
  }
}

/** Exactly one POST, unless this process was stopped for so long that another may have taken the message over (G16). */
async function post({ id, token, provider, account, outgoing }: Submission, fence: number): Promise<Answer> {
  if (performance.now() > fence) return { id, token, provider, outcome: { kind: "not_posted" } };
  return { id, token, provider, outcome: await provider.send(account, outgoing) };
}
