import webPush from "web-push";
import { env } from "@/lib/platform/env";
import { isPushService } from "./push-services";
import { vapidKeys } from "./vapid";

/** A browser's address at its push service, with the keys that only it can read our words with. */
export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** `gone`: the browser was uninstalled or said no; it must not be written to again. */
type PushOutcome = "sent" | "gone" | "failed";

const timeoutMs = 10_000;
/** How long the service may keep it for a device that is off. */
const ttlSeconds = 12 * 3600;

/** Posts one encrypted notification, once. Never throws for what the service or the network does. */
export async function sendPush(subscription: Subscription, words: object): Promise<PushOutcome> {
  const { endpoint, p256dh, auth } = subscription;
  if (!isPushService(endpoint)) return "gone";
  try {
    const request = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(words),
      {
        vapidDetails: { subject: sender(), ...vapidKeys() },
        TTL: ttlSeconds,
        urgency: "high",
      },
    );
    const response = await fetch(endpoint, {
      method: request.method,
      headers: request.headers as Record<string, string>,
      body: new Uint8Array(request.body ?? Buffer.alloc(0)),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return "gone";
    return response.ok ? "sent" : "failed";
  } catch {
    return "failed";
  }
}

/** Whom a push service may write to about us: the bare address of MAIL_FROM. */
const sender = (): string =>
  `mailto:${env.mailFrom
    .slice(env.mailFrom.lastIndexOf("<") + 1)
    .replace(">", "")
    .trim()}`;
