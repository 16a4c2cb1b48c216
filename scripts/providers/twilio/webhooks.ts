import { createHmac } from "node:crypto";

/**
 * Twilio's X-Twilio-Signature, written from its public description and not from its library, so that
 * server and verifying library check each other.
 */
export function twilioSignature(authToken: string, url: string, params: Record<string, string>): string {
  const data = Object.keys(params)
    .sort()
    .reduce((text, name) => text + name + params[name], url);
  return createHmac("sha1", authToken).update(data, "utf8").digest("base64");
}

/** One attempt chain of a webhook, kept for tests: `status` null means that no answer came. */
export interface WebhookCall {
  url: string;
  params: Record<string, string>;
  at: string;
  attempts: number;
  status: number | null;
  fault: string | null;
}

const limit = 32;

/** Posts signed webhooks, few at a time. Like Twilio it tries once more when the connection fails, and only then. */
export function createWebhooks(realNow: () => Date) {
  const calls: WebhookCall[] = [];
  const pending = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= limit) await new Promise<void>((start) => waiting.push(start));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }

  async function attempt(call: WebhookCall, authToken: string, token: string): Promise<void> {
    call.attempts += 1;
    const response = await fetch(call.url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
      headers: {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "User-Agent": "TwilioProxy/1.1",
        "X-Twilio-Signature": twilioSignature(authToken, call.url, call.params),
        "I-Twilio-Idempotency-Token": token,
      },
      body: new URLSearchParams(call.params).toString(),
    });
    await response.arrayBuffer();
    call.status = response.status;
  }

  async function deliver(call: WebhookCall, authToken: string): Promise<WebhookCall> {
    const token = crypto.randomUUID();
    await turn(async () => {
      try {
        await attempt(call, authToken, token);
      } catch {
        await attempt(call, authToken, token).catch(() => undefined);
      }
    });
    return call;
  }

  return {
    calls: (): readonly WebhookCall[] => calls,
    post(url: string, params: Record<string, string>, authToken: string): Promise<WebhookCall> {
      const call = { url, params, at: realNow().toISOString(), attempts: 0, status: null, fault: null };
      calls.push(call);
      const done = deliver(call, authToken);
      const tracked = done.then(() => void pending.delete(tracked));
      pending.add(tracked);
      return done;
    },
    drop(url: string, params: Record<string, string>) {
      calls.push({ url, params, at: realNow().toISOString(), attempts: 0, status: null, fault: "dropped" });
    },
    /** Resolves when no webhook is under way. */
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    clear: () => void calls.splice(0),
  };
}

export type Webhooks = ReturnType<typeof createWebhooks>;
