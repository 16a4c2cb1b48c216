import { createHash } from "node:crypto";
import { z } from "zod";
import type { OpenAccount, SendOutcome } from "../channel";
import { outcomeOfSend } from "./answers";
import { ask } from "./request";

type StoredImage = { kind: "stored"; imageId: string } | { kind: "not_stored"; outcome: SendOutcome };

const uploaded = z.object({ fileId: z.string().min(1) });

/** Pictures handed over by this process, so that one text to a thousand people uploads its picture once. */
const known = new Map<string, string>();
const mostKnown = 200;

/**
 * The id under which Solapi keeps a picture for an MMS. An upload that fails is no message: nothing was sent, and what could not
 * be reached may be tried again.
 */
export async function imageIdOf(account: OpenAccount, bytes: Uint8Array): Promise<StoredImage> {
  const key = keyOf(account, bytes);
  const imageId = known.get(key);
  if (imageId) return { kind: "stored", imageId };
  const answer = await ask(account, "POST", "storage/v1/files", {
    file: Buffer.from(bytes).toString("base64"),
    type: "MMS",
  });
  const read = uploaded.safeParse(
    answer.kind === "answered" && answer.status === 200 ? answer.json : undefined,
  );
  if (!read.success) return { kind: "not_stored", outcome: withoutDoubt(outcomeOfSend(answer)) };
  const oldest = known.keys().next();
  if (known.size >= mostKnown && !oldest.done) known.delete(oldest.value);
  known.set(key, read.data.fileId);
  return { kind: "stored", imageId: read.data.fileId };
}

/** After a refused MMS: perhaps the provider keeps its picture no longer. */
export const forgetImage = (account: OpenAccount, bytes: Uint8Array): boolean =>
  known.delete(keyOf(account, bytes));

const keyOf = (account: OpenAccount, bytes: Uint8Array) =>
  [account.key, account.baseUrl ?? "", createHash("sha256").update(bytes).digest("hex")].join("\n");

/** An unclear upload is a certain "not sent". */
const withoutDoubt = (outcome: SendOutcome): SendOutcome =>
  outcome.kind === "refused" ? outcome : { kind: "throttled", retryAfterSeconds: 30 };
