import { useEffect, useRef } from "react";
import type { FormWords } from "./form-words";

/** The same for everybody who applies, known or not (safety: the page never tells). */
export function Sent({
  sentTo,
  legacy,
  child,
  words,
}: {
  sentTo: string;
  legacy: boolean;
  child: boolean;
  words: FormWords;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="mt-6 rounded-lg bg-good-soft px-5 py-6">
      <h2 ref={heading} tabIndex={-1} className="text-xl font-bold text-good outline-none">
        {words.sentTitle}
      </h2>
      <p className="mt-2 leading-relaxed">
        {(child ? words.sentGuardian : words.sentText).replace("{phone}", sentTo)}
      </p>
      <p className="mt-3 text-[0.9375rem] text-ink-2">{words.sentNotYet}</p>
      {legacy && <p className="mt-3 text-[0.9375rem] font-semibold text-warn">{words.sentLegacy}</p>}
    </section>
  );
}
