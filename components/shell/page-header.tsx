import clsx from "clsx";
import type { ReactNode } from "react";

/** The title of a page, what stands under it, and its actions at the right (full width below it on a phone). */
export function PageHeader({
  title,
  suffix,
  sub,
  trail,
  actions,
  className,
}: {
  title: ReactNode;
  /** Quieter words on the title's line: "봉평메밀 대표". */
  suffix?: ReactNode;
  sub?: ReactNode;
  /** A Breadcrumb. */
  trail?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <header className={clsx("mb-5 sm:mb-7", className)}>
      {trail && <div className="mb-1.5">{trail}</div>}
      <div className="flex flex-wrap items-start gap-x-5 gap-y-4">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-2xl font-bold tracking-[-0.02em] sm:text-3xl">
            {title}
            {suffix && (
              <span className="ml-2 text-base font-medium tracking-normal text-ink-2">{suffix}</span>
            )}
          </h1>
          {sub && <p className="mt-1 text-ink-2">{sub}</p>}
        </div>
        {actions && (
          <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow max-sm:*:basis-[calc(50%-0.25rem)]">
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}
