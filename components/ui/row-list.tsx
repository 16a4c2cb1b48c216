import clsx from "clsx";
import type { ReactNode } from "react";

/** Rows divided by hairlines, usually in a flush Card. */
export function RowList({ children, className }: { children: ReactNode; className?: string }) {
  return <ul className={clsx("divide-y divide-line", className)}>{children}</ul>;
}

/** One row: when or what at the left, the matter, and something at its end (a tag, a bar, a button). */
export function Row({
  lead,
  leadWidth = "short",
  strongLead,
  children,
  note,
  end,
}: {
  lead?: ReactNode;
  leadWidth?: "short" | "long";
  strongLead?: boolean;
  children: ReactNode;
  /** A second, quieter line. */
  note?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-2 py-2.5 text-[0.9375rem]">
      {lead !== undefined && (
        <span
          className={clsx(
            "shrink-0 self-start tabular-nums",
            leadWidth === "short" ? "w-13" : "w-22",
            strongLead ? "font-bold" : "text-ink-3",
          )}
        >
          {lead}
        </span>
      )}
      <div className="min-w-0 flex-1 basis-28">
        {children}
        {note && <div className="text-sm text-ink-3">{note}</div>}
      </div>
      {end && <div className="shrink-0">{end}</div>}
    </li>
  );
}

/** Names and values of one thing. */
export function DetailList({ details }: { details: { name: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5.25rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[0.9375rem]">
      {details.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: details do not move
        <div key={index} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
