import type { ReactNode } from "react";

/** A figure that stands alone, with what it counts. */
export function BigNumber({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <p className="text-4xl font-bold tracking-[-0.03em] tabular-nums">
      {children}
      {note && <span className="ml-2 text-[0.9375rem] font-medium tracking-normal text-ink-2">{note}</span>}
    </p>
  );
}
