import { randomBytes } from "node:crypto";
import type { OpenAccount } from "../channel";
import { authorization } from "./authorization";

const provider = "https://api.solapi.com";
const defaultTimeoutMs = 15_000;
/** A page of a hundred messages is far below it. */
const longestAnswer = 5_000_000;

/** What came of one request. `unreached`: no connection was made, so nothing left. */
export type Answer =
  | { kind: "answered"; status: number; json: unknown; retryAfter: string | null }
  | { kind: "unreached" }
  | { kind: "unanswered"; detail: string };

/** Connecting failed, so no byte of the request left. */
const neverConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

/**
 * One signed request, never repeated: Solapi's own client sends a POST up to four times, and each of them is a text. No
 * redirects are followed. Never throws.
 */
export async function ask(
  account: OpenAccount,
  method: "GET" | "POST",
  path: string,
  body?: object,
): Promise<Answer> {
  // Solapi refuses a signature that is minutes away from its own clock: real time, wherever a demo has moved the business clock.
  const date = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const signed = {
    apiKey: account.key,
    apiSecret: account.secret,
    date,
    salt: randomBytes(16).toString("hex"),
  };
  try {
    const response = await fetch(`${account.baseUrl?.replace(/\/{1,9}$/, "") ?? provider}/${path}`, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(account.timeoutMs ?? defaultTimeoutMs),
      headers: {
        Authorization: authorization(signed),
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const json = readJson(await textOf(response));
    return {
      kind: "answered",
      status: response.status,
      json,
      retryAfter: response.headers.get("retry-after"),
    };
  } catch (error) {
    const code = codeOf(error);
    return code && neverConnected.includes(code)
      ? { kind: "unreached" }
      : { kind: "unanswered", detail: code ?? (error as Error).name };
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > longestAnswer) throw new Error("answer too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Undefined for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  return typeof cause?.code === "string" ? cause.code : undefined;
}
