import clsx from "clsx";
import type { ReactNode } from "react";

/** A sheet of paper on the ground. `flush` leaves its padding to rows of its own (RowList, tables). */
export function Card({
  children,
  className,
  flush,
  as: Element = "div",
  ...rest
}: {
  children: ReactNode;
  className?: string;
  flush?: boolean;
  as?: "div" | "section" | "article" | "li";
  id?: string;
  "aria-labelledby"?: string;
}) {
  return (
    <Element
      {...rest}
      className={clsx(
        "min-w-0 rounded-lg border border-line bg-surface",
        flush ? "px-5 py-2" : "px-5 py-4.5",
        className,
      )}
    >
      {children}
    </Element>
  );
}

/** A quiet heading over cards, with an optional link or tag beside it. */
export function SectionHeading({
  children,
  aside,
  id,
  className,
}: {
  children: ReactNode;
  aside?: ReactNode;
  id?: string;
  className?: string;
}) {
  return (
    <div className={clsx("mb-2.5 flex flex-wrap items-baseline justify-between gap-x-4", className)}>
      <h2 id={id} className="text-sm font-semibold text-ink-3">
        {children}
      </h2>
      {aside && (
        <div className="text-sm [&>a]:-my-3 [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center">{aside}</div>
      )}
    </div>
  );
}

/** The words over a card's title that say what kind of thing it is. */
export function Kicker({ children, tone = "warn" }: { children: ReactNode; tone?: "warn" | "plain" }) {
  return (
    <p className={clsx("mb-1 text-xs font-semibold", tone === "warn" ? "text-warn" : "text-ink-3")}>
      {children}
    </p>
  );
}

/** Buttons under a card's words; on a phone they share the width, and `note` takes a line of its own. */
export function CardActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="mt-3.5 flex flex-wrap items-center gap-2 max-sm:[&>a]:flex-1 max-sm:[&>button]:flex-1 max-sm:[&>form]:flex-1 max-sm:[&>form>button]:w-full">
      {children}
      {note && <p className="text-xs text-ink-3 max-sm:w-full sm:ml-auto">{note}</p>}
    </div>
  );
}
