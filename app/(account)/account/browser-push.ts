const script = "/notifications.js";

/** Whether this browser can show notifications at all. */
export const pushIsPossible = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Asks the browser's push service for an address of its own, and says it as our server wants it. */
export async function subscribe(publicKey: string) {
  await navigator.serviceWorker.register(script, { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "" };
}
