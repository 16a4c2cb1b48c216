import clsx from "clsx";

/** How far something is, or how full. `words` say it ("24자리 중 22자리"); the bar only repeats them. */
export function Progress({
  words,
  value,
  max = 100,
  tone = "ink",
  showWords,
  className,
}: {
  words: string;
  value: number;
  max?: number;
  tone?: "ink" | "accent" | "good";
  showWords?: boolean;
  className?: string;
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className={className}>
      <div
        role="progressbar"
        aria-label={words}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={words}
        className="h-1.5 min-w-24 overflow-hidden rounded-full bg-line"
      >
        <div
          className={clsx(
            "h-full rounded-full",
            { ink: "bg-ink-2", accent: "bg-accent", good: "bg-good" }[tone],
          )}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {showWords && (
        <p aria-hidden="true" className="mt-1 text-sm text-ink-3 tabular-nums">
          {words}
        </p>
      )}
    </div>
  );
}
