import type { ReactNode } from "react";
import { PageLink } from "./page-link";

/** The way back up. The page itself is its title, not a step. */
export function Breadcrumb({
  label,
  steps,
}: {
  label: string;
  steps: { href?: string; words: ReactNode }[];
}) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-3">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps do not move
          <li key={index} className="flex items-center gap-x-1.5">
            {index > 0 && <span aria-hidden="true">·</span>}
            {step.href ? (
              <PageLink
                href={step.href}
                className="-my-2.5 inline-flex min-h-11 items-center rounded-sm hover:text-ink hover:underline"
              >
                {step.words}
              </PageLink>
            ) : (
              step.words
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
