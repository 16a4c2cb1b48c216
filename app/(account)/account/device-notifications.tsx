"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { startNotifications, stopNotifications } from "./actions";
import { ownSubscription, pushIsPossible, subscribe } from "./browser-push";

type State = "unknown" | "impossible" | "off" | "on" | "working" | "blocked" | "failed" | "refused";

/** Turns notifications on and off for the browser in front of us. Where there can be none, nothing is shown. */
export function DeviceNotifications({ publicKey }: { publicKey: string }) {
  const words = useTranslations("alerts");
  const [state, setState] = useState<State>("unknown");

  useEffect(() => {
    if (!pushIsPossible()) return setState("impossible");
    ownSubscription().then(
      (subscription) => setState(subscription ? "on" : "off"),
      () => setState("off"),
    );
  }, []);

  async function turnOn() {
    setState("working");
    if ((await Notification.requestPermission()) !== "granted") return setState("blocked");
    try {
      const answer = await startNotifications(null, await subscribe(publicKey));
      if (answer.ok) return setState("on");
      await (await ownSubscription())?.unsubscribe();
      setState("refused");
    } catch {
      setState("failed");
    }
  }

  async function turnOff() {
    setState("working");
    const subscription = await ownSubscription();
    if (subscription) {
      await stopNotifications(null, { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    setState("off");
  }

  if (state === "unknown" || state === "impossible") return null;
  const problem = { blocked: "device.blocked", failed: "device.failed", refused: "unknownService" } as const;
  return (
    <section className="grid gap-3 border-t border-line pt-5" aria-labelledby="device">
      <h2 id="device" className="font-bold">
        {words("device.title")}
      </h2>
      <p className="text-ink-2">{words("device.intro")}</p>
      {state in problem && (
        <Notice tone="warn" announce>
          {words(problem[state as keyof typeof problem])}
        </Notice>
      )}
      {state === "on" ? (
        <>
          <Notice tone="good" announce>
            {words("device.isOn")}
          </Notice>
          <Button look="quiet" onClick={turnOff}>
            {words("device.off")}
          </Button>
        </>
      ) : (
        <Button look="secondary" onClick={turnOn} disabled={state === "working"}>
          {state === "working" ? words("device.working") : words("device.on")}
        </Button>
      )}
    </section>
  );
}
