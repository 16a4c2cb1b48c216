"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { readTaps, type Tap, withoutTap, withTap, writeTaps } from "./kept-taps";

const msBetweenTries = 5_000;

/** `null` when the tap arrived, a sentence when it was refused for good. Throws while it cannot arrive. */
export type SendTap = (tap: Tap) => Promise<string | null>;

/**
 * Taps that reach the server sooner or later: what cannot be sent now is kept in this browser, also over a reload, and
 * tried again until it arrives. Marks say how it stands, so one that arrives twice does no harm.
 */
export function useKeptTaps(key: string, send: SendTap) {
  const taps = useRef<Tap[]>([]);
  const sending = useRef(false);
  const [kept, setKept] = useState<Tap[]>([]);
  const [offline, setOffline] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const sendNow = useEffectEvent(send);

  const keep = useCallback(
    (next: Tap[]) => {
      taps.current = next;
      setKept(next);
      writeTaps(localStorage, key, next);
    },
    [key],
  );

  const flush = useEffectEvent(async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      for (let tap = taps.current[0]; tap; tap = taps.current[0]) {
        const refused = await sendNow(tap);
        setOffline(false);
        if (refused) setProblem(refused);
        keep(withoutTap(taps.current, tap));
      }
    } catch {
      setOffline(true);
    } finally {
      sending.current = false;
    }
  });

  const [wake, setWake] = useState(0);
  useEffect(() => {
    if (wake > 0) void flush();
  }, [wake]);

  useEffect(() => {
    keep(readTaps(localStorage, key));
    void flush();
    const again = () => void flush();
    const timer = setInterval(again, msBetweenTries);
    globalThis.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      globalThis.removeEventListener("online", again);
    };
  }, [key, keep]);

  /** Keeps first and sends then: a tap is never only in the air. */
  const tap = useCallback(
    (...given: Tap[]) => {
      setProblem(null);
      keep(given.reduce(withTap, taps.current));
      setWake((count) => count + 1);
    },
    [keep],
  );

  return { kept, offline, problem, tap };
}
