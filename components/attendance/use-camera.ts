"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";

import { codeReader } from "./code-reader";

const msBetweenLooks = 150;

export type CameraState = "off" | "starting" | "on" | "failed";

/**
 * Looks through the rear camera for QR codes while `wanted`, and says each text it reads, again and again while the code
 * is in sight. Lights go out when the page is left.
 */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  wanted: boolean,
  onText: (text: string) => void,
): CameraState {
  const [state, setState] = useState<CameraState>("off");
  // A page that was read anew hands over new functions; the camera must not blink for that.
  const say = useEffectEvent(onText);

  useEffect(() => {
    if (!wanted) return;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;

    async function start() {
      setState("starting");
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment" },
        audio: false,
      });
      const screen = video.current;
      if (left || !screen) return stop();
      screen.srcObject = stream;
      await screen.play();
      const read = await codeReader();
      setState("on");
      const look = async () => {
        const text = await read(screen).catch(() => null);
        if (left) return;
        if (text) say(text);
        timer = setTimeout(look, msBetweenLooks);
      };
      await look();
    }

    function stop() {
      for (const track of stream?.getTracks() ?? []) track.stop();
    }

    start().catch(() => {
      stop();
      if (!left) setState("failed");
    });
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
      setState("off");
    };
  }, [video, wanted]);

  return state;
}
